package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every folder in `examples/` does what its `expected.plan` and `expected.log` say. `WAVE_GOLDEN=write` in
/// the environment writes these files anew instead of comparing; look at the difference before committing it.
class ExamplesTest {
    private static final Path EXAMPLES =
            Path.of("").toAbsolutePath().getParent().resolve("examples");
    private static final boolean WRITE = "write".equals(System.getenv("WAVE_GOLDEN"));

    /// The arguments of pipelines that need some.
    private static final Map<String, String> ARGUMENTS =
            Map.of("feature-development", "--feature=authentication", "onboarding", "--feature=authentication");

    private static final Pattern HEADLINE = Pattern.compile("^(\\S+) (\\S+) · base [0-9a-f]+(.*) · (open|sandboxed)$");

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> an_example_prints_what_it_is_expected_to() throws IOException {
        try (var folders = Files.list(EXAMPLES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(name(folder), () -> compare(folder)));
        }
    }

    private void compare(Path example) throws Exception {
        var wave = new WaveInProcess(temp.resolve("of " + name(example)), name(example)).copyOf(example);
        wave.committed();
        var plans = new StringBuilder();
        var logs = new StringBuilder();
        for (var pipeline : pipelines(example)) {
            var words = words(pipeline);
            var plan = wave.wave( // quiet about what this machine keeps, which another may not
                    Stream.concat(Stream.of("plan", "-q"), words.stream()).toArray(String[]::new));
            assertThat(plan.code()).as(plan.all()).isZero();
            plans.append("$ wave plan ").append(String.join(" ", words)).append('\n');
            plans.append(plan.err()).append(plan.out()).append('\n');

            words.add("--trust");
            logs.append("$ wave run ").append(String.join(" ", words)).append('\n');
            var first =
                    wave.wave(Stream.concat(Stream.of("run"), words.stream()).toArray(String[]::new));
            assertThat(first.code()).as(first.all()).isZero();
            logs.append(normal(first, order(plan))).append('\n');

            logs.append("$ wave run ").append(String.join(" ", words)).append('\n');
            var second =
                    wave.wave(Stream.concat(Stream.of("run"), words.stream()).toArray(String[]::new));
            assertThat(second.code()).as(second.all()).isZero();
            assertThat(second.out()).contains("nothing ran").doesNotContain(" started ");
            logs.append(normal(second, order(plan))).append('\n');
        }
        check(example.resolve("expected.plan"), plans.toString());
        check(example.resolve("expected.log"), logs.toString());
    }

    private static void check(Path file, String text) throws IOException {
        var stripped = text.stripTrailing() + "\n";
        if (WRITE) {
            Files.writeString(file, stripped);
        }
        assertThat(stripped).isEqualTo(Files.readString(file));
    }

    private static List<String> words(String pipeline) {
        var words = new ArrayList<>(List.of(pipeline));
        if (ARGUMENTS.containsKey(pipeline)) {
            words.add(ARGUMENTS.get(pipeline));
        }
        return words;
    }

    /// As the project would list them: the files' names, or the folder's.
    private static List<String> pipelines(Path example) throws IOException {
        var folder = example.resolve(".wave/pipelines");
        if (!Files.isDirectory(folder)) {
            return List.of(name(example));
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> name(file).replace(".yaml", "")).sorted().toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /// The steps as the plan lists them.
    private static List<String> order(WaveInProcess.Said plan) {
        return plan.out()
                .lines()
                .filter(line -> line.matches("[ =~+?!] [a-z]\\S*  (ask|run) .*"))
                .map(line -> firstWord(line.substring(2)))
                .toList();
    }

    /// Without what differs from run to run: ids, times, the commit, the level, which is the machine's, and
    /// the order among parallel steps.
    private static String normal(WaveInProcess.Said said, List<String> order) {
        var steps = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var line : said.out().replace(said.run(), "RUN").lines().toList()) {
            var text = HEADLINE.matcher(line)
                    .replaceFirst("$1 RUN · base COMMIT$3 · LEVEL")
                    .replaceAll("made (just now|\\d+ \\w+ ago)", "made AGE")
                    .replaceAll("(\\d+ h \\d\\d m|\\d+ m \\d\\d s|\\d+\\.\\d s|\\d+ s)(?= |$)", "TIME");
            (order.contains(firstWord(text)) && !text.contains(" · base ") ? steps : others).add(text);
        }
        steps.sort(Comparator.comparingInt(line -> order.indexOf(firstWord(line)))); // stable
        others.addAll(1, steps);
        return String.join("\n", others) + "\n";
    }

    private static String firstWord(String line) {
        return line.substring(0, Math.max(0, (line + " ").indexOf(' ')));
    }

    @Test
    void the_page_example_holds_the_page_letter_by_letter() throws IOException {
        var page = EXAMPLES.resolveSibling("wave-core/src/test/resources/page");
        for (var name : List.of("feature-development", "code-review", "generate-docs")) {
            assertThat(EXAMPLES.resolve("page/.wave/pipelines/" + name + ".yaml"))
                    .hasSameBinaryContentAs(page.resolve(name + ".yaml"));
        }
    }
}
