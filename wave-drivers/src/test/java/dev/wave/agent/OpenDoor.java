package dev.wave.agent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/// A door that is none: the agent asks the API itself, which takes any key.
final class OpenDoor implements ModelDoor {

    @Override
    public Way open(Upstream upstream) {
        return new Way() {
            @Override
            public Given given() {
                return new Given(upstream.url().toString(), "a-token", new LinkedHashMap<>());
            }

            @Override
            public Optional<Duration> retryAfter() {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
