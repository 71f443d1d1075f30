package dev.wave.agent.claude;

import dev.wave.model.AdapterSettings;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Presence;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds out whether this machine has Claude Code, and a key or a login for it.
public final class ClaudeFinder implements AgentFinder {
    private final Path project;
    private final Map<String, String> machine;

    /// @param project the project's root
    /// @param machine the environment of this process
    public ClaudeFinder(Path project, Map<String, String> machine) {
        this.project = project;
        this.machine = machine;
    }

    @Override
    public Presence find(AdapterSettings adapter) {
        return switch (ClaudeLauncher.of(adapter, project, machine)) {
            case ClaudeLauncher.Missing(var missing) -> missing;
            case ClaudeLauncher.Found _ ->
                switch (ClaudeAccess.of(adapter, machine)) {
                    case ClaudeAccess.None(var missing) -> missing;
                    case ClaudeAccess.Key _, ClaudeAccess.Login _ -> new Presence.Here();
                };
        };
    }

    @Override
    public Optional<String> version(AdapterSettings adapter) {
        return switch (ClaudeLauncher.of(adapter, project, machine)) {
            case ClaudeLauncher.Missing _ -> Optional.empty();
            case ClaudeLauncher.Found found -> found.version();
        };
    }
}
