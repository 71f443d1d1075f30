package dev.wave.process;

import dev.wave.model.Limits;
import dev.wave.spi.Site;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A program to start.
///
/// @param env added to what every program gets (see [Processes]); nothing else is inherited
/// @param tag marks the program and all it starts; what carries it can be swept
public record Start(Site.Launch launch, SequencedMap<String, String> env, Input input, String tag, Limits limits) {
    public Start {
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
    }

    /// What the program reads on its standard input. It always ends: a program that reads on sees the end
    /// of the file, so none waits for more.
    public sealed interface Input {

        record Nothing() implements Input {}

        /// The text in UTF-8. Not limited like an argument is.
        record Text(String text) implements Input {}

        record File(Path file) implements Input {}
    }
}
