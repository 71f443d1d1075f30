package dev.wave.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.view.Line;
import dev.wave.view.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages about a run, exactly, at fixed widths and times.
class ShowTest {
    private static final double LATER = 500;

    @TempDir
    Path temp;

    private MadeUpRun run;

    @BeforeEach
    void begin() throws IOException {
        run = new MadeUpRun(temp);
    }

    private static String text(List<Line> lines) {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private static String page(Told told) {
        return text(new RunPage(told).lines(true));
    }

    @Test
    void a_failed_run_in_a_pipe() {
        assertThat(page(run.failed().told(false, Screen.PIPE, LATER))).isEqualTo("""
                feature-development 7f3a  failed
                base 2cfdf5e + 2 changed, 1 untracked · demo · sandboxed
                started 2026-03-01T12:00:00Z · took 3 m 44 s · 100.5k tokens, $0.80 · no file changed

                STEP       STATUS     BY         TOOK      ATTEMPTS  RESULT                         TOKENS  COST
                analyze    succeeded  navigator  40 s      1         codebase-scan.md               12.4k   $0.09
                docs       reused     navigator                      from run 1b2c
                implement  failed     craftsman  3 m 01 s  2         expected exit code 0, found 2  88.1k   $0.71
                ship       skipped    command                        needs implement

                implement failed after 2 attempts: expected exit code 0, found 2
                  workspace kept: /cache/ws/7f3a-implement-2

                next: wave show 7f3a implement · wave logs implement --run 7f3a · wave resume 7f3a""");
    }

    @Test
    void a_failed_run_on_80_columns() {
        assertThat(page(run.failed().told(false, MadeUpRun.terminal(80), LATER)))
                .isEqualTo("""
                feature-development 7f3a  ✗ failed
                base 2cfdf5e + 2 changed, 1 untracked · demo · sandboxed
                started 8 min ago (2026-03-01T12:00:00Z) · took 3 m 44 s · 100.5k tokens, $0.80
                no file changed

                STEP       STATUS       BY         TOOK      ATTEMPTS  RESULT
                analyze    ✓ succeeded  navigator  40 s      1         codebase-scan.md
                docs       = reused     navigator                      from run 1b2c
                implement  ✗ failed     craftsman  3 m 01 s  2         expected exit code 0, fo…
                ship       - skipped    command                        needs implement

                implement ✗ failed after 2 attempts: expected exit code 0, found 2
                  workspace kept: /cache/ws/7f3a-implement-2

                next: wave show 7f3a implement · wave logs implement --run 7f3a
                wave resume 7f3a""");
    }

    @Test
    void a_failed_run_on_40_columns() {
        assertThat(page(run.failed().told(false, MadeUpRun.terminal(40), LATER)))
                .isEqualTo("""
                feature-development 7f3a  ✗ failed
                base 2cfdf5e + 2 changed, 1 untracked
                demo · sandboxed
                started 8 min ago (2026-03-01T12:00:00Z)
                took 3 m 44 s · 100.5k tokens, $0.80
                no file changed

                STEP       STATUS       BY
                analyze    ✓ succeeded  navigator
                docs       = reused     navigator
                implement  ✗ failed     craftsman
                ship       - skipped    command

                implement ✗ failed after 2 attempts:
                  expected exit code 0, found 2
                  workspace kept: /cache/ws/7f3a-implement-2

                next: wave show 7f3a implement
                wave logs implement --run 7f3a
                wave resume 7f3a""");
    }

    @Test
    void a_run_that_succeeded() {
        assertThat(page(run.succeeded().told(false, MadeUpRun.terminal(120), LATER)))
                .isEqualTo("""
                feature-development 7f3a  ✓ succeeded
                base 2cfdf5e + 2 changed, 1 untracked · demo · sandboxed
                started 8 min ago (2026-03-01T12:00:00Z) · took 2 m 01 s · 52.4k tokens, $0.39 · 6 files changed

                STEP       STATUS       BY         TOOK      ATTEMPTS  RESULT             TOKENS  COST
                analyze    ✓ succeeded  navigator  40 s      1         codebase-scan.md   12.4k   $0.09
                docs       = reused     navigator                      from run 1b2c
                implement  ✓ succeeded  craftsman  1 m 19 s  1         implementation.md  40.0k   $0.30
                ship       ✓ succeeded  command    1.0 s     1

                next: wave diff 7f3a · wave apply 7f3a""");
    }

    @Test
    void a_run_that_goes_on() {
        assertThat(page(run.open().told(true, MadeUpRun.terminal(80), 100))).isEqualTo("""
                feature-development 7f3a  ● running
                base 2cfdf5e + 2 changed, 1 untracked · demo · sandboxed
                started 1 min ago (2026-03-01T12:00:00Z) · going on for 1 m 40 s
                12.4k tokens, $0.09

                STEP       STATUS       BY         TOOK  ATTEMPTS  RESULT               TOKENS
                analyze    ✓ succeeded  navigator  40 s  1         codebase-scan.md     12.4k
                docs       = reused     navigator                  from run 1b2c
                implement  ● running    craftsman  59 s  1
                ship       ○ waiting    command                    waits for implement

                next: wave logs -f --run 7f3a · wave cancel 7f3a""");
    }

    @Test
    void a_run_that_nobody_works_on_any_more() {
        assertThat(page(run.open().told(false, MadeUpRun.terminal(80), LATER))).isEqualTo("""
                feature-development 7f3a  ⊘ interrupted
                base 2cfdf5e + 2 changed, 1 untracked · demo · sandboxed
                started 8 min ago (2026-03-01T12:00:00Z) · took 41 s · 12.4k tokens, $0.09

                STEP       STATUS         BY         TOOK  ATTEMPTS  RESULT               TOKENS
                analyze    ✓ succeeded    navigator  40 s  1         codebase-scan.md     12.4k
                docs       = reused       navigator                  from run 1b2c
                implement  ⊘ interrupted  craftsman        1
                ship       ○ waiting      command                    waits for implement

                next: wave resume 7f3a""");
    }

    @Test
    void a_quiet_page_says_nothing_of_what_comes_next() {
        assertThat(text(new RunPage(run.failed().told(false, Screen.PIPE, LATER)).lines(false)))
                .doesNotContain("next:")
                .endsWith("workspace kept: /cache/ws/7f3a-implement-2");
    }

    @Test
    void the_graph() {
        assertThat(text(new StepGraph(run.failed().told(false, MadeUpRun.terminal(80), LATER)).lines()))
                .isEqualTo("""
                1  ✓ analyze  succeeded
                1  = docs  reused
                2  ✗ implement ← analyze, docs  failed
                3  - ship ← implement  skipped""");
        assertThat(text(new StepGraph(run.told(false, Screen.PIPE, LATER)).lines()))
                .isEqualTo("""
                1  analyze  succeeded
                1  docs  reused
                2  implement ← analyze, docs  failed
                3  ship ← implement  skipped""");
        assertThat(text(new StepGraph(run.told(false, MadeUpRun.terminal(24), LATER)).lines()))
                .isEqualTo("""
                1  ✓ analyze  succeeded
                1  = docs  reused
                2  ✗ implement ← analyz…
                3  - ship ← implement  …""");
    }

    @Test
    void the_graph_for_mermaid() {
        assertThat(new StepGraph(run.failed().told(false, Screen.PIPE, LATER)).mermaid())
                .isEqualTo("""
                graph TD
                  s0["analyze<br/>navigator"]
                  s1["docs<br/>navigator"]
                  s2["implement<br/>craftsman"]
                  s3["ship<br/>run"]
                  s0 --> s2
                  s1 --> s2
                  s2 --> s3
                  classDef succeeded fill:#dafbe1,stroke:#1a7f37,color:#1f2328
                  class s0 succeeded
                  classDef reused fill:#dafbe1,stroke:#1a7f37,color:#1f2328
                  class s1 reused
                  classDef failed fill:#ffebe9,stroke:#cf222e,color:#1f2328
                  class s2 failed
                  classDef skipped fill:#f6f8fa,stroke:#656d76,color:#656d76
                  class s3 skipped
                """);
    }

    @Test
    void the_timeline_fits_the_width() {
        assertThat(text(new Timeline(run.failed().told(false, MadeUpRun.terminal(80), LATER)).lines()))
                .isEqualTo("""
                           0 s                                    3 m 44 s
                analyze    █████████                                        40 s
                docs       =                                                reused
                implement          ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  3 m 01 s, 2 attempts
                ship                                                        skipped""");
        assertThat(text(new Timeline(run.told(false, MadeUpRun.terminal(40), LATER)).lines()))
                .isEqualTo("""
                           0 s 3 m 44 s
                analyze    ██          40 s
                docs       =           reused
                implement   ░░░░░░░░░  3 m 01 s, 2 atte…
                ship                   skipped""");
    }

    @Test
    void the_timeline_of_a_run_that_goes_on_ends_now() {
        assertThat(text(new Timeline(run.open().told(true, Screen.PIPE, 82)).lines()))
                .isEqualTo("""
                           0 s                                                                      1 m 22 s
                analyze    █████████████████████████████████████████                                          40 s
                docs       =                                                                                  reused
                implement                                          ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  41 s
                ship""");
    }

    @Test
    void a_step_with_its_attempts_and_verdicts() {
        assertThat(step(run.failed().told(false, MadeUpRun.terminal(80), LATER), 2))
                .isEqualTo("""
                implement of feature-development 7f3a  ✗ failed
                by craftsman · after analyze, docs
                key sha256:f9bb818d84838e08127b97bdd81ce4d9f438ff0f0a221cace6e66146814223d0

                attempt 1  ✗ violated · started 7 min ago (2026-03-01T12:00:41Z) · took 1 m 19 s
                40.0k tokens, $0.30
                  command  broken
                    /coverage: expected >= 0.8, found 0.6␛[31m
                    | make: *** [test] Error 1

                attempt 2  ✗ violated · started 6 min ago (2026-03-01T12:02:00Z) · took 1 m 42 s
                48.1k tokens, $0.41
                  command  broken
                    expected exit code 0, found 2
                    | make: *** [test] Error 1

                ✗ failed: expected exit code 0, found 2
                workspace kept: /cache/ws/7f3a-implement-2

                next: wave logs implement --run 7f3a · wave shell implement --run 7f3a
                wave resume 7f3a""");
    }

    @Test
    void a_step_that_succeeded_one_that_was_reused_and_one_that_was_skipped() {
        var told = run.failed().told(false, Screen.PIPE, LATER);
        assertThat(step(told, 0)).isEqualTo("""
                analyze of feature-development 7f3a  succeeded
                by navigator
                key sha256:09cbad3beca70ddbcc89819d841b26bc8be195122240185d5388f152f88a107c

                attempt 1  succeeded · started 2026-03-01T12:00:00Z · took 40 s · 12.4k tokens, $0.09

                ARTIFACT          FORMAT    SIZE  CONTENT
                codebase-scan.md  markdown  1 KB  sha256:6c158fdb5c17263eee9d25c2b6d8673e9fc4e305f69401b6ccbd9a464559e87f

                next: wave logs analyze --run 7f3a · wave artifacts 7f3a --step analyze""");
        assertThat(step(told, 1)).isEqualTo("""
                docs of feature-development 7f3a  reused
                by navigator · its result is from run 1b2c, 2 h ago
                key sha256:46b42b4229cd7a39c564e780bb665a8bde4fdf722007e8473f167fe53ed4b995

                ARTIFACT      FORMAT    SIZE  CONTENT
                docs-scan.md  markdown  1 KB  sha256:d8592a78ebf82f2aa576ad112e76b242dd57740d029c9d30f292c93747f24388

                next: wave artifacts 7f3a --step docs""");
        assertThat(step(told, 3)).isEqualTo("""
                ship of feature-development 7f3a  skipped
                by command · after implement · needs implement""");
    }

    private static String step(Told told, int step) {
        return text(new StepPage(told, told.story().plan().steps().get(step)).lines(true));
    }

    @Test
    void no_line_of_a_table_or_picture_is_wider_than_the_terminal() {
        for (var width = 12; width < 130; width++) {
            var most = width;
            var told = run.failed().told(false, MadeUpRun.terminal(width), LATER);
            assertThat(new Timeline(told).lines()).allMatch(line -> line.width() <= most);
            assertThat(new StepGraph(told).lines()).allMatch(line -> line.width() <= most);
            assertThat(new StepTable(told).lines()).allMatch(line -> line.width() <= most);
            run = fresh();
        }
    }

    private MadeUpRun fresh() {
        try {
            return new MadeUpRun(temp);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void colours_are_only_for_screens_that_have_them() {
        var coloured = Screen.terminal(Map.of("TERM", "xterm"), () -> 80);
        var lines = new RunPage(run.failed().told(false, coloured, LATER)).lines(true);

        assertThat(lines.getFirst().colored())
                .isEqualTo("\u001b[1mfeature-development\u001b[0m \u001b[1m7f3a\u001b[0m  \u001b[31m✗ failed\u001b[0m");
        assertThat(text(lines)).doesNotContain("\u001b");
    }
}
