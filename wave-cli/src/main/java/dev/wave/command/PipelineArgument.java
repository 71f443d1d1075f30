package dev.wave.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// The pipeline that a command is about.
final class PipelineArgument {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "The pipeline; may be left out if the project has only one.")
    @Nullable
    String name;

    Optional<String> given() {
        return Optional.ofNullable(name);
    }
}
