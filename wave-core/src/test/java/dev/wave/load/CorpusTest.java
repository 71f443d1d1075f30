package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faulty projects, each in a folder of `corpus/` with the diagnostics it must get, to the letter, in
/// `expected.txt`. With `WAVE_ACCEPT=1` in the environment the files are written instead of compared: read
/// the difference before committing it.
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    @ParameterizedTest
    @MethodSource("cases")
    void gets_the_expected_diagnostics(String name) throws IOException {
        var expected = CORPUS.resolve(name).resolve("expected.txt");

        var actual =
                read(name).diagnostics().stream().map(CorpusTest::shown).collect(Collectors.joining("\n", "", "\n"));

        if ("1".equals(System.getenv("WAVE_ACCEPT"))) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void is_refused_at_places_that_exist(String name) throws IOException {
        var checked = read(name);

        assertThat(checked).isInstanceOf(Checked.Invalid.class);
        for (var diagnostic : checked.diagnostics()) {
            assertThat(exists(name, diagnostic.place()))
                    .as(diagnostic.headline())
                    .isTrue();
        }
    }

    @Test
    void is_large_enough() throws IOException {
        assertThat(cases().count()).isGreaterThanOrEqualTo(100);
    }

    private static boolean exists(String name, Place place) throws IOException {
        var file = CORPUS.resolve(name).resolve(place.file());
        if (place.line() == 1 && place.column() == 1) {
            return true;
        }
        var lines = Files.readString(file).split("\r\n|\r|\n", -1);
        return place.line() <= lines.length && place.column() <= lines[place.line() - 1].length() + 1;
    }

    private static Checked<Project> read(String name) throws IOException {
        var files = new MemoryFiles();
        var folder = CORPUS.resolve(name);
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.with(folder.relativize(path).toString(), Files.readString(path, StandardCharsets.UTF_8));
            }
        }
        return ProjectReader.read(files, name);
    }

    private static String shown(Diagnostic diagnostic) {
        return diagnostic.headline()
                + diagnostic.fix().map(fix -> "\n    " + fix).orElse("");
    }

    static Stream<String> cases() throws IOException {
        try (var folders = Files.list(CORPUS)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }
}
