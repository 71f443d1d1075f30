package dev.wave.process;

import java.nio.file.Path;
import java.time.Duration;

/// What a disk keeps free of programs: one that eats it up is ended before nothing is left for anybody.
///
/// @param folder on the file system that is looked at; made before the first look
/// @param least bytes that stay free
record Reserve(Path folder, long least) {
    /// Enough for Wave to say what happened, on any disk that an attempt may begin on.
    static final long LEAST = 200L * 1000 * 1000;

    /// How often it is looked at while a program runs.
    static final Duration LOOK = Duration.ofMillis(250);

    boolean isTouched() {
        return folder.toFile().getUsableSpace() < least;
    }
}
