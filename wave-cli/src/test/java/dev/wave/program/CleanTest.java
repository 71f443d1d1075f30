package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letting old runs go.
class CleanTest {
    private static final String PROJECT = """
            pipeline:
              name: greet
              params:
                who: {type: string, default: world}
              steps:
                - id: write
                  env: {WHO: "{who}"}
                  run: 'mkdir -p out; echo "Hello $WHO" > out/$WHO.txt; seq 1 1000 > .wave/out/numbers-$WHO; cp out/$WHO.txt .wave/out/greeting'
                  artifacts: [greeting]
            """;

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void project() throws InterruptedException {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        wave.file("wave.yaml", PROJECT).file("src/old.txt", "old");
        wave.committed();
    }

    @Test
    void the_newest_runs_stay_with_all_they_made() throws Exception {
        var first = run("moon");
        var second = run("mars");
        var third = run("sun");

        var cleaned = wave.wave("clean", "--keep-last=1");

        assertThat(cleaned.code()).as(cleaned.all()).isZero();
        assertThat(cleaned.out())
                .contains("removed run " + first + " of greet", "removed run " + second + " of greet")
                .contains("stored files")
                .doesNotContain(third);
        assertThat(wave.wave("status").out()).contains(third).doesNotContain(first, second);
        assertThat(wave.wave("diff", third).out()).contains("+Hello sun");
        assertThat(wave.wave("artifacts", third, "--export", "../there").code()).isZero();
        assertThat(wave.wave("run", "--who=sun").out()).contains("reused");
        assertThat(wave.wave("run", "--who=moon").out()).doesNotContain("reused");
        wave.sh("git --git-dir .git/wave/git fsck --full --strict");
    }

    @Test
    void nothing_is_left_of_a_run_that_only_it_needed() throws Exception {
        run("moon");
        assertThat(wave.sh("grep -rl moon .git/wave/blobs")).isNotEmpty();
        run("world");
        wave.wave("clean", "--keep-last=1");

        assertThat(wave.sh("grep -rl moon .git/wave/blobs || true")).isEmpty();
        assertThat(wave.sh("git --git-dir .git/wave/git cat-file --batch-all-objects --batch | grep -a moon || true"))
                .isEmpty();
    }

    @Test
    void what_a_lock_names_stays_whatever_becomes_of_its_run_and_its_files() throws Exception {
        assertThat(wave.wave("record").code()).isZero();
        wave.git("add", "-A");
        wave.git("commit", "-q", "-m", "Record");
        wave.sh("git worktree add -q ../other; rm -r .wave/recordings wave.lock"); // only the other tree names it now

        var cleaned = wave.wave("clean", "--keep-last=0");

        assertThat(cleaned.out()).contains("removed run");
        wave.git("checkout", "wave.lock");
        var replayed = wave.wave("run", "--locked");
        assertThat(replayed.code()).as(replayed.all()).isZero();
    }

    @Test
    void runs_that_could_be_resumed_stay_until_it_is_asked_for_them() throws Exception {
        wave.file("wave.yaml", """
                steps:
                  - {id: make, run: "echo made > .wave/out/made", artifacts: [made]}
                  - {id: check, dependencies: [make], run: "test -e go", workspace: {include: []}}
                """);
        assertThat(wave.wave("run").code()).isEqualTo(1);

        assertThat(wave.wave("clean", "--keep-last=0", "--older-than=1ms").out())
                .doesNotContain("run ");
        assertThat(wave.wave("resume").out()).contains("check  retrying"); // `make` is there

        assertThat(wave.wave("clean", "--resumable").code()).isEqualTo(2);
        assertThat(wave.wave("clean", "--keep-last=0", "--resumable").out()).contains("removed run ");
        assertThat(wave.wave("status").out()).isEmpty();
    }

    @Test
    void a_dry_run_changes_nothing_and_tells_what_would_go() throws Exception {
        run("moon");
        run("mars");
        var before = stored();

        var told = wave.wave("clean", "--keep-last=0", "--dry-run");

        assertThat(told.out()).contains("run ").contains("stored files  ").doesNotContain("removed");
        assertThat(stored()).isEqualTo(before);
        assertThat(wave.wave("clean", "--keep-last=0", "--dry-run", "--format=json")
                        .out())
                .startsWith("{\"v\":1,\"items\":[{\"what\":\"run\",\"name\":\"")
                .contains("\"removed\":false");
    }

    @Test
    void the_oldest_go_until_the_rest_is_small_enough() throws Exception {
        wave.file(
                "wave.yaml",
                PROJECT.replace("artifacts: [greeting]", "artifacts: [greeting, big]")
                        .replace("cp out", "head -c 300000 /dev/urandom > .wave/out/big; cp out"));
        var first = run("moon");
        var second = run("mars");

        assertThat(wave.wave("clean", "--max-size=1MB", "--dry-run").out()).doesNotContain("run ");
        assertThat(wave.wave("clean", "--max-size=400KB").out())
                .contains("run " + first)
                .doesNotContain(second);
        assertThat(wave.wave("clean", "--max-size=1KB", "--keep-last=1").out()).doesNotContain("run ");
        assertThat(wave.wave("clean", "--max-size=1KB").out()).contains("run " + second);
    }

    /// Files that a step changed, and did not hand over, are in trees only.
    @Test
    void trees_count_for_the_size_and_what_the_project_has_itself_does_not() throws Exception {
        wave.sh("head -c 500000 /dev/urandom > own.bin; git add own.bin; git commit -q -m Own; git gc -q");
        wave.file("wave.yaml", PROJECT.replace("cp out", "head -c 300000 /dev/urandom > out/big; cp out"));
        var first = run("moon");
        var second = run("mars");

        assertThat(wave.wave("clean", "--max-size=800KB", "--dry-run").out()).doesNotContain("run ");
        assertThat(wave.wave("clean", "--max-size=400KB").out())
                .contains("run " + first)
                .containsPattern("trees  \\d{3}\\S* KB")
                .doesNotContain(second);
        assertThat(wave.wave("clean", "--max-size=400KB", "--dry-run").out()).doesNotContain("run "); // now in a pack
        assertThat(wave.wave("clean", "--max-size=200KB").out()).contains("run " + second);
    }

    @Test
    void a_run_that_is_going_on_loses_nothing() throws Exception {
        wave.file("wave.yaml", """
                steps:
                  - {id: make, run: "echo made > .wave/out/made", artifacts: [made]}
                  - {id: wait, dependencies: [make], sandbox: none, run: "touch $OUT/begun; while [ ! -e $OUT/go ]; do sleep 0.05; done",
                     env: {OUT: "OUT-FOLDER"}}
                  - {id: use, dependencies: [wait, make], inputs: [made], run: "cat .wave/in/made > .wave/out/used", artifacts: [used]}
                """.replace("OUT-FOLDER", temp.toString()));
        var going = Thread.ofPlatform().start(() -> {
            try {
                var ended = wave.wave("run", "--sandbox=none");
                assertThat(ended.code()).as(ended.all()).isZero();
                Files.createFile(temp.resolve("well"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        while (!Files.exists(temp.resolve("begun")) && going.isAlive()) {
            Thread.onSpinWait();
        }

        var cleaned = wave.wave("clean", "--keep-last=0", "--resumable");
        Files.createFile(temp.resolve("go"));
        going.join();

        assertThat(cleaned.err()).contains("another Wave is at work here");
        assertThat(cleaned.out()).doesNotContain("run ");
        assertThat(temp.resolve("well")).exists();
        assertThat(wave.wave("clean", "--keep-last=0").out()).contains("removed run ");
    }

    @Test
    void wrong_ages_and_sizes_are_told() throws Exception {
        assertThat(wave.wave("clean", "--older-than=yesterday").err())
                .isEqualTo("wave: --older-than takes an age such as 30d or 12h, not 'yesterday'\n");
        assertThat(wave.wave("clean", "--max-size=big").err())
                .isEqualTo("wave: --max-size takes a size such as 500MB or 5GB, not 'big'\n");
    }

    private String run(String who) throws InterruptedException {
        var ended = wave.wave("run", "--who=" + who);
        assertThat(ended.code()).as(ended.all()).isZero();
        return ended.run();
    }

    private String stored() throws InterruptedException {
        return wave.sh("find .git/wave/blobs .git/wave/git/objects -type f | sort");
    }
}
