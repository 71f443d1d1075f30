package dev.wave.agent;

import dev.wave.model.BaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Lets the agents of attempts ask a model without ever giving them the key.
public interface ModelDoor {

    /// Opens a way to the model's API for one attempt; closing it ends it.
    Way open(Upstream upstream);

    /// The API behind the door.
    ///
    /// @param header of HTTP in which it expects the key
    /// @param key never shown, never logged
    record Upstream(BaseUrl url, String header, String key) {

        @Override
        public String toString() {
            return url.toString();
        }
    }

    /// What an agent is given.
    ///
    /// @param url the address it asks at
    /// @param token what it says instead of the key; worth nothing anywhere else
    /// @param ports what a sandbox has to let it reach, as in [dev.wave.spi.Needs]
    record Given(String url, String token, SequencedMap<Integer, Path> ports) {
        public Given {
            ports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ports));
        }
    }

    /// An open way.
    interface Way extends AutoCloseable {

        Given given();

        /// How long the API has last asked to wait before it is asked again; absent if it has not.
        Optional<Duration> retryAfter();

        @Override
        void close();
    }
}
