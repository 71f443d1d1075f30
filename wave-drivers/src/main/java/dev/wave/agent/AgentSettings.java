package dev.wave.agent;

import java.util.List;

/// Files of a repository from which agents take settings, permissions, hooks and servers to start. No agent
/// of a step is shown them: the repository's author would decide what runs and what it may do. Instructions
/// (`CLAUDE.md`, `AGENTS.md`) are shown; they are part of the tree.
public final class AgentSettings {

    /// Their paths in the tree.
    public static final List<String> PATHS = List.of(
            ".claude/settings.json",
            ".claude/settings.local.json",
            ".claude/hooks",
            ".mcp.json",
            ".codex",
            ".cursor/cli.json",
            ".cursor/hooks.json",
            ".cursor/mcp.json",
            ".gemini/extensions",
            ".gemini/settings.json",
            ".kiro/settings",
            ".opencode",
            ".qwen/settings.json",
            "opencode.json",
            "opencode.jsonc");

    private AgentSettings() {}
}
