package dev.wave.model;

import java.util.List;

/// Where the value of a secret is looked up, on the machine that runs the step. Never the value itself.
public sealed interface SecretSource {

    /// A variable of the environment in which Wave was started.
    record Env(VariableName variable) implements SecretSource {}

    /// A file.
    ///
    /// @param path absolute, below the user's home (`~/`), or relative to the project's root
    record File(String path) implements SecretSource {}

    /// What a command prints. Runs as the user, outside every sandbox; nothing is filled in.
    record Command(List<String> argv) implements SecretSource {
        public Command {
            argv = List.copyOf(argv);
        }
    }

    /// How it is told to people: `env NPM_TOKEN`. Without anything a value could be in.
    default String shown() {
        return switch (this) {
            case Env(var variable) -> "env " + variable;
            case File(var path) -> "file " + path;
            case Command(var argv) -> "command " + argv.getFirst();
        };
    }
}
