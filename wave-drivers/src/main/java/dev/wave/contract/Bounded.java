package dev.wave.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a check that an author or an agent could make endless, on a thread that can be given up.
///
/// A platform thread with a large stack: a virtual one would keep its carrier busy, and documents and
/// patterns are followed by recursion.
final class Bounded {
    private static final long STACK = 64L * 1024 * 1024;

    private Bounded() {}

    /// The answer of the check, which has to look at its thread's interrupt now and then.
    ///
    /// @throws CannotCheck if it takes too long or goes too deep
    static <T> T call(Callable<T> check, Duration atMost) throws CannotCheck, InterruptedException {
        var task = new FutureTask<>(check);
        var thread =
                Thread.ofPlatform().daemon().name("wave-check").stackSize(STACK).start(task);
        try {
            return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CannotCheck("it takes longer than " + atMost.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            thread.interrupt();
        }
    }

    private static CannotCheck failure(ExecutionException failed) {
        return switch (failed.getCause()) {
            case CannotCheck cannot -> cannot;
            case StackOverflowError _ -> new CannotCheck("it is nested too deeply");
            case OutOfMemoryError _ -> new CannotCheck("it needs too much memory");
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case null, default -> throw new IllegalStateException("a check failed", failed);
        };
    }
}
