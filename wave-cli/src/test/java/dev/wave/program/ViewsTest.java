package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `show`, `artifacts`, `diff` and `logs` say of one run, with the whole program, at a fixed time and width.
class ViewsTest {
    @TempDir
    Path temp;

    private WaveInProcess wave;
    private String run = "";

    @BeforeEach
    void one_run() throws Exception {
        wave = new WaveInProcess(temp)
                .file("old.txt", "one\n\ttwo\n")
                .file("wave.yaml", """
                pipeline:
                  name: small
                  steps:
                    - id: write
                      run: 'seq 1 3; printf "one\\n\\tthree\\n" > old.txt; echo new > new.txt; cp old.txt .wave/out/note.txt'
                      artifacts: [{name: note, format: text}]
                    - id: check
                      needs: [write]
                      run: 'echo looking; if [ -e .wave/again ]; then exit 0; fi; exit 4'
                """)
                .committed();
        wave.at(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
        run = wave.wave("run", "--trust", "--sandbox", "none").run();
        wave.at(Clock.fixed(Instant.parse("2026-03-01T12:05:00Z"), ZoneOffset.UTC));
    }

    @Test
    void show_is_one_page() throws Exception {
        var said = wave.onTerminal(100).wave("show");

        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()
                        .replace(run, "RUN")
                        .replaceAll("base .{7}", "base BASE")
                        .replaceAll("\\d\\.\\d s", "0.0 s")
                        .replaceAll("kept: .*", "kept: PATH"))
                .isEqualTo("""
                small RUN  ✗ failed
                base BASE · open
                started 5 min ago (2026-03-01T12:00:00Z) · took 0.0 s · 2 files changed

                STEP   STATUS       BY       TOOK   ATTEMPTS  RESULT
                write  ✓ succeeded  command  0.0 s  1         note.txt
                check  ✗ failed     command  0.0 s  2         exited with 4: looking

                check ✗ failed after 2 attempts: exited with 4: looking
                  workspace kept: PATH

                next: wave show RUN check · wave logs check --run RUN · wave resume RUN
                """);
    }

    @Test
    void show_takes_a_step_a_graph_or_a_timeline_and_only_one_of_them() throws Exception {
        assertThat(wave.wave("show", run, "check").out())
                .startsWith("check of small " + run + "  failed\nby command · after write\nkey sha256:")
                .contains("attempt 1  failed · started 2026-03-01T12:00:00Z", "attempt 2  failed", "workspace kept: ");
        assertThat(wave.wave("show", "--graph", run).out())
                .isEqualTo("1  write  succeeded\n2  check ← write  failed\n");
        assertThat(wave.wave("show", run, "--graph").out())
                .isEqualTo("1  write  succeeded\n2  check ← write  failed\n");
        assertThat(wave.wave("show", "--graph", "mermaid").out())
                .startsWith("graph TD\n")
                .contains("class s1 failed");
        assertThat(wave.wave("show", "--timeline").out().lines()).hasSize(3);

        refused("a step, --graph and --timeline show different things", "show", "--graph", "--timeline");
        refused("a step, --graph and --timeline show different things", "show", run, "check", "--timeline");
        refused("--graph takes text or mermaid, not 'dot'", "show", "--graph=dot");
        refused("--graph and --timeline are for people", "show", "--timeline", "--format=json");
        refused(
                "--format takes text or json or ndjson here, not 'jsno'; did you mean 'json'?",
                "status",
                "--format=jsno");
        refused("--format takes text or json of a step", "show", run, "check", "--format=ndjson");
        refused(
                "there is no run 'check' in this project, but a step\nwave: `wave show " + run + " check`",
                "show",
                "check");
        refused("pipeline small has no step 'chekc'; did you mean 'check'?", "show", run, "chekc");
    }

    private void refused(String why, String... words) throws InterruptedException {
        var said = wave.wave(words);
        assertThat(said.code()).as(said.all()).isEqualTo(2);
        assertThat(said.err()).startsWith("wave: " + why);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void artifacts_can_be_those_of_one_step() throws Exception {
        assertThat(wave.wave("artifacts").out()).isEqualTo("""
                ARTIFACT  STEP   FORMAT  SIZE  CONTENT              OUTPUT
                note.txt  write  text    11 B  sha256:cb9aa7bbe3a9
                """.replace("cb9aa7bbe3a9", digest()));
        assertThat(wave.onTerminal(44)
                        .wave("artifacts", "--step", "write")
                        .out()
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.length() <= 44);
        assertThat(wave.wave("artifacts", "--step", "check").err())
                .isEqualTo("wave: run " + run + " produced no artifacts in step check\n");
        refused("pipeline small has no step 'wriet';\n  did you mean 'write'?", "artifacts", "--step=wriet");
    }

    private String digest() throws InterruptedException {
        return wave.sh("printf 'one\\n\\tthree\\n' | sha256sum").substring(0, 12);
    }

    @Test
    void a_diff_in_a_pipe_is_a_patch_and_on_a_terminal_begins_with_what_changed() throws Exception {
        var patch = wave.wave("diff").out();
        assertThat(patch).startsWith("diff --git a/new.txt b/new.txt\n").doesNotContain("\u001b");
        wave.file("../patch", patch).sh("git apply ../patch; grep -q three old.txt; git checkout -q .; rm new.txt");
        assertThat(wave.wave("diff", "--stat").out()).isEqualTo("new.txt  +1 -0\nold.txt  +1 -1\n");

        assertThat(wave.onTerminal(80).wave("diff").out()).startsWith("""
                2 files changed, 2 lines added, 1 deleted
                new.txt  +1 -0
                old.txt  +1 -1

                diff --git a/new.txt b/new.txt
                """);
        assertThat(wave.onTerminal(13).wave("diff", "--stat").out()).contains("\nnew.t…  +1 -0\n");
        assertThat(wave.with("TERM", "xterm")
                        .onTerminal(80)
                        .wave("diff", "--no-pager")
                        .out())
                .contains("\u001b[31m-\ttwo\u001b[0m\n\u001b[32m+\tthree\u001b[0m\n", "\u001b[36m@@ ");
    }

    @Test
    void logs_can_be_cut_and_timed() throws Exception {
        assertThat(wave.wave("logs").out()).isEqualTo("""
                check | looking
                check#2 | looking
                write | 1
                write | 2
                write | 3
                """);
        assertThat(wave.wave("logs", "--tail", "1").out()).isEqualTo("""
                check | looking
                check#2 | looking
                write | 3
                """);
        assertThat(wave.wave("logs", "write", "--tail=0").all()).isEmpty();
        assertThat(wave.wave("logs", "--attempt", "2").out()).isEqualTo("check#2 | looking\n");
        assertThat(wave.wave("logs", "write", "-t", "--tail=1").out()).isEqualTo("write | 2026-03-01T12:00:00Z 3\n");
        assertThat(wave.wave("logs", "--tail=1", "--format=ndjson").out().lines())
                .hasSize(3);
        refused("--tail takes a number of lines, 0 or more", "logs", "--tail=-1");

        wave.with("TERM", "xterm").onTerminal(80);
        assertThat(wave.wave("logs", "--attempt", "2", "--no-pager").out())
                .isEqualTo("\u001b[2mcheck#2 | \u001b[0mlooking\n");
        assertThat(wave.wave("logs", "--attempt", "2", "--no-pager", "--no-color")
                        .out())
                .isEqualTo("check#2 | looking\n");
    }
}
