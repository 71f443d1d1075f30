package dev.wave.command;

import dev.wave.model.RunId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// The run that a command is about.
final class RunArgument {

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String name;

    RunId in(Stores stores) {
        return RunNames.of(stores, name);
    }
}
