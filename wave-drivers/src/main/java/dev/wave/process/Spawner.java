package dev.wave.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts programs from a thread that lives as long as this process.
///
/// To the kernel a program's parent is the thread that started it: one that asked to die with its parent, as
/// the sandbox does, dies with that thread. The threads that carry virtual ones end when they have been idle
/// for half a minute, long before an agent is done.
final class Spawner {
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("wave-spawner").factory());

    private Spawner() {}

    /// Starts the program. An interrupt does not cut this short: a program that was started is always told of.
    static Process start(ProcessBuilder builder) throws IOException {
        var started = THREAD.submit(builder::start);
        var interrupted = false;
        try {
            while (true) {
                try {
                    return started.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw reason(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException reason(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException refused -> refused;
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException("a program could not be started", e);
        };
    }
}
