package dev.wave.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.Digest;
import dev.wave.model.SandboxMode;
import dev.wave.sandbox.Sandbox;
import dev.wave.schema.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /// Pages that are tried elsewhere, or whose commands cannot be typed here, with the reason.
    private static final Map<String, String> ELSEWHERE = Map.of(
            "ci.md", "CiRecipesTest types what its recipes type",
            "claude-code.md",
                    "asks for a key; ClaudeCodeTest runs its project with the real program and a scripted model API",
            "completion.md", "CompletionTest sets real shells up with it",
            "install.md", "needs a packed release; ReleaseIT installs it",
            "secrets.md", "needs a secret of a person's own; SecretCanaryTest has made-up ones",
            "tests-in-workspaces.md", "TestsInWorkspacesTest runs its projects");

    @Test
    void every_page_is_followed_or_it_is_said_why_not() throws IOException {
        var test = Files.readString(Pages.ROOT.resolve("wave-cli/src/test/java/dev/wave/docs/HowToTest.java"));
        try (var pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(page ->
                                    !test.contains("\"docs/how-to/" + page + "\"") && !ELSEWHERE.containsKey(page)))
                    .as(
                            "pages of docs/how-to that no test follows: add a test here that does, or name the page in ELSEWHERE"
                                    + " with the reason")
                    .isEmpty();
        }
        assertThat(ELSEWHERE.keySet()).allMatch(page -> Files.exists(PAGES.resolve(page)));
    }

    @TestFactory
    Stream<DynamicTest> every_project_of_a_page_is_valid() throws IOException {
        try (var pages = Files.list(PAGES)) {
            return pages.sorted().toList().stream()
                    .flatMap(page -> projects(page).stream()
                            .map(yaml -> DynamicTest.dynamicTest(page.getFileName() + ": " + yaml, () -> {
                                var person = new Person(Files.createTempDirectory(temp, "person"));
                                Files.writeString(person.project().resolve("wave.yaml"), yaml);
                                var said = person.types("wave validate");
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
    void a_report_is_written_as_written() throws Exception {
        follow("docs/how-to/report.md");
    }

    @Test
    void a_step_sees_the_history_as_written() throws Exception {
        follow("docs/how-to/history.md");
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
    void an_editor_gets_its_schemas_as_written() throws Exception {
        var page = Pages.text("docs/how-to/editor.md");
        var person = new Person(temp);
        Files.writeString(
                person.project().resolve("wave.yaml"),
                Pages.blocks(page, "yaml").getFirst());
        person.follows(page);

        assertThat(person.types("wave validate").text()).isEqualTo("the project is valid\n");
        for (var named : Pages.blocks(page, "json").getFirst().split("\"", -1)) {
            if (named.endsWith(".json")) {
                assertThat(person.project().resolve(named)).isNotEmptyFile();
            }
        }
        assertThat(Stream.of(FileKind.values()).map(kind -> "| `" + kind.text() + "` |"))
                .allMatch(page::contains);
    }

    @Test
    void recordings_are_shared_between_two_clones_as_written() throws Exception {
        var page = Pages.text("docs/how-to/share-recordings.md");
        var typed = Pages.blocks(page, "sh");
        assertThat(typed).hasSize(2);
        var one = new Person(temp, "one");
        one.writesFilesOf(Pages.text("docs/reference/commands.md"));
        succeeds(
                one,
                "rm -r .wave/pipelines && git init -q -b main . && git add . && git commit -qm Begin && git init -q --bare -b main ../origin.git"
                        + " && git remote add origin ../origin.git && git push -qu origin main && git clone -q ../origin.git ../two");
        var two = new Person(temp, "two");

        succeeds(one, typed.getFirst());
        var replayed = succeeds(two, typed.getLast());

        assertThat(replayed).contains("recorded as release/authentication").doesNotContain("succeeded");
    }

    private static String succeeds(Person person, String typed) throws IOException, InterruptedException {
        var said = person.sh(typed);
        assertThat(said.code()).as(typed + said.text()).isZero();
        return said.text();
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
        var person = new Person(temp);
        person.writesFilesOf(Pages.text(page));
        person.follows(Pages.text(page));
    }
}
