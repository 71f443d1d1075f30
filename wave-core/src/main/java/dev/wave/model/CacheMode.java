package dev.wave.model;

import java.time.Duration;

/// Whether other runs may use a step's result.
public sealed interface CacheMode {

    /// What holds where nothing is written.
    CacheMode AUTO = new Auto();

    /// They may, as long as the key holds all that the step could see.
    record Auto() implements CacheMode {}

    /// They may not.
    record Never() implements CacheMode {}

    /// They may while it is younger, also if the step could see what no key holds.
    record Ttl(Duration age) implements CacheMode {}

    /// They may once there are so many; until then each run makes one more.
    ///
    /// @param count at least 1
    record Samples(int count) implements CacheMode {

        /// More than this nobody compares.
        public static final int MOST = 100;
    }
}
