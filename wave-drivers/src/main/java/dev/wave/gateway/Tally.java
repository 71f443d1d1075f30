package dev.wave.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// What came of the requests at one door.
final class Tally {

    /// Most troubles that are told: an agent may try without end.
    private static final int MOST = 20;

    private final Consumer<String> trouble;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger troubles = new AtomicInteger();
    private final AtomicReference<Optional<Duration>> asked = new AtomicReference<>(Optional.empty());

    Tally(Consumer<String> trouble) {
        this.trouble = trouble;
    }

    /// @param wait what the answer's `Retry-After` says; of a date nothing is made
    void answered(String method, Optional<String> wait) {
        switch (method) {
            case "GET", "HEAD", "OPTIONS" -> {}
            default -> {
                calls.incrementAndGet();
                asked.set(wait.filter(text -> text.matches("[0-9]{1,9}"))
                        .map(Long::valueOf)
                        .map(Duration::ofSeconds));
            }
        }
    }

    void trouble(String sentence) {
        if (troubles.incrementAndGet() <= MOST) {
            trouble.accept(sentence);
        }
    }

    /// How long the last answer asked to wait.
    Optional<Duration> asked() {
        return asked.get();
    }

    int calls() {
        return calls.get();
    }
}
