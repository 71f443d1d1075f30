package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordTest {
    private static final String PROJECT = """
            default_adapter: demo
            adapters:
              demo: {type: scripted, script: agent.yaml}
            pipeline:
              name: greet
              params:
                who: {type: string, default: world}
              steps:
                - {id: write, persona: craftsman, task: "Greet {who}", deliverables: [greeting]}
                - {id: shout, dependencies: [write], inputs: [greeting], artifacts: [{name: loud, path: loud.txt}],
                   run: "tr a-z A-Z < .wave/in/greeting.txt > loud.txt"}
            """;
    private static final String AGENT = """
            steps:
              write:
                outputs: {greeting.txt: hello}
                write: {src/greeting.txt: hello}
            """;

    @TempDir
    Path temp;

    private WaveInProcess author;
    private WaveInProcess reader;

    @BeforeEach
    void recorded_committed_and_cloned() throws IOException, InterruptedException {
        author = new WaveInProcess(temp.resolve("author"));
        author.file("wave.yaml", PROJECT).file("agent.yaml", AGENT).file("src/old.txt", "old");
        author.committed();
        var recorded = author.wave("record", "--trust");
        assertThat(recorded.all()).contains("recorded greet/world: 2 steps, 2 artifacts");
        assertThat(recorded.code()).isZero();
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record");
        reader = new WaveInProcess(temp.resolve("reader"), "elsewhere");
        reader.git("clone", "-q", author.root().toString(), ".");
    }

    @Test
    void a_clone_replays_it_without_an_agent_to_the_same_bytes() throws IOException, InterruptedException {
        Files.delete(reader.root().resolve("agent.yaml")); // nothing could answer the step
        reader.file("agent.yaml", "steps: {}\n");

        var other = reader.wave("run", "--locked");

        assertThat(other.code()).isEqualTo(5);
        assertThat(other.err()).contains("write is not what it was: adapter.script");
        reader.git("checkout", "-q", "agent.yaml");
        var replayed = reader.wave("run", "--locked");
        assertThat(replayed.code()).isZero();
        assertThat(replayed.out()).contains("recorded as greet/world", "nothing ran: 2 steps reused");
        assertThat(digests(reader)).isEqualTo(digests(author));
    }

    /// It came with the sources, unasked, so that no run may take it; and nobody is told that there is nothing.
    @Test
    void what_is_recorded_beside_the_lock_is_named_where_a_run_would_do_it_again() throws InterruptedException {
        assertThat(reader.wave("run", "--locked").code()).isZero();

        assertThat(reader.wave("plan").out())
                .contains("recorded as greet/world, which stands for its own replay only;");
        assertThat(reader.wave("plan", "--format=json").out())
                .contains("\"reuse\":{\"state\":\"recorded\",\"recording\":\"greet/world\"}");
        assertThat(reader.wave("why", "write").out())
                .isEqualTo("write would run: its result is recorded as greet/world, which stands for its own replay"
                        + " only: `wave run --locked`\n");
        assertThat(reader.wave("why", "write", "--format=json").out())
                .contains("\"reason\":\"recorded\",\"recording\":\"greet/world\"");
    }

    @Test
    void a_replay_that_is_cancelled_says_so() throws InterruptedException {
        var cancelled = reader.asRunsBegin(Runnable::run).wave("run", "--locked", "--all");

        assertThat(cancelled.code()).as(cancelled.all()).isEqualTo(130);
    }

    @Test
    void a_replay_works_on_no_step_even_if_what_it_found_is_gone_again() throws InterruptedException {
        reader.asRunsBegin(_ -> delete(reader.root().resolve(".git/wave/blobs")));

        var replayed = reader.wave("run", "--locked");

        assertThat(replayed.code()).as(replayed.all()).isEqualTo(5);
        assertThat(replayed.out())
                .contains("its recorded result is not at hand any more, and a replay works on no step");
        assertThat(reader.root().resolve(".git/wave/activity")).doesNotExist();
    }

    @Test
    void the_level_is_that_of_what_was_recorded_and_not_of_this_machine() throws IOException, InterruptedException {
        assumeTrue(author.wave("doctor").out().matches("(?s).*sandbox: files +kept by.*"), "there is no sandbox here");
        var bare = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(bare.resolve("git"), Path.of("/usr/bin/git"));

        var replayed = reader.with("PATH", bare.toString()).wave("run", "--locked");

        assertThat(replayed.out().lines().findFirst().orElseThrow()).endsWith(" · demo · sandboxed");
    }

    /// One that cannot be replayed does not keep the others from being so.
    @Test
    void every_recording_is_replayed_and_each_that_cannot_be_is_named() throws InterruptedException {
        author.wave("record", "--trust", "--who=moon");
        author.wave("record", "--trust", "--who=sun");
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record more");
        reader.git("pull", "-q");
        reader.sh("grep -rl 'Greet moon' .wave/recordings/sha256 | xargs rm");

        var replayed = reader.wave("run", "--locked", "--all");

        assertThat(replayed.out()).contains("recorded as greet/sun", "recorded as greet/world");
        assertThat(replayed.err())
                .startsWith("wave: greet/moon cannot be replayed:\nwave:   the key of write (sha256:")
                .endsWith(
                        " is not at hand\nwave:   its bytes are committed: `git checkout .wave/recordings` brings them"
                                + " back, `git fetch --unshallow` what a shallow clone lacks, `wave record` makes them anew\n")
                .hasLineCount(3);
        reader.git("checkout", ".wave/recordings");
        assertThat(reader.wave("run", "--locked", "--all").code()).isZero();
        assertThat(replayed.code()).isEqualTo(5);
    }

    @Test
    void sources_may_move_on_and_that_is_told() throws IOException, InterruptedException {
        assertThat(reader.wave("run", "--locked", "--require-current").all())
                .contains("nothing ran: 2 steps reused")
                .doesNotContain("moved");
        assertThat(reader.wave("status").err()).isEmpty();

        reader.file("src/old.txt", "new").file("src/more.txt", "more");
        commit(reader, "Go on");
        reader.file("src/more.txt", "and more");
        commit(reader, "Go on further");

        var moved = "greet/world: base moved (2 commits; 2 of 2 steps would re-run)\n";
        var replayed = reader.wave("run", "--locked", "--all");
        assertThat(replayed.code()).isZero();
        assertThat(replayed.err()).isEqualTo("wave: " + moved);
        assertThat(digests(reader)).isEqualTo(digests(author));
        assertThat(reader.wave("status").err()).isEqualTo("wave: " + moved);
        assertThat(reader.wave("verify").out()).isEqualTo("greet/world  holds\n");
    }

    @Test
    void who_requires_current_recordings_gets_no_other() throws InterruptedException {
        reader.file("src/old.txt", "new");
        commit(reader, "Go on");

        var refused = reader.wave("run", "--locked", "--require-current");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).isEqualTo("""
                wave: greet/world is not current: base moved (1 commit; 2 of 2 steps would re-run)
                wave: `wave record` makes it anew; without --require-current it is replayed as it is
                """);
        assertThat(reader.wave("status").err()).startsWith("wave: no runs yet");
    }

    /// What a step does not see may change; Wave's own files are not what a run starts with.
    @Test
    void only_files_count_that_a_step_sees() throws InterruptedException {
        author.file(
                "wave.yaml",
                PROJECT.replace("run: \"tr", "sources: [docs/**], run: \"tr")
                        .replace("deliverables: [greeting]}", "deliverables: [greeting], sources: [lib/**]}"));
        author.wave("record", "--trust");
        commit(author, "Record, narrowly");
        assertThat(author.wave("status").err()).isEmpty();

        author.file("src/old.txt", "new");
        commit(author, "Go on");

        assertThat(author.wave("status").err())
                .isEqualTo("wave: greet/world: base moved (1 commit; no step would re-run)\n");
    }

    @Test
    void a_recording_of_files_nobody_committed_is_told_from_one_that_is_old() throws InterruptedException {
        author.file("src/old.txt", "not committed");
        author.wave("record", "--trust");

        assertThat(author.wave("status").err())
                .isEqualTo("wave: greet/world: base moved (no recent commit has it; 2 of 2 steps would re-run)\n");
        commit(author, "Commit it after all");
        assertThat(author.wave("status").err()).isEmpty();
    }

    private static void commit(WaveInProcess wave, String message) throws InterruptedException {
        wave.git("add", "-A");
        wave.git("-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-q", "-m", message);
    }

    @Test
    void an_edited_workflow_is_named() throws InterruptedException {
        reader.file("wave.yaml", PROJECT.replace("Greet {who}", "Welcome {who}"));

        var verified = reader.wave("verify");
        assertThat(verified.code()).isEqualTo(5);
        assertThat(verified.out()).isEqualTo("""
                greet/world  does not hold
                  write is not what it was: task: "Greet world" → "Welcome world"
                """);
    }

    @Test
    void files_that_a_step_does_not_see_any_more_are_named() throws InterruptedException {
        reader.file("wave.yaml", PROJECT.replace("\"Greet {who}\"", "\"Greet {who}\", sources: [agent.yaml]"));

        assertThat(reader.wave("verify").out()).contains("  write is not what it was: files: src/old.txt\n");
    }

    @Test
    void parameters_that_were_never_recorded_are_refused_with_those_that_were() throws InterruptedException {
        var refused = reader.wave("run", "--locked", "--who=moon");

        assertThat(refused.code()).isEqualTo(5);
        assertThat(refused.err()).isEqualTo("wave: no recording of greet with who=moon; recorded: world\n");
    }

    /// A file the project's commits hold besides is found there; then the replay is what was recorded.
    @Test
    void an_altered_or_missing_byte_of_a_recording_never_gives_other_bytes() throws IOException, InterruptedException {
        var recorded = digests(author);
        var refused = 0;
        var folder = author.root().resolve(".wave/recordings");
        for (var file : files(folder)) {
            for (var damaged : List.of(new byte[0], flipped(Files.readAllBytes(file)))) {
                var fresh = new WaveInProcess(temp.resolve("fresh"));
                fresh.git("clone", "-q", author.root().toString(), ".");
                Files.write(fresh.root().resolve(".wave/recordings").resolve(folder.relativize(file)), damaged);

                var replayed = fresh.wave("run", "--locked");
                if (replayed.code() == 5) {
                    refused++;
                    assertThat(replayed.err()).contains("greet/world cannot be replayed");
                } else {
                    assertThat(digests(fresh)).isEqualTo(recorded);
                }
                delete(temp.resolve("fresh"));
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    /// Git takes recorded files of two branches for one that was renamed twice, and would put marks into its bytes.
    @Test
    void a_merge_of_two_recordings_of_one_name_leaves_the_bytes_of_both() throws IOException, InterruptedException {
        author.git("checkout", "-q", "-b", "other");
        record("hallo");
        author.git("checkout", "-q", "main");
        record("salut");
        author.sh("git merge -q other && exit 1 || true");
        var conflicted = Files.readString(author.root().resolve("wave.lock"));

        for (var side : List.of("ours", "theirs")) {
            author.git("checkout", "-q", "--" + side, "agent.yaml");
            author.file("wave.lock", conflicted);
            assertThat(author.wave("lock", "--take", side).code()).isZero();
            var fresh = new WaveInProcess(temp.resolve(side), "elsewhere");
            fresh.sh("cp -R '" + author.root() + "/.' . && rm -rf .git/wave");
            var replayed = fresh.wave("run", "--locked");
            assertThat(replayed.code()).as(side + ": " + replayed.all()).isZero();
        }
    }

    private void record(String said) throws InterruptedException {
        author.file("agent.yaml", AGENT.replace("hello", said));
        assertThat(author.wave("record", "--trust").code()).isZero();
        author.git("add", "-A");
        author.git("commit", "-q", "-m", said);
    }

    @Test
    void a_second_recording_of_the_same_is_the_same_text() throws IOException, InterruptedException {
        var first = Files.readString(author.root().resolve("wave.lock"));

        assertThat(author.wave("record", "--trust").code()).isZero();
        assertThat(Files.readString(author.root().resolve("wave.lock"))).isEqualTo(first);
        assertThat(author.wave("lock", "--check").code()).isZero();
        assertThat(author.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void only_whole_runs_that_succeeded_are_recorded() throws InterruptedException {
        var part = author.wave("run", "--trust", "--only=write", "--fresh");

        var refused = author.wave("record", "--run", part.run());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("it ran only some of the steps");
    }

    private static byte[] flipped(byte[] bytes) {
        var flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static String digests(WaveInProcess wave) throws IOException, InterruptedException {
        return wave.wave("artifacts", "--format", "json").out().replaceAll("\"run\":\"[0-9a-f]+\",", "");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".gitattributes"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                file.toFile().setWritable(true);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
