package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.cli.Wiring;
import dev.wave.command.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Somebody who reads a page and does what it says: writes the files it shows, types what it says to type. Has
/// a home and nothing in it but a name for git, a `wave` on the `PATH`, and no terminal.
///
/// A line that is one call of `wave` happens in this process, since that is ten times as fast; any other in a real
/// shell, in which `wave` is the same program in a process of its own.
final class Person {
    /// What a shell would make something of.
    private static final Pattern FOR_A_SHELL = Pattern.compile("[|&;<>$'\"`*?~\\\\(){}#]");

    private final Path project;
    private final Map<String, String> environment;

    /// What was printed, on both streams together, and with which exit code.
    record Said(int code, String text) {}

    /// @param temp an empty folder: the project will be `project` in it
    Person(Path temp) throws IOException {
        this(temp, "project");
    }

    /// @param name of the project's folder
    Person(Path temp, String name) throws IOException {
        var home = Files.createDirectories(temp.resolve("home"));
        project = Files.createDirectories(temp.resolve(name));
        Files.writeString(home.resolve(".gitconfig"), "[user]\n  name = You\n  email = you@example.org\n");
        environment = new LinkedHashMap<>(Pages.environment(home));
        environment.put("PATH", program(temp.resolve("bin")) + ":" + environment.get("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
    }

    /// A folder with a `wave` that is what these tests were compiled with.
    private static Path program(Path bin) throws IOException {
        var file = Files.writeString(Files.createDirectories(bin).resolve("wave"), """
                #!/bin/sh
                exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Djdk.console=java.base \\
                  --enable-native-access=ALL-UNNAMED -cp '%s' dev.wave.cli.Main "$@"
                """.formatted(
                        ProcessHandle.current().info().command().orElseThrow(), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }

    Path project() {
        return project;
    }

    Map<String, String> environment() {
        return environment;
    }

    /// Writes the files a text shows whole.
    void writesFilesOf(String text) throws IOException {
        for (var file : Pages.files(text).entrySet()) {
            var path = project.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /// Types all that a text says to type, in order: each line ends with 0, and what is printed is what the
    /// text says is printed, line by line, but for times, names of runs and digests.
    ///
    /// @return the lines that were typed
    List<String> follows(String text) throws IOException, InterruptedException {
        var typed = new ArrayList<String>();
        for (var session : Pages.sessions(text).entrySet()) {
            var printed = new StringBuilder();
            for (var line : session.getKey()
                    .lines()
                    .filter(each -> !each.startsWith("#"))
                    .toList()) {
                var said = types(line);
                assertThat(said.code()).as(line + "\n" + said.text()).isZero();
                printed.append(said.text());
                typed.add(line);
            }
            assertThat(steady(printed.toString())).as(session.getKey()).containsAll(steady(session.getValue()));
        }
        return typed;
    }

    /// A text's lines without what is otherwise each time.
    static List<String> steady(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\b[0-9a-f]{4,64}\\b", "ID")
                        .replaceAll("\\d+(\\.\\d+)? (s|ms)\\b", "TIME")
                        .replaceAll(" · (open|sandboxed)$", "")
                        .replaceAll(" +", " "))
                .toList();
    }

    Said types(String line) throws IOException, InterruptedException {
        return line.startsWith("wave ") && !FOR_A_SHELL.matcher(line).find()
                ? wave(List.of(line.substring(5).split(" +")))
                : sh(line);
    }

    Said sh(String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-ec", script)
                .directory(project.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    Said wave(List<String> words) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var console = new Console(stream, stream, Optional.empty());
        var code = Wiring.program(console, environment, project, Clock.systemUTC(), (_, _) -> () -> {})
                .run(words);
        return new Said(code.code(), out.toString(StandardCharsets.UTF_8));
    }
}
