package dev.wave.process;

import dev.wave.redaction.Redaction;
import dev.wave.run.Failure;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One program from its start to its end. The calling thread waits; two others read.
final class Running {

    private static final long LOOK = Reserve.LOOK.toNanos();

    /// What the waiting thread has to look at.
    private enum Attention {
        ENDED,
        OUTPUT
    }

    private final ProcessBuilder builder;
    private final Start start;
    private final String mark;
    private final boolean ownSession;
    private final Scratch place;
    private final Reserve reserve;
    private final BlockingQueue<Attention> attention = new LinkedBlockingQueue<>();
    private final Output output;
    private final long began = System.nanoTime();

    Running(
            ProcessBuilder builder,
            Start start,
            Listener listener,
            String mark,
            boolean ownSession,
            Scratch place,
            Reserve reserve,
            Redaction redaction) {
        this.builder = builder;
        this.start = start;
        this.mark = mark;
        this.ownSession = ownSession;
        this.place = place;
        this.reserve = reserve;
        output = new Output(listener, start.limits().outputBytes(), redaction, () -> attention.add(Attention.OUTPUT));
    }

    /// @throws IOException if the program could not be started; nothing is left of it then
    Ran toTheEnd(Duration grace) throws IOException {
        Exit exit;
        try {
            exit = ended(started(), grace);
        } finally {
            output.close();
        }
        output.thrown().ifPresent(Running::rethrow);
        if (exit instanceof Exit.Ended && output.exceeded()) {
            exit = new Exit.TooMuchOutput(output.bytes());
        }
        return new Ran(exit, output.lastLines(), output.bytes(), Duration.ofNanos(System.nanoTime() - began));
    }

    private Child started() throws IOException {
        var out = place.file("out");
        var err = place.file("err");
        Output.make(out, err);
        try (var _ = Output.keepOpen(out);
                var _ = Output.keepOpen(err)) {
            output.read(out, false);
            output.read(err, true);
            var process = Spawner.start(
                    builder.redirectInput(input()).redirectOutput(out.toFile()).redirectError(err.toFile()));
            // not of its handle: that one may tell before `isAlive` knows, and is heard only once
            var _ = process.onExit().thenRun(() -> attention.add(Attention.ENDED));
            return new Child(process, mark, ownSession);
        }
    }

    /// A file, not a pipe: it needs no thread, ends by itself, and takes a text of any length at once.
    private File input() throws IOException {
        return switch (start.input()) {
            case Start.Input.Nothing() -> new File("/dev/null");
            case Start.Input.File(var file) -> file.toFile();
            case Start.Input.Text(var text) -> {
                var file = place.file("in");
                write(file, text);
                yield file.toFile();
            }
        };
    }

    /// Not through a channel, which an interrupt would close.
    private static void write(Path file, String text) throws IOException {
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Exit ended(Child child, Duration grace) {
        Exit exit;
        try {
            var limit = waited(child);
            if (limit.isEmpty()) {
                child.sweep();
                return new Exit.Ended(child.process().exitValue());
            }
            exit = limit.get();
        } catch (InterruptedException e) {
            exit = new Exit.Cancelled();
        }
        var interrupted = child.stop(exit instanceof Exit.DiskFull ? Duration.ZERO : grace);
        if (interrupted && !(exit instanceof Exit.Cancelled)) {
            Thread.currentThread().interrupt(); // not heard yet
        }
        return exit;
    }

    /// Waits for the program to end; empty if it did, otherwise why it must.
    private Optional<Exit> waited(Child child) throws InterruptedException {
        var limits = start.limits();
        while (child.process().isAlive()) {
            long now = System.nanoTime();
            long wall = nanos(limits.timeout()) - (now - began);
            long idle = nanos(limits.idle()) - (now - output.lastHeard());
            if (wall <= 0) {
                return Optional.of(new Exit.TimedOut(Failure.Limit.WALL, limits.timeout()));
            }
            if (idle <= 0) {
                return Optional.of(new Exit.TimedOut(Failure.Limit.IDLE, limits.idle()));
            }
            var farewell = output.farewell();
            long leave = farewell.map(given -> given.end() - now).orElse(Long.MAX_VALUE);
            if (leave <= 0) {
                return farewell.map(given -> new Exit.Stayed(given.time()));
            }
            if (reserve.isTouched()) {
                return Optional.of(new Exit.DiskFull(reserve.folder(), reserve.least()));
            }
            long look = Math.min(Math.min(leave, LOOK), Math.min(wall, idle));
            if (attention.poll(look, TimeUnit.NANOSECONDS) == Attention.OUTPUT && output.isRefused()) {
                return Optional.of(new Exit.TooMuchOutput(output.bytes()));
            }
        }
        return Optional.empty();
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE; // centuries
        }
    }

    private static void rethrow(Throwable reason) {
        switch (reason) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException("the output of a program could not be read", reason);
        }
    }
}
