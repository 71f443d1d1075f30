package dev.wave.process;

import dev.wave.redaction.RedactedStream;
import dev.wave.redaction.Redaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one program prints: two named pipes, a thread for each, and what is known of it so far.
///
/// Named pipes and not Java's own: a read of those cannot be given up, and after the program's death Java
/// reads whatever its orphans still print into memory. The threads are platform threads, because a pipe
/// blocks whoever reads it, and a virtual thread would block its carrier with it.
final class Output {
    private static final int BUFFER = 64 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Listener listener;
    private final long limit;
    private final Redaction redaction;
    private final Runnable attention;
    private final List<Thread> threads = new ArrayList<>();
    private final Tail said = new Tail();
    private final Tail complained = new Tail();
    private long bytes;
    private boolean closed;
    private Optional<Throwable> thrown = Optional.empty();
    private volatile long lastHeard = System.nanoTime();
    private volatile Optional<Farewell> farewell = Optional.empty();

    /// The time that is left to a program which has said all.
    ///
    /// @param end as `System.nanoTime` tells it
    record Farewell(Duration time, long end) {}

    /// @param redaction hides secrets in all that is told, kept or stored of the output: nobody behind this hears
    /// them
    /// @param attention called once output exceeds the limit, the listener throws, or all is said
    Output(Listener listener, long limit, Redaction redaction, Runnable attention) {
        this.listener = listener;
        this.limit = limit;
        this.redaction = redaction;
        this.attention = attention;
    }

    /// Starts reading the pipe. There must be a writer already, or the pipe seems to be at its end.
    void read(Path pipe, boolean error) throws IOException {
        var channel = FileChannel.open(pipe, StandardOpenOption.READ);
        var voice = new Voice(
                error,
                error ? complained : said,
                redaction.stream(),
                new LineSplitter(error ? listener::errorLine : listener::line));
        threads.add(Thread.ofPlatform()
                .daemon()
                .name("wave-output-" + (error ? "err" : "out"))
                .start(() -> pump(channel, voice)));
    }

    /// Reads what is still in the pipes and ends the threads, even if somebody keeps a pipe open.
    void close() {
        var end = System.nanoTime() + DRAIN.toNanos();
        threads.forEach(thread -> join(thread, Duration.ofNanos(end - System.nanoTime())));
        threads.stream().filter(Thread::isAlive).forEach(thread -> {
            thread.interrupt(); // which closes its channel
            join(thread, DRAIN);
        });
        synchronized (this) {
            closed = true;
        }
    }

    long lastHeard() {
        return lastHeard;
    }

    /// The time that is left to the program; empty while it has more to say.
    Optional<Farewell> farewell() {
        return farewell;
    }

    synchronized long bytes() {
        return bytes;
    }

    /// Whether there is a reason not to hear it any longer.
    synchronized boolean isRefused() {
        return exceeded() || thrown.isPresent();
    }

    synchronized boolean exceeded() {
        return bytes > limit;
    }

    /// The end of what was printed. The streams have no order between them, so both get their share: much on
    /// the one must not push out the reason on the other.
    synchronized String lastLines() {
        if (said.isEmpty() || complained.isEmpty()) {
            return (said.isEmpty() ? complained : said).text(Tail.SIZE);
        }
        return said.text(Tail.SIZE / 2) + "\n" + complained.text(Tail.SIZE / 2 - 1);
    }

    synchronized Optional<Throwable> thrown() {
        return thrown;
    }

    /// One of the two streams.
    private record Voice(boolean error, Tail tail, RedactedStream redacted, LineSplitter lines) {}

    private void pump(FileChannel channel, Voice voice) {
        var buffer = new byte[BUFFER];
        var view = ByteBuffer.wrap(buffer);
        try (channel) {
            for (int length; (length = channel.read(view.clear())) >= 0; ) {
                hear(voice, buffer, length);
            }
        } catch (ClosedChannelException e) {
            // given up: what holds the pipe is not ours to wait for
        } catch (IOException e) {
            failed(e);
        }
        tell(voice, voice.redacted().end());
        guarded(voice.lines()::end);
    }

    private synchronized void hear(Voice voice, byte[] heard, int length) {
        lastHeard = System.nanoTime();
        var over = exceeded();
        bytes += length;
        if (over) {
            return; // read on, so that the program can end, and tell nobody
        }
        tell(voice, voice.redacted().add(heard, length));
        if (exceeded()) {
            attention.run();
        }
    }

    private synchronized void tell(Voice voice, byte[] told) {
        if (told.length == 0) {
            return;
        }
        voice.tail().add(told, told.length);
        guarded(() -> {
            listener.bytes(voice.error(), told, told.length);
            voice.lines().add(told, told.length);
            if (farewell.isEmpty()) {
                listener.farewell().ifPresent(this::leave);
            }
        });
    }

    private void leave(Duration time) {
        farewell = Optional.of(new Farewell(time, System.nanoTime() + time.toNanos()));
        attention.run();
    }

    private synchronized void guarded(Runnable call) {
        if (closed || thrown.isPresent() || exceeded()) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private synchronized void failed(Throwable reason) {
        thrown = Optional.of(reason);
        attention.run();
    }

    private static void join(Thread thread, Duration atMost) {
        Uninterrupted.run(() -> thread.join(atMost.isNegative() ? Duration.ZERO : atMost));
    }

    /// A pipe that exists as a file, for reading with [#read]; the answer keeps it open until it is closed.
    static FileChannel keepOpen(Path pipe) throws IOException {
        return FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static void make(Path... pipes) throws IOException {
        var command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
        for (var pipe : pipes) {
            command.add(pipe.toString());
        }
        Uninterrupted.start(command);
        for (var pipe : pipes) {
            if (!Files.exists(pipe)) {
                throw new IOException("mkfifo made no pipe at " + pipe);
            }
        }
    }
}
