package dev.wave.process;

import java.io.IOException;
import java.util.List;

/// Short waits that an interrupt must not cut: cleaning up goes on when its step is cancelled. The interrupt
/// is not lost, it is there again afterwards.
final class Uninterrupted {

    private Uninterrupted() {}

    static void run(Wait wait) {
        var interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs a small program of the system to its end.
    static void start(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        run(process::waitFor);
    }

    /// Something to wait for.
    @FunctionalInterface
    interface Wait {
        void await() throws InterruptedException;
    }
}
