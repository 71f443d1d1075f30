package dev.wave.doctor;

import dev.wave.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/// Programs and what they call their version. All are asked at once, and whoever does not answer in time is
/// ended: no program can hold this up.
final class Versions {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final SequencedMap<String, Answer> answers = new LinkedHashMap<>();

    private Versions() {}

    /// What is known of a program.
    ///
    /// @param version the first line it printed; empty if it printed none in time
    record Answer(Path program, Optional<String> version) {}

    /// A program that was asked.
    private record Asked(Path program, Process process, Path said) {}

    /// Asks each of the programs that is on the `PATH`.
    static Versions ask(List<String> names, Map<String, String> environment) throws InterruptedException {
        var asked = new LinkedHashMap<String, Asked>();
        var versions = new Versions();
        for (var name : names) {
            var program = Programs.find(name, environment.getOrDefault("PATH", ""), Path.of("/"));
            if (program.isPresent()) {
                versions.answers.put(name, new Answer(program.get(), Optional.empty()));
                start(program.get(), environment).ifPresent(started -> asked.put(name, started));
            }
        }
        var end = System.nanoTime() + LONGEST.toNanos();
        for (var each : asked.entrySet()) {
            versions.answers.put(each.getKey(), new Answer(each.getValue().program(), answer(each.getValue(), end)));
        }
        return versions;
    }

    private static Optional<Asked> start(Path program, Map<String, String> environment) {
        try {
            var said = Files.createTempFile("wave", ".version");
            var builder = new ProcessBuilder(program.toString(), "--version")
                    .directory(Path.of("/").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return Optional.of(new Asked(program, builder.start(), said));
        } catch (IOException _) { // it is there and does not start: no version is the answer
            return Optional.empty();
        }
    }

    private static Optional<String> answer(Asked asked, long end) throws InterruptedException {
        var process = asked.process();
        try {
            if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.empty();
            }
            return Files.readString(asked.said(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .filter(_ -> process.exitValue() == 0);
        } catch (IOException _) { // what it said is gone
            return Optional.empty();
        } finally {
            try {
                Files.deleteIfExists(asked.said());
            } catch (IOException _) {
                // a small file in the folder for such
            }
        }
    }

    /// What is known of the program; empty if it is not on the `PATH`.
    Optional<Answer> of(String name) {
        return Optional.ofNullable(answers.get(name));
    }
}
