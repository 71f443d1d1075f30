package dev.wave.plan;

import dev.wave.expression.Template;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Persona;
import java.util.List;
import java.util.Optional;

/// What a step will do, resolved.
public sealed interface PlannedAction {

    /// Lets a persona do a task.
    ///
    /// @param persona with the step's narrowing of the permissions applied
    /// @param version of the adapter's program, as the lock pins it; absent if it does not
    /// @param model what the adapter is given
    /// @param task the author's task, or the fixed text for a persona without one
    record Ask(Persona persona, AdapterSettings adapter, Optional<String> version, PlannedModel model, Template task)
            implements PlannedAction {}

    record Run(Command command) implements PlannedAction {}

    /// A command line, of a `run` step, a contract or a setup.
    sealed interface Command {

        /// Text for `sh -c`, exactly as written.
        record Shell(String text) implements Command {}

        /// A program and its arguments.
        record Words(List<Template> words) implements Command {
            public Words {
                words = List.copyOf(words);
            }
        }
    }
}
