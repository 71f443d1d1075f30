package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The classes that one start of the JVM loaded. How many they are is the same on a busy machine as on a quiet one,
/// and a start takes the longer the more they are.
///
/// @param all one line for each class; all of an AOT cache are among them
/// @param elsewhere those that no cache had
record LoadedClasses(List<String> all, List<String> elsewhere) {

    /// A project in a repository of its own, of which plans can be made: a copy of an example.
    static Path project(Path folder) throws IOException, InterruptedException {
        var project = folder.resolve("example");
        var example = Path.of("../examples/feature-development").toAbsolutePath();
        for (var command : List.of(
                List.of("cp", "-R", example.toString(), project.toString()),
                List.of("git", "init", "-q", project.toString()))) {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        }
        return project;
    }

    /// What the variable `_JAVA_OPTIONS` makes of a start: one whose classes can be read afterwards.
    static String into(Path log) {
        return "-Xlog:class+load:file=" + log;
    }

    /// What such a start has left.
    static LoadedClasses of(Path log) throws IOException {
        var all = Files.readAllLines(log);
        return new LoadedClasses(
                all,
                all.stream()
                        .filter(line -> !line.contains("shared objects file"))
                        .toList());
    }

    /// Fails if a start has become dearer.
    ///
    /// @param most a twentieth more than there were when it was last looked at
    void assertFew(String command, int most) {
        assertThat(all.size())
                .as(
                        "how many classes `wave %s` loads: those of the cache, which each start pays for, and others",
                        command)
                .isBetween(1000, most);
        assertThat(elsewhere.size())
                .as("how many classes `wave %s` does not get from the AOT cache, such as %s", command, some())
                .isLessThan(all.size() / 20);
    }

    private List<String> some() {
        return elsewhere.stream().limit(20).toList();
    }
}
