/// Drives Claude Code, the program `claude`, by its stream of JSON lines.
///
/// Start reading at [ClaudeAdapter]. What the program is started with: [ClaudeProgram], [ClaudeCommand],
/// [ClaudePermissions]. What it prints: [ClaudeEvents] reads a line, [ClaudeTurn] gathers what
/// was said and lets a person see it, [ClaudeOutcome] judges how it ended. All of it was observed with version
/// 2.1.197; what is not known is kept in the transcript and passed over.
@NullMarked
package dev.wave.agent.claude;

import org.jspecify.annotations.NullMarked;
