package dev.wave.engine;

import dev.wave.run.RunEvent;
import java.util.List;

/// What the engine makes of a report.
///
/// @param facts to be made durable together, before a command is performed or anyone hears of them
/// @param state the state after them
/// @param commands to be performed, in plan order: those the facts made pending
public record Decision(List<RunEvent> facts, RunState state, List<Command> commands) {
    public Decision {
        facts = List.copyOf(facts);
        commands = List.copyOf(commands);
    }

    static Decision nothing(RunState state) {
        return new Decision(List.of(), state, List.of());
    }
}
