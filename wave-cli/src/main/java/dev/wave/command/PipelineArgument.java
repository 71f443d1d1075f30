package dev.wave.command;

import dev.wave.option.Syntax;
import dev.wave.option.Times;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pipeline that a command is about.
final class PipelineArgument {
    @Nullable
    String name;

    void declare(Syntax syntax) {
        syntax.argument(
                Times.AT_MOST_ONCE,
                "PIPELINE",
                "The pipeline; may be left out if the project has only one.",
                word -> name = word);
    }

    Optional<String> given() {
        return Optional.ofNullable(name);
    }
}
