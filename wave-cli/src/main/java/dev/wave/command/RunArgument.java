package dev.wave.command;

import dev.wave.model.RunId;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import org.jspecify.annotations.Nullable;

/// The run that a command is about.
final class RunArgument {
    @Nullable
    String name;

    void declare(Syntax syntax) {
        syntax.argument(Times.AT_MOST_ONCE, "RUN", "The run; the newest if left out.", word -> name = word);
    }

    RunId in(Stores stores) {
        return RunNames.of(stores, name);
    }
}
