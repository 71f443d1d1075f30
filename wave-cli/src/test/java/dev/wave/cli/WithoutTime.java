package dev.wave.cli;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// Wave with a bug: the thread that draws cannot tell the time.
final class WithoutTime {
    private WithoutTime() {}

    public static void main(String[] args) {
        InstantSource broken = WithoutTime::now;
        Main.start(args, broken.withZone(ZoneOffset.UTC));
    }

    private static Instant now() {
        if (Thread.currentThread().getName().equals("terminal")) {
            throw new IllegalStateException("no time");
        }
        return Instant.now();
    }
}
