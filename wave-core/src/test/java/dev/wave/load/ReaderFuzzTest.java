package dev.wave.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.DiagnosticText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Mutates projects at random, always from the same seed: whatever comes out, the reader answers with a
/// value.
class ReaderFuzzTest {
    private static final int MUTATIONS = 5_000;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ": ",
            ":",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "'",
            "\"",
            "|",
            "|2-\n",
            ">",
            "&a ",
            "*a",
            "!x ",
            "!!str ",
            "<<: ",
            "? ",
            "#",
            "%YAML 1.2\n",
            "---\n",
            "...\n",
            "{{",
            "}}",
            "{x}",
            "\\{",
            "${{",
            "null",
            "~",
            "true",
            "1e999",
            "0x",
            "-1",
            "\0",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\ud83d\ude00",
            "\ud800",
            "steps:",
            "pipeline:",
            "id:",
            "type:");

    @Test
    @Timeout(60)
    void no_mutation_makes_the_reader_throw() throws IOException {
        var seeds = seeds();
        var random = new Random(20_261_122);
        for (var i = 0; i < MUTATIONS; i++) {
            var text = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            try {
                check(text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("mutation " + i + " of:\n" + text, e);
            }
        }
    }

    private static void check(String text) {
        for (var path : List.of("wave.yaml", ".wave/pipelines/a.yaml", ".wave/personas/a.md", ".wave/local.yaml")) {
            var files = path.equals(".wave/local.yaml")
                    ? MemoryFiles.waveYaml("steps: [{id: a, task_file: t.md}]")
                            .with("t.md", text)
                            .with(path, text)
                    : new MemoryFiles().with(path, text).with(".wave/contracts/api-docs.schema.json", text);
            for (Diagnostic problem : ProjectReader.read(files, "folder").diagnostics()) {
                assertThat(DiagnosticText.of(problem, text)).isNotBlank();
            }
        }
    }

    private static String mutated(String seed, List<String> seeds, Random random) {
        var text = new StringBuilder(seed);
        for (var times = 1 + random.nextInt(4); times > 0; times--) {
            var at = random.nextInt(text.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                case 2 ->
                    text.replace(at, Math.min(text.length(), at + 1), String.valueOf((char) random.nextInt(0x3000)));
                case 3 -> {
                    var end = Math.min(text.length(), at + random.nextInt(60));
                    text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                }
                default -> {
                    var other = seeds.get(random.nextInt(seeds.size()));
                    var start = random.nextInt(other.length());
                    text.insert(at, other, start, Math.min(other.length(), start + random.nextInt(80)));
                }
            }
        }
        return text.toString();
    }

    /// The page's blocks, and every file of the corpus that is small enough to be read many times.
    private static List<String> seeds() throws IOException {
        var seeds = new ArrayList<String>();
        for (var name :
                List.of("feature-development.yaml", "code-review.yaml", "generate-docs.yaml", "docker-compose.yaml")) {
            seeds.add(PageTest.block(name));
        }
        try (var files = Files.walk(Path.of("src/test/resources/corpus"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var text = Files.readString(file);
                if (!text.isEmpty() && text.length() < 2_000 && !file.endsWith("expected.txt")) {
                    seeds.add(text);
                }
            }
        }
        return seeds;
    }
}
