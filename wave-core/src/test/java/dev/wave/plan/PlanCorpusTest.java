package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Projects whose files are well formed and whose names are not: each folder holds one, with exactly what is
/// said about it. `WAVE_GOLDEN=write` in the environment writes what is said now.
class PlanCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus-plan");

    static Stream<String> projects() throws IOException {
        try (var folders = Files.list(CORPUS)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("projects")
    void says_exactly_what_is_wrong_with(String name) throws IOException {
        var folder = CORPUS.resolve(name);
        var found = said(check(folder, name));
        var expected = folder.resolve("expected.txt");
        if ("write".equals(System.getenv("WAVE_GOLDEN"))) {
            Files.writeString(expected, found);
        }

        assertThat(found).isEqualTo(Files.readString(expected));
    }

    private static List<Diagnostic> check(Path folder, String name) throws IOException {
        var files = new MemoryFiles();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.with(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        var types = name.equals("no-agent") ? List.of("command", "scripted") : List.of("command", "scripted", "codex");
        var surroundings = Surroundings.of(
                types,
                AgentFinder.ALL_HERE,
                BuiltinPersonas.names().stream()
                        .map(persona -> BuiltinPersonas.find(persona).orElseThrow())
                        .toList(),
                List.of("format", "fresh"));
        return ProjectReader.read(files, "project")
                .then(project -> outline(project, surroundings))
                .diagnostics();
    }

    private static Checked<Outline> outline(Project project, Surroundings surroundings) {
        return Planner.choose(project, Optional.empty())
                .then(pipeline -> Planner.resolve(project, pipeline, surroundings));
    }

    private static String said(List<Diagnostic> problems) {
        return problems.stream()
                .map(problem -> problem.headline()
                        + problem.fix().map(fix -> "\n  " + fix).orElse("") + "\n")
                .collect(Collectors.joining());
    }
}
