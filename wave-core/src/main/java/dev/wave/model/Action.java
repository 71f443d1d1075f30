package dev.wave.model;

import java.util.List;
import java.util.Optional;

/// What a step does. The kinds are closed: a new one is a new record here, and the compiler
/// then names every `switch` that has to learn about it.
public sealed interface Action {

    /// Lets a persona do a task. At least one of the two is there.
    record Ask(Optional<Named> persona, Optional<Text> task) implements Action {}

    /// Runs a command in the workspace.
    record Run(Invocation command) implements Action {}

    /// A command line, of a `run` step, a contract or a setup.
    sealed interface Invocation {

        /// Text for `sh -c`. Nothing is ever substituted in it; parameters are environment variables.
        record Shell(Text text) implements Invocation {}

        /// A program and its arguments, substituted word by word; no shell sees them.
        record Words(List<Text> words) implements Invocation {
            public Words {
                words = List.copyOf(words);
            }
        }
    }
}
