package dev.wave.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// What came of the requests at one door.
final class Tally {

    /// Most troubles that are told: an agent may try without end.
    private static final int MOST = 20;

    private final Consumer<String> trouble;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger troubles = new AtomicInteger();

    Tally(Consumer<String> trouble) {
        this.trouble = trouble;
    }

    void answered(String method) {
        switch (method) {
            case "GET", "HEAD", "OPTIONS" -> {}
            default -> calls.incrementAndGet();
        }
    }

    void trouble(String sentence) {
        if (troubles.incrementAndGet() <= MOST) {
            trouble.accept(sentence);
        }
    }

    int calls() {
        return calls.get();
    }
}
