package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.cli.Wiring;
import dev.wave.command.Console;
import dev.wave.model.Digest;
import dev.wave.model.SandboxMode;
import dev.wave.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Pages that show a whole project are taken literally: its files are written, its commands typed, and what is
/// printed is what the page says, but for times, names of runs and digests.
class HowToTest {
    private static final Path PAGES = Pages.ROOT.resolve("docs/how-to");

    @TempDir
    Path temp;

    private record Said(int code, String text) {}

    @TestFactory
    Stream<DynamicTest> every_project_of_a_page_is_valid() throws IOException {
        try (var pages = Files.list(PAGES)) {
            return pages.sorted().toList().stream()
                    .flatMap(page -> projects(page).stream()
                            .map(yaml -> DynamicTest.dynamicTest(page.getFileName() + ": " + yaml, () -> {
                                var folder = Files.createTempDirectory(temp, "project");
                                Files.writeString(folder.resolve("wave.yaml"), yaml);
                                var said = wave(folder, List.of("validate"));
                                assertThat(said.text()).isEqualTo("the project is valid\n");
                            })));
        }
    }

    private static List<String> projects(Path page) {
        return Pages.blocks(Pages.text(Pages.ROOT.relativize(page).toString()), "yaml").stream()
                .filter(yaml -> yaml.startsWith("# wave.yaml\n"))
                .toList();
    }

    @Test
    void an_agent_of_your_own_works_as_written() throws Exception {
        follow("docs/how-to/your-own-agent.md");
    }

    @Test
    void permissions_are_kept_as_written() throws Exception {
        var sandbox = Sandbox.find(Files.createDirectories(temp.resolve("probe")), System.getenv(), List.of());
        assumeTrue(
                sandbox.holds(SandboxMode.AUTO),
                "no sandbox here: " + sandbox.enforcement().files());
        follow("docs/how-to/permissions-and-sandbox.md");
    }

    @Test
    void the_guarantees_can_be_checked_as_written() throws Exception {
        follow("docs/concepts/reproducibility.md");
    }

    @Test
    void a_key_is_computed_by_hand_as_written() throws Exception {
        var page = Pages.text("docs/reference/keys.md");
        var components = Pages.blocks(page, "json").getFirst();
        var project = Files.createDirectories(temp.resolve("project"));
        Files.writeString(project.resolve("components.json"), components);

        follow("docs/reference/keys.md");
        assertThat(page).contains("key " + Digest.ofText(components.replace("\n", "")));
    }

    private void follow(String page) throws IOException, InterruptedException {
        var project = Files.createDirectories(temp.resolve("project"));
        for (var file : Pages.files(Pages.text(page)).entrySet()) {
            Files.writeString(project.resolve(file.getKey()), file.getValue());
        }
        for (var session : Pages.sessions(Pages.text(page)).entrySet()) {
            var printed = new StringBuilder();
            for (var line : session.getKey().lines().toList()) {
                var said = line.startsWith("wave ")
                        ? wave(project, List.of(line.substring(5).split(" ")))
                        : sh(project, line);
                assertThat(said.code()).as(line + "\n" + said.text()).isZero();
                printed.append(said.text());
            }
            assertThat(lines(printed.toString())).containsAll(lines(session.getValue()));
        }
    }

    /// Without what is otherwise each time.
    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\b[0-9a-f]{4,64}\\b", "ID")
                        .replaceAll("\\d+(\\.\\d+)? (s|ms)\\b", "TIME")
                        .replaceAll(" · (open|sandboxed)$", "")
                        .replaceAll(" +", " "))
                .toList();
    }

    private Said sh(Path project, String line) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-ec", line)
                .directory(project.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(Pages.environment(temp));
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private Said wave(Path project, List<String> words) throws InterruptedException {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var console = new Console(stream, stream, Optional.empty());
        var code = Wiring.program(console, Pages.environment(temp), project, Clock.systemUTC(), (_, _) -> () -> {})
                .run(words);
        return new Said(code.code(), out.toString(StandardCharsets.UTF_8));
    }
}
