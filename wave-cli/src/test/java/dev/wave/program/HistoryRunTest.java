package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `workspace: {history: true}` from the command line: what runs again and why, and recordings of it.
class HistoryRunTest {
    private static final String PROJECT = """
            pipeline:
              name: notes
              steps:
                - id: edit
                  run: echo edited > src/edited; echo done > .wave/out/state
                  artifacts: [state]
                - id: log
                  run: git log --skip=1 --format=%s > .wave/out/subjects.txt; cat src/edited >> .wave/out/subjects.txt
                  needs: [edit]
                  inputs: []
                  workspace: {history: true}
                  artifacts: [{name: subjects, format: text}]
                  handover:
                    contract: {type: command, command: "git log --format=%s | grep -q First"}
                - id: last
                  run: git show -s --format=%B HEAD^ > .wave/out/last
                  workspace: {base: empty, history: true}
                  artifacts: [last]
            """;

    @TempDir
    Path temp;

    private WaveInProcess author;

    @BeforeEach
    void a_project() {
        author = person("author", "project");
        author.file("wave.yaml", PROJECT).file("src/a", "a\n");
    }

    private WaveInProcess person(String folder, String project) {
        return new WaveInProcess(temp.resolve(folder), project)
                .with("WAVE_TRUST", "1")
                .with("GIT_AUTHOR_NAME", "Ada")
                .with("GIT_AUTHOR_EMAIL", "ada@example.org")
                .with("GIT_COMMITTER_NAME", "Ada")
                .with("GIT_COMMITTER_EMAIL", "ada@example.org");
    }

    private void commit(String message) throws InterruptedException {
        author.git("add", "-A");
        author.git("commit", "-q", "--allow-empty", "-m", message);
    }

    private void begin() throws InterruptedException {
        author.git("init", "-q", "-b", "main");
        commit("First");
    }

    private String artifact(String run, String name) throws InterruptedException, IOException {
        var folder = temp.resolve("artifacts-" + run);
        assertThat(author.wave("artifacts", run, "--export", folder.toString()).code())
                .isZero();
        try (var files = Files.walk(folder)) {
            var found = files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst();
            return Files.readString(found.orElseThrow());
        }
    }

    @Test
    void a_new_commit_runs_again_what_sees_it_and_nothing_else() throws InterruptedException, IOException {
        begin();
        var first = author.wave("run");
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(artifact(first.run(), "subjects")).isEqualTo("First\nedited\n");
        assertThat(author.wave("run").out()).contains("nothing ran");

        commit("Second, with the same files");

        assertThat(author.wave("plan").out())
                .contains("sees the history, so runs again with each new commit", "history.commit");
        assertThat(author.wave("plan", "--format", "json").out()).contains("\"history\":true", "history.commit");
        assertThat(author.wave("why", "log").out()).contains("history.commit is not as it was");
        var second = author.wave("run");
        assertThat(second.out()).containsPattern("edit +reused").containsPattern("log +succeeded");
        assertThat(artifact(second.run(), "subjects")).isEqualTo("Second, with the same files\nFirst\nedited\n");

        author.git("reset", "-q", "--hard", "HEAD~1");
        assertThat(author.wave("run").out()).as("back at a commit it has seen").contains("nothing ran");
    }

    @Test
    void without_files_it_runs_again_for_commits_only() throws InterruptedException, IOException {
        begin();
        assertThat(author.wave("run").code()).isZero();

        author.file("src/b", "not committed\n");

        var run = author.wave("run");
        assertThat(run.out()).containsPattern("last +reused").containsPattern("log +succeeded");
        assertThat(artifact(run.run(), "last")).startsWith("First\n");
    }

    @Test
    void without_a_commit_nothing_runs() throws InterruptedException {
        var plain = author.wave("run");
        assertThat(plain.code()).isEqualTo(1);
        assertThat(plain.err())
                .contains("steps want the history, and " + author.root() + " has no git commit: log, last")
                .contains("nothing was run");
        author.git("init", "-q", "-b", "main");
        assertThat(author.wave("run").err()).contains("has no git commit");
        assertThat(author.wave("plan").out()).contains("history: the project has no git commit");
        assertThat(author.wave("run", "--only", "edit").code())
                .as("what does not want it")
                .isZero();
    }

    @Test
    void a_run_goes_on_with_the_commits_it_began_with() throws InterruptedException, IOException {
        author.file("wave.yaml", PROJECT.replace("cat src/edited", "test -e /nonexistent/go && cat src/edited"));
        begin();
        var failed = author.wave("run");
        assertThat(failed.code()).isEqualTo(1);
        author.git("commit", "-q", "--amend", "-m", "Rewritten");
        author.git("reflog", "expire", "--expire=now", "--all");
        author.git("gc", "-q", "--prune=now");

        var resumed = author.wave("resume", failed.run());

        assertThat(resumed.out()).contains("log").doesNotContain("is not in");
        assertThat(artifact(failed.run(), "last")).startsWith("First\n");
    }

    @Test
    void a_recording_is_replayed_wherever_its_commit_is_or_is_not() throws InterruptedException {
        begin();
        commit("Second");
        var recorded = author.wave("record");
        assertThat(recorded.code()).as(recorded.all()).isZero();
        commit("Record");
        author.git("checkout", "-q", "HEAD~1");
        assertThat(author.git("rev-parse", "HEAD").strip()).hasSize(40);
        var commit = author.git("rev-parse", "HEAD").strip();
        author.git("checkout", "-q", "main");
        assertThat(read(author.root().resolve("wave.lock"))).contains("history: {commit: " + commit + "}");

        var clone = person("clone", "elsewhere");
        clone.git("clone", "-q", author.root().toString(), ".");
        replays(clone);
        assertThat(clone.wave("verify", "--recheck").out())
                .contains("4 checks made again")
                .doesNotContain("not checked");

        var shallow = person("shallow", "elsewhere");
        shallow.git("clone", "-q", "--depth", "1", "file://" + author.root(), ".");
        replays(shallow);
        assertThat(shallow.wave("verify", "--recheck").out())
                .contains("log: command was not checked again: the history of the commit " + commit + " is not here");
    }

    private static void replays(WaveInProcess reader) throws InterruptedException {
        var replayed = reader.wave("run", "--locked", "--all");
        assertThat(replayed.code()).as(replayed.all()).isZero();
        assertThat(reader.wave("verify").out()).contains("holds");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void in_a_folder_of_a_repository_it_is_that_folders_and_apply_finds_the_way()
            throws InterruptedException, IOException {
        author = person("whole", "shop/app");
        author.file("wave.yaml", PROJECT).file("src/a", "a\n").file("../other.txt", "o\n");
        author.git("init", "-q", "-b", "main", "..");
        author.git("-C", "..", "add", "-A");
        author.git("commit", "-q", "-m", "First");
        author.file("../other.txt", "p\n");
        author.git("commit", "-qam", "Elsewhere");

        var run = author.wave("run");

        assertThat(run.code()).as(run.all()).isZero();
        assertThat(artifact(run.run(), "subjects")).isEqualTo("First\nedited\n");
        assertThat(author.wave("apply", run.run(), "--yes").code()).isZero();
        assertThat(author.git("status", "--porcelain").strip()).isEqualTo("?? app/src/edited");
        assertThat(author.wave("record").code()).isZero();
        assertThat(read(author.root().resolve("wave.lock")))
                .containsPattern("history: \\{commit: [0-9a-f]{40}, folder: app}");
    }
}
