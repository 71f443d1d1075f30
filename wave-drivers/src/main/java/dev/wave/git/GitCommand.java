package dev.wave.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// One call of git: what to run, where, with which variables and input. Runs once. Pipes are fed and drained
/// on platform threads; interrupting the caller, or the time limit, kills the process and what it started.
public final class GitCommand {
    private static final int ERROR_TEXT = 16 * 1024;

    /// How long what was killed is waited for, and how often it is looked at.
    private static final Duration TO_DIE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final List<String> line;
    private final Map<String, String> environment;
    private Path directory = Path.of("/");
    private Input input = stdin -> {};
    private Duration limit = Duration.ofMinutes(10);

    GitCommand(List<String> line, Map<String, String> environment) {
        this.line = List.copyOf(line);
        this.environment = new LinkedHashMap<>(environment);
    }

    public GitCommand in(Path workingDirectory) {
        this.directory = workingDirectory;
        return this;
    }

    public GitCommand env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public GitCommand env(String name, Path value) {
        return env(name, value.toString());
    }

    public GitCommand input(byte[] bytes) {
        this.input = stdin -> stdin.write(bytes);
        return this;
    }

    /// A file's bytes as input, not kept in memory.
    public GitCommand input(Path file) {
        this.input = stdin -> Files.copy(file, stdin);
        return this;
    }

    /// Input whose chars are bytes (see [FileName]).
    GitCommand input(String latin1) {
        return input(FileName.bytes(latin1));
    }

    public GitCommand within(Duration timeLimit) {
        this.limit = timeLimit;
        return this;
    }

    /// Runs it to its end, whatever the exit code.
    public Output run() {
        var bytes = new ByteArrayOutputStream();
        var ended = stream(out -> out.transferTo(bytes));
        return new Output(ended.exit(), bytes, ended.error());
    }

    /// The standard output of a call that must succeed.
    public byte[] output() {
        return run().must(this).bytes();
    }

    /// The same as text in UTF-8.
    public String text() {
        return new String(output(), StandardCharsets.UTF_8);
    }

    /// The same as a string whose chars are bytes.
    String latin1() {
        return FileName.of(output());
    }

    /// Runs it and hands standard output to the consumer as it comes, on another thread.
    ///
    /// If the consumer stops reading before the end the rest is dropped.
    public Ended stream(Consumer consumer) {
        var process = start();
        var failure = new AtomicReference<IOException>();
        var error = new ByteArrayOutputStream();
        var feed = thread("git-in", () -> feed(process.getOutputStream()));
        var drain = thread("git-err", () -> keepStart(process.getErrorStream(), error));
        var read = thread("git-out", () -> {
            try (var out = process.getInputStream()) {
                consumer.accept(out);
                out.skip(Long.MAX_VALUE);
            } catch (IOException e) {
                failure.set(e);
            }
        });
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                throw new GitFailed(this + " took longer than " + limit.toSeconds() + " s and was stopped");
            }
            for (var thread : List.of(feed, drain, read)) {
                thread.join();
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new GitFailed(this + " was interrupted");
        }
        var failed = failure.get();
        if (failed != null) {
            throw GitFailed.at(this + ": reading its output", failed);
        }
        return new Ended(
                process.exitValue(), error.toString(StandardCharsets.UTF_8).strip());
    }

    /// Starts it as a process that stays; the caller owns it and its pipes.
    public Process start() {
        var builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new GitFailed(
                    "cannot start '" + line.getFirst() + "': " + e.getMessage()
                            + "; Wave needs git 2.38 or newer on the PATH",
                    e);
        }
    }

    private void feed(OutputStream stdin) {
        try (stdin) {
            input.writeTo(stdin);
        } catch (IOException e) {
            // git ended before it had read everything: its exit code says why
        }
    }

    static void keepStart(InputStream stream, ByteArrayOutputStream kept) {
        var buffer = new byte[8192];
        try (stream) {
            for (var n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                kept.write(buffer, 0, Math.min(n, Math.max(0, ERROR_TEXT - kept.size())));
            }
        } catch (IOException e) {
            // the process is gone; what was read is kept
        }
    }

    /// Returns once it is gone with all it started, or after a while.
    private static void kill(Process process) {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        var deadline = System.nanoTime() + TO_DIE.toNanos();
        while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }

    /// The call without the fixed settings, for messages.
    @Override
    public String toString() {
        var arguments = line.subList(1, line.size());
        while (arguments.size() > 2 && arguments.getFirst().equals("-c")) {
            arguments = arguments.subList(2, arguments.size());
        }
        return "git " + String.join(" ", arguments);
    }

    private interface Input {
        void writeTo(OutputStream stdin) throws IOException;
    }

    /// Reads what a command prints.
    public interface Consumer {
        void accept(InputStream out) throws IOException;
    }

    /// How a call ended.
    public record Ended(int exit, String error) {}

    /// How a call ended, and all it printed.
    public record Output(int exit, ByteArrayOutputStream out, String error) {
        public byte[] bytes() {
            return out.toByteArray();
        }

        /// Itself, if the exit code is 0; otherwise [GitFailed] with what git said.
        Output must(GitCommand command) {
            if (exit != 0) {
                throw new GitFailed(command + " failed with exit code " + exit + (error.isEmpty() ? "" : ": " + error));
            }
            return this;
        }
    }
}
