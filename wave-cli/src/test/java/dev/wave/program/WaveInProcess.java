package dev.wave.program;

import dev.wave.cli.Wiring;
import dev.wave.command.Console;
import dev.wave.command.Signals;
import dev.wave.view.Screen;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A person with a home of their own, in front of a project folder, without a terminal. Calls of the program
/// happen in this process; git and the projects' commands are real.
final class WaveInProcess {
    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Signals signals = (cancel, stop) -> () -> {};
    private Clock clock = Clock.systemUTC();
    private Screen screen = Screen.PIPE;
    private Optional<BufferedReader> typed = Optional.empty();

    /// What a call printed and answered.
    record Said(int code, String out, String err) {

        /// The id of the run that the first line names.
        String run() {
            var fromId = out.substring(out.indexOf(' ') + 1);
            return fromId.substring(0, fromId.indexOf(' '));
        }

        /// Both streams, for questions about what a person gets to see.
        String all() {
            return out + err;
        }
    }

    /// @param temp an empty folder: the project will be `project` in it
    WaveInProcess(Path temp) {
        this(temp, "project");
    }

    /// @param name of the project's folder
    WaveInProcess(Path temp, String name) {
        root = folder(temp.resolve(name));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder(temp.resolve("home")).toString());
        environment.put("XDG_CACHE_HOME", folder(temp.resolve("cache")).toString());
        environment.put("XDG_CONFIG_HOME", folder(temp.resolve("config")).toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("LC_ALL", "C.UTF-8");
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    /// Sets a variable for all later calls.
    WaveInProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Does something when later runs are about to begin their first step.
    ///
    /// @param what is given what Ctrl-C would do
    WaveInProcess asRunsBegin(Consumer<Runnable> what) {
        signals = (cancel, stop) -> {
            what.accept(cancel);
            return () -> {};
        };
        return this;
    }

    /// A person at a terminal who types these lines at the next call.
    WaveInProcess typing(String... lines) {
        typed = Optional.of(new BufferedReader(new StringReader(String.join("\n", lines) + "\n")));
        return this;
    }

    /// Sets the clock of all later calls.
    WaveInProcess at(Clock other) {
        clock = other;
        return this;
    }

    /// Lets later calls print on a terminal of that width, in colours only if the variables say so.
    WaveInProcess onTerminal(int columns) {
        screen = Screen.terminal(environment, () -> columns);
        return this;
    }

    /// Writes a file of the project.
    WaveInProcess file(String path, String text) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a copy of a folder into the project.
    WaveInProcess copyOf(Path source) {
        try (var paths = Files.walk(source)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var target = root.resolve(source.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes the project a git repository with everything in one commit.
    WaveInProcess committed() throws InterruptedException {
        git("init", "-q", "-b", "main");
        git("config", "user.name", "A Person");
        git("config", "user.email", "person@example.org");
        git("add", "-A");
        git("commit", "-q", "-m", "Begin");
        return this;
    }

    String git(String... words) throws InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return shell(command, root);
    }

    String sh(String script) throws InterruptedException {
        return shell(List.of("sh", "-ec", script), root);
    }

    private String shell(List<String> command, Path folder) throws InterruptedException {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("PATH", System.getenv("PATH"));
            var process = builder.start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed:\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs the program in the project's folder.
    Said wave(String... words) throws InterruptedException {
        return waveIn(root, words);
    }

    Said waveIn(Path folder, String... words) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                typed,
                screen);
        typed = Optional.empty();
        var program = Wiring.program(console, environment, folder, clock, signals);
        var code = program.run(List.of(words));
        return new Said(code.code(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
