package dev.wave.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Wave with a bug: the thread that draws cannot tell the time.
final class WithoutTime {
    private WithoutTime() {}

    public static void main(String[] args) {
        Main.start(args, new Broken());
    }

    private static final class Broken extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("terminal")) {
                throw new IllegalStateException("no time");
            }
            return InstantSource.system().instant();
        }
    }
}
