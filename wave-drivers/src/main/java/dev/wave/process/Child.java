package dev.wave.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A started program with all it starts.
///
/// @param mark the tag that only this program and its descendants carry
/// @param ownSession whether it leads a session, and so a process group, of its own
record Child(Process process, String mark, boolean ownSession) {
    private static final Duration LOOK = Duration.ofMillis(20);

    /// Ends all of it: asks, waits, and kills what is left. Interrupting the thread cuts the waiting short,
    /// not the killing; the interrupt is used up.
    ///
    /// @return whether the thread was interrupted
    boolean stop(Duration grace) {
        var interrupted = false;
        var family = process.descendants().toList();
        signal("TERM", family);
        try {
            awaitEnd(System.nanoTime() + grace.toNanos());
        } catch (InterruptedException e) {
            interrupted = true; // whoever asks twice does not want to wait
        }
        if (process.isAlive()) {
            signal("KILL", List.of());
            process.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        sweep();
        Uninterrupted.run(process::waitFor);
        return Thread.interrupted() || interrupted;
    }

    /// Kills what is left of it.
    void sweep() {
        Sweeper.sweep(mark, session());
    }

    private void awaitEnd(long end) throws InterruptedException {
        process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        while (Sweeper.isAlive(mark, session()) && System.nanoTime() < end) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// To the group as one, so that none of it slips away by forking. Only while its leader lives: then
    /// nobody else can have its number.
    private void signal(String name, List<ProcessHandle> family) {
        if (ownSession && process.isAlive()) {
            try {
                Uninterrupted.start(List.of(
                        "/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", name, Long.toString(process.pid())));
                return;
            } catch (IOException e) {
                // no shell: one by one, then
            }
        }
        process.destroy();
        family.forEach(ProcessHandle::destroy);
    }

    private long session() {
        return ownSession ? process.pid() : -1;
    }
}
