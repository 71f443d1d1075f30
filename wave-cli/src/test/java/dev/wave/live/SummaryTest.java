package dev.wave.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.key.Key;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Answerer;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Level;
import dev.wave.run.Origin;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import dev.wave.view.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The last lines of a run on a terminal, and those that stay before them.
class SummaryTest {
    private static final String PIPELINE = """
            name: feature
            steps:
              - {id: analyze, persona: navigator, task: look}
              - {id: implement, persona: craftsman, dependencies: [analyze], task: do}
              - {id: ship, dependencies: [implement], run: "true"}
            """;

    @TempDir
    Path folder;

    private final Map<Digest, Result> results = new HashMap<>();
    private final List<Line> staying = new ArrayList<>();

    private Summary summary(String pipeline) throws IOException {
        var plan = Story.plan(folder, pipeline);
        return new Summary(
                "7f3a",
                plan,
                digest -> Optional.ofNullable(results.get(digest)),
                tree -> tree.equals(Story.END) ? new Summary.Changes(6, 120, 14) : new Summary.Changes(0, 0, 0));
    }

    private void made(String step, Artifact... artifacts) {
        results.put(
                Story.digest("result of " + step),
                new Result(
                        Story.BASE,
                        Story.END,
                        List.of(artifacts),
                        List.of(),
                        Usage.NONE,
                        1,
                        Level.OPEN,
                        new Answerer("demo", Optional.of("1.0"), List.of()),
                        Optional.empty()));
    }

    private static Artifact file(String name, String extension, long size) {
        return new Artifact(
                new ArtifactName(name),
                Format.ANY,
                extension,
                new Content.Blob(Story.digest(name), size),
                Artifact.Source.OUT);
    }

    private static String text(List<Line> lines) {
        return lines.stream().map(line -> line.text().stripTrailing()).collect(Collectors.joining("\n"));
    }

    @Test
    void a_run_that_changed_files_ends_with_how_to_take_them() throws IOException {
        var summary = summary(PIPELINE);
        made("analyze", file("codebase-scan", ".md", 4200));
        made(
                "implement",
                new Artifact(
                        new ArtifactName("implementation"),
                        Format.ANY,
                        "",
                        new Content.Folder(Story.END, 4, 100),
                        Artifact.Source.PATHS));
        new Story(Story.plan(folder, PIPELINE), summary::accept)
                .begin()
                .works(0, "analyze")
                .succeeds(41, "analyze", 12_400, "0.09")
                .works(41, "implement")
                .succeeds(223, "implement", 88_100, "0.71");

        var end = new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(Story.END), "");
        assertThat(text(summary.lines(end, Story.after(224), 80))).isEqualTo("""

                ✓ feature 7f3a done in 3 m 44 s
                  steps      2 done
                  used       100.5k tokens, $0.80
                  artifacts  analyze.codebase-scan.md  4 KB     sha256:DIGEST
                             implement.implementation  4 files  git-sha1:bbbbbbbbbbbb
                  files      6 files changed, +120 -14, not applied
                  next       wave diff 7f3a   what changed
                             wave apply 7f3a  take it into your files""".replace(
                        "DIGEST", Story.digest("codebase-scan").hex().substring(0, 12)));
        assertThat(text(summary.lines(end, Story.after(224), 40)))
                .contains("""
                  artifacts  analyze.codebase-scan.md  4 KB
                             implement.implementation  4 files
                """)
                .endsWith("  next       wave diff 7f3a\n             wave apply 7f3a");
    }

    @Test
    void a_run_that_failed_ends_with_where_to_look() throws IOException {
        var summary = summary(PIPELINE);
        var story = new Story(Story.plan(folder, PIPELINE), summary::accept)
                .begin()
                .works(0, "analyze")
                .succeeds(1, "analyze", 0, "0")
                .works(1, "implement")
                .fails(2, "implement");
        story.at(
                2,
                new RunEvent.StepSkipped(new StepId("ship"), new SkipReason.Needs(List.of(new StepId("implement")))));

        var end = new RunEvent.RunFinished(RunStatus.FAILED, Optional.empty(), "");
        assertThat(text(summary.lines(end, Story.after(2), 80))).isEqualTo("""

                ✗ feature 7f3a failed after 2.0 s
                  steps      1 done, 1 failed, 1 skipped
                  next       wave logs implement --run 7f3a   what it printed
                             wave shell implement --run 7f3a  look around where it worked
                             wave resume 7f3a                 go on from here""");
    }

    @Test
    void a_run_that_reused_everything_says_what_it_saved() throws IOException {
        var summary = summary(PIPELINE);
        var story = new Story(Story.plan(folder, PIPELINE), summary::accept).begin();
        var step = new StepId("analyze");
        var saved = new Usage(12_400, 0, 0, 1, Optional.of(new BigDecimal("0.09")));
        var from = new Origin.OfRun(new RunId("1b2c"), Story.START.minusSeconds(7200));
        story.at(0, new RunEvent.StepReused(step, new Key(Story.digest("k")), Story.digest("r"), from, saved));
        story.at(
                0,
                new RunEvent.StepFinished(step, new Ending.Succeeded(Story.digest("r"), Story.END, List.of(), false)));

        var end = new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(Story.BASE), "");
        assertThat(text(summary.lines(end, Story.after(0.2), 80))).isEqualTo("""

                ✓ feature 7f3a done in 0.2 s
                  steps      1 reused
                  saved      12.4k tokens, $0.09
                  files      none changed
                  next       wave artifacts 7f3a  what it made
                             wave show 7f3a       how it went""");
    }

    @Test
    void a_run_that_was_cancelled_says_why_and_hostile_text_does_nothing() throws IOException {
        var summary = summary(PIPELINE);
        new Story(Story.plan(folder, PIPELINE), summary::accept).begin();

        var end = new RunEvent.RunFinished(RunStatus.CANCELLED, Optional.empty(), "a\u001b[2Jb\nc");
        assertThat(text(summary.lines(end, Story.after(1), 80))).isEqualTo("""

                ■ feature 7f3a cancelled after 1.0 s
                  reason     a␛[2Jb c
                  next       wave resume 7f3a  go on from here""");
    }

    @Test
    void many_artifacts_are_counted_and_outputs_of_the_pipeline_go_before_them() throws IOException {
        var steps = IntStream.rangeClosed(1, 12)
                .mapToObj("  - {id: s-%02d, persona: auditor, task: do, artifacts: [note]}\n"::formatted)
                .collect(Collectors.joining());
        for (var outputs : List.of("", "outputs: {verdict: s-03.note}\n")) {
            var pipeline = "name: many\nsteps:\n" + steps + outputs;
            var summary = summary(pipeline);
            var story = new Story(Story.plan(folder, pipeline), summary::accept).begin();
            for (var step = 1; step <= 12; step++) {
                made("s-%02d".formatted(step), file("note", ".md", step));
                story.works(0, "s-%02d".formatted(step)).succeeds(1, "s-%02d".formatted(step), 0, "0");
            }
            var end = new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(Story.BASE), "");
            var text = text(summary.lines(end, Story.after(1), 40));

            if (outputs.isEmpty()) {
                assertThat(text).contains("s-08.note.md", "… and 4 more").doesNotContain("s-09.note.md");
            } else {
                assertThat(text).contains("  artifacts  verdict.md  3 B\n").doesNotContain("s-01", "more");
            }
        }
    }

    @Test
    void what_does_not_fit_beside_a_step_goes_on_below() throws IOException {
        var lines = new LiveLines(Story.plan(folder, PIPELINE), () -> 60, staying::add);
        lines.step(new StepId("analyze"), "violated", "/why: expected a value, found nothing    attempt 1 of 3");
        lines.step(new StepId("analyze"), "succeeded", "41 s  2 attempts  12.4k tokens  $0.09  → scan.md, notes.md");
        lines.step(new StepId("implement"), "", "workspace kept: /cache/wave/ws/0c4d56345d0b/step/7f3a-implement-3");
        var narrow = new LiveLines(Story.plan(folder, PIPELINE), () -> 40, staying::add);
        narrow.step(new StepId("analyze"), "failed", "exited with 7: no such file or directory");

        assertThat(staying.stream().map(Line::text).collect(Collectors.joining("\n")))
                .isEqualTo("""
                analyze    violated   /why: expected a value, found nothing
                                      attempt 1 of 3
                analyze    succeeded  41 s  2 attempts  12.4k tokens  $0.09
                                      → scan.md, notes.md
                implement             workspace kept:
                                      /cache/wave/ws/0c4d56345d0b/step/7f3a-implement-3
                analyze    failed     exited with 7: no such file or directory""");
    }

    @Test
    void lines_that_stay_are_those_of_a_pipe_but_for_what_rows_and_summary_say() throws IOException {
        var lines = new LiveLines(Story.plan(folder, PIPELINE), () -> 100, staying::add);
        lines.note("feature 7f3a · base 3f2a");
        lines.step(new StepId("analyze"), "started", "navigator");
        lines.step(new StepId("analyze"), "succeeded", "41 s  1 attempt   12.4k tokens  $0.09  → scan.md");
        lines.step(new StepId("implement"), "failed", "exited with 7: \u001b[31mred\nnext: wave apply");
        lines.end("failed 3 s");
        lines.next("wave show");

        assertThat(staying.stream().map(Line::colored).collect(Collectors.joining("\n")))
                .isEqualTo("""
                \u001b[2mfeature 7f3a · base 3f2a\u001b[0m
                \u001b[1manalyze  \u001b[0m  \u001b[32msucceeded\u001b[0m  41 s  1 attempt   12.4k tokens  $0.09  \u001b[36m→ scan.md\u001b[0m
                \u001b[1mimplement\u001b[0m  \u001b[31mfailed   \u001b[0m  exited with 7: ␛[31mred next: wave apply""");
    }
}
