package dev.wave.agent;

import dev.wave.model.Digest;
import dev.wave.model.Limits;
import dev.wave.process.Listener;
import dev.wave.process.Processes;
import dev.wave.process.Ran;
import dev.wave.process.Start;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.spi.Blobs;
import dev.wave.spi.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Runs a program of a step in its workspace: shows what it prints as it prints it, and keeps all of it.
public final class AgentProgram {

    /// Bytes of standard output that still make a final message. Of one that is longer nothing is kept as
    /// message: half an answer must not become a whole output.
    public static final int LONGEST_MESSAGE = 8 * 1024 * 1024;

    private final Processes processes;
    private final Blobs blobs;
    private final Path scratch;

    /// @param scratch folder for streams that are not stored yet
    public AgentProgram(Processes processes, Blobs blobs, Path scratch) {
        this.processes = processes;
        this.blobs = blobs;
        this.scratch = scratch;
    }

    /// Runs words that need nothing besides the workspace, in its root.
    public Heard run(
            Site site,
            List<String> words,
            SequencedMap<String, String> env,
            Start.Input input,
            Limits limits,
            Consumer<Activity> activity) {
        return run(new Start(site.launch(words, "."), env, input, site.tag(), limits), activity);
    }

    /// Runs a program. Interrupting the thread cancels; the answer then says so.
    public Heard run(Start start, Consumer<Activity> activity) {
        var message = new MessageBuffer(LONGEST_MESSAGE);
        var kept = listen(start, new Ears(message, activity));
        if (message.overflowed()) {
            activity.accept(new Activity.Notice("the answer is longer than " + LONGEST_MESSAGE / 1024 / 1024
                    + " MB; it is in the transcript and does not count as final message"));
        }
        return new Heard(kept.ran(), message.text(), kept.transcript());
    }

    /// Runs a program for somebody who makes sense of what it prints himself, and keeps all of that.
    public Kept listen(Start start, Listener listener) {
        try (var transcript = new Transcript(scratch)) {
            var ran = processes.run(start, new Recorder(transcript, listener));
            return new Kept(ran, transcript.store(blobs));
        } catch (IOException e) {
            throw new UncheckedIOException("the transcript could not be written in " + scratch, e);
        }
    }

    /// What came of it.
    ///
    /// @param message all of standard output; empty if it was too long for a message
    /// @param transcript both streams as they came; absent if nothing was printed
    public record Heard(Ran ran, String message, Optional<Digest> transcript) {

        /// Why the program did not come to its end; absent if it did.
        public Optional<Failure> failure() {
            return ran.exit().failure(ran.lastLines());
        }
    }

    /// A program that ran.
    ///
    /// @param transcript both streams as they came; absent if nothing was printed
    public record Kept(Ran ran, Optional<Digest> transcript) {}

    /// Writes down what another one hears.
    private record Recorder(Transcript transcript, Listener listener) implements Listener {
        @Override
        public void line(String line) {
            listener.line(line);
        }

        @Override
        public void errorLine(String line) {
            listener.errorLine(line);
        }

        @Override
        public void bytes(boolean error, byte[] bytes, int length) {
            transcript.add(bytes, length);
            listener.bytes(error, bytes, length);
        }

        @Override
        public Optional<Duration> farewell() {
            return listener.farewell();
        }
    }

    private record Ears(MessageBuffer message, Consumer<Activity> activity) implements Listener {
        @Override
        public void line(String line) {
            activity.accept(new Activity.Said(line));
        }

        @Override
        public void errorLine(String line) {
            activity.accept(new Activity.Said(line));
        }

        @Override
        public void bytes(boolean error, byte[] bytes, int length) {
            if (!error) {
                message.add(bytes, length);
            }
        }
    }
}
