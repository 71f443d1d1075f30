package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A person does what a step could not.
class AcceptTest {
    private static final String PIPELINE = """
            steps:
              - id: prepare
                run: mkdir src && echo one > src/a.txt
              - id: implement
                needs: [prepare]
                run: echo no json > .wave/out/report.json
                deliverables: [{name: report, schema: {type: object, required: [tests]}}]
                handover:
                  contract: {type: command, command: test -f src/b.txt && touch src/touched, max_retries: 0}
              - id: ship
                needs: [implement]
                run: cat src/a.txt src/b.txt > shipped.txt
            """;

    @TempDir
    Path temp;

    private WaveInProcess wave;
    private Path hand;
    private String run = "";

    @BeforeEach
    void a_run_that_failed() throws Exception {
        wave = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("wave.yaml", PIPELINE)
                .file("README.md", "# R\n")
                .file("old.txt", "old\n")
                .file(".gitignore", "*.log\n")
                .committed();
        wave.sh("echo kept > kept.log; git add -f kept.log; git commit -qm 'Keep a log'");
        var failed = wave.wave("run");
        assertThat(failed.code()).as(failed.all()).isEqualTo(1);
        run = failed.run();
        hand = Files.createDirectories(temp.resolve("hand"));
        write("README.md", "# R\n");
        write(".gitignore", "*.log\n");
        write("kept.log", "kept\n");
        write("old.txt", "old\n");
        write("src/a.txt", "one\n");
    }

    @Test
    void what_holds_becomes_the_result_and_the_run_goes_on_with_it() throws Exception {
        write("src/b.txt", "two\n");
        write("other.log", "ignored\n");
        write(".wave/out/report.json", "{\"tests\": 3}");
        Files.delete(hand.resolve("old.txt"));

        var accepted = wave.wave("accept", "implement", "--from", hand.toString());

        assertThat(accepted.all())
                .isEqualTo("implement accepted: 2 files changed, report.json\nnext: wave resume " + run + "\n");
        assertThat(accepted.code()).isZero();
        assertThat(hand.resolve("src/touched")).doesNotExist();

        var resumed = wave.wave("resume");
        assertThat(resumed.code()).as(resumed.all()).isZero();
        assertThat(resumed.out()).contains("implement  reused", "by human", "ship       succeeded");
        assertThat(wave.wave("diff", "--stat").out())
                .contains("old.txt", "shipped.txt", "src/a.txt", "src/b.txt")
                .doesNotContain("log", "touched", "README");
        assertThat(wave.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void what_does_not_hold_is_told_completely_and_leaves_nothing() throws Exception {
        write(".wave/out/report.json", "{}");

        var refused = wave.wave("accept", "implement", "--from", hand.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.all())
                .contains(
                        "implement is not accepted; nothing was stored",
                        "command: test -f src/b.txt && touch src/touched: expected exit code 0, found 1",
                        "schema report: /tests: ");
        assertThat(wave.wave("resume").out()).contains("implement  failed");
    }

    @Test
    void outputs_are_collected_with_care() throws Exception {
        write("src/b.txt", "two\n");
        Files.createDirectories(hand.resolve(".wave/out"));
        Files.createSymbolicLink(
                hand.resolve(".wave/out/report.json"), Files.writeString(temp.resolve("x"), "{\"tests\":1}"));

        var refused = wave.wave("accept", "implement", "--from", hand.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.all())
                .contains("outputs: report: expected a file at .wave/out/report.json, found a symbolic link");
    }

    @Test
    void the_folder_may_be_the_project_itself() throws Exception {
        wave.sh("mkdir src; echo one > src/a.txt; echo two > src/b.txt; mkdir -p .wave/out");
        wave.file(".wave/out/report.json", "{\"tests\": 3}");

        var accepted = wave.wave("accept", "implement", "--from", ".", "--run", run);

        assertThat(accepted.code()).as(accepted.all()).isZero();
        assertThat(accepted.out()).startsWith("implement accepted: 1 file changed, report.json\n");
    }

    @Test
    void only_a_step_that_is_due_takes_a_result() throws Exception {
        assertThat(wave.wave("accept", "prepare", "--from", hand.toString()).all())
                .contains("step prepare has succeeded; nothing was stored");
        assertThat(wave.wave("accept", "ship", "--from", hand.toString()).all())
                .contains("step ship needs step implement, which has not succeeded; nothing was stored");
        assertThat(wave.wave("accept", "implemen", "--from", hand.toString()).code())
                .isEqualTo(2);
        assertThat(wave.wave(
                                "accept",
                                "implement",
                                "--from",
                                hand.resolve("nowhere").toString())
                        .code())
                .isEqualTo(2);
        assertThat(wave.wave("accept", "implement").code()).isEqualTo(2);
    }

    @Test
    void what_was_accepted_needs_no_second_time() throws Exception {
        write("src/b.txt", "two\n");
        write(".wave/out/report.json", "{\"tests\": 3}");
        assertThat(wave.wave("accept", "implement", "--from", hand.toString()).code())
                .isZero();

        assertThat(wave.wave("accept", "implement", "--from", hand.toString()).all())
                .contains("a result of step implement is stored already; nothing was stored");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "pool"})
    void the_workspace_that_was_kept_can_be_mended_and_given_as_it_is(String way) throws Exception {
        wave.with("WAVE_WORKSPACES", way);
        var again = wave.wave("run");
        var kept = kept(again);
        wave.sh("echo 'echo two > src/b.txt; echo l > other.log; rm old.txt; printf %s \"{\\\"tests\\\": 3}\" >"
                + " .wave/out/report.json' | " + kept + "/enter");

        var accepted = wave.wave("accept", "implement", "--from", kept.toString());

        assertThat(accepted.all())
                .isEqualTo("implement accepted: 2 files changed, report.json\nnext: wave resume " + again.run() + "\n");
        assertThat(wave.wave("resume").code()).isZero();
        assertThat(wave.wave("diff", "--stat").out())
                .contains("old.txt", "shipped.txt", "src/a.txt", "src/b.txt")
                .doesNotContain("log", "touched", "README");
    }

    @Test
    void a_folder_inside_the_kept_workspace_is_no_folder_of_files() throws Exception {
        var inside = kept(wave.wave("run")).resolve("wave");

        var refused = wave.wave("accept", "implement", "--from", inside.toString());

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.all()).contains("give the folder that the run said is kept");
    }

    @Test
    void a_secret_is_refused_in_what_would_be_taken_and_nowhere_else() throws Exception {
        var value = "canary-4711-value";
        wave.with("WAVE_WORKSPACES", "auto")
                .file(
                        "wave.yaml",
                        "secrets: {TOKEN: {file: .env}}\n"
                                + PIPELINE.replace("needs: [prepare]\n", "needs: [prepare]\n    secrets: [TOKEN]\n"))
                .file(".env", value + "\n")
                .file(".gitignore", "*.log\n.env\n");
        wave.sh("git add -A; git commit -qm Secrets");
        var again = wave.wave("run");
        assertThat(again.out()).as(again.all()).contains("implement  failed");
        write(".gitignore", "*.log\n.env\n");
        write("wave.yaml", "x");
        write("src/b.txt", "two\n");
        write(".wave/out/report.json", "{\"tests\": 3}");

        for (var place : List.of("src/c.txt", ".wave/out/report.json", ".wave/out/folder/x")) {
            var good = Files.exists(hand.resolve(place)) ? Files.readString(hand.resolve(place)) : "";
            write(place, "{\"tests\": \"" + value + "\"}");
            var refused = wave.wave("accept", "implement", "--from", hand.toString());
            assertThat(refused.code()).as(refused.all()).isEqualTo(1);
            assertThat(refused.all()).contains("holds the secret TOKEN").doesNotContain(value);
            Files.delete(hand.resolve(place));
            if (!good.isEmpty()) {
                write(place, good);
            }
        }
        Files.createSymbolicLink(hand.resolve("src/l"), Path.of(value));
        assertThat(wave.wave("accept", "implement", "--from", hand.toString()).all())
                .contains("src/l: holds the secret TOKEN");
        Files.delete(hand.resolve("src/l"));
        Files.delete(hand.resolve("wave.yaml"));

        write(".env", value);
        var accepted = wave.wave("accept", "implement", "--from", hand.toString());
        assertThat(accepted.code()).as(accepted.all()).isZero();
    }

    private static Path kept(WaveInProcess.Said failed) {
        var line = failed.out()
                .lines()
                .filter(said -> said.contains("workspace kept: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(failed.all()));
        return Path.of(line.substring(line.indexOf("kept: ") + 6).strip());
    }

    private void write(String path, String text) throws IOException {
        var file = hand.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
