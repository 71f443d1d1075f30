package dev.wave.planted.effects;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// One method for each way to touch the world.
final class Effects {

    String reads(Path file) throws IOException {
        return Files.readString(file);
    }

    Process starts() throws IOException {
        return new ProcessBuilder("true").start();
    }

    Socket connects() throws IOException {
        return new Socket("localhost", 1);
    }

    String environment() {
        return System.getenv().toString();
    }

    void prints() {
        System.out.println();
    }

    void exits() {
        System.exit(1);
    }

    Instant now() {
        return Instant.now();
    }

    Clock clock() {
        return Clock.systemUTC();
    }

    int random() {
        return RandomGenerator.getDefault().nextInt();
    }

    UUID identity() {
        return UUID.randomUUID();
    }

    void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }
}
