package dev.wave.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.key.Key;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.ProjectReader;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.Retry;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Arguments;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import dev.wave.project.DiskProjectFiles;
import dev.wave.run.Answerer;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Failure;
import dev.wave.run.Level;
import dev.wave.run.Origin;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of a run, exactly. Events are made by hand; nothing runs.
class RunTextTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final TreeId BASE = new TreeId("git-sha1:" + "a".repeat(40));
    private static final TreeId END = new TreeId("git-sha1:" + "b".repeat(40));
    private static final StepId ANALYZE = new StepId("analyze");
    private static final StepId IMPLEMENT = new StepId("implement");
    private static final StepId SHIP = new StepId("ship");

    @TempDir
    Path temp;

    private final List<String> lines = new ArrayList<>();
    private final Map<Digest, Result> results = new HashMap<>();
    private RunText text;
    private long seq;

    @BeforeEach
    void view() throws IOException {
        Files.writeString(temp.resolve("wave.yaml"), """
                default_adapter: demo
                adapters: {demo: {type: command, command: [agent]}}
                pipeline:
                  name: feature-development
                  steps:
                    - {id: analyze, task: look, artifacts: [codebase-scan]}
                    - id: implement
                      needs: [analyze]
                      task: do
                      deliverables: [implementation, tests]
                      handover: {contract: {type: command, command: make test}}
                    - {id: ship, needs: [implement], run: "true"}
                """);
        text = new RunText(
                new RunText.Facts(
                        "7f3a",
                        plan(),
                        "base 3f2a91c + 2 changed, 1 untracked · demo · open",
                        BASE,
                        digest -> Optional.ofNullable(results.get(digest)),
                        (from, to) -> from.equals(to) ? 0 : 6,
                        step -> step.equals(SHIP) ? Optional.of("/cache/ws/7f3a-ship-1") : Optional.empty()),
                true,
                lines::add);
    }

    private Plan plan() {
        var personas = BuiltinPersonas.names().stream()
                .map(name -> BuiltinPersonas.find(name).orElseThrow())
                .toList();
        var surroundings = Surroundings.of(List.of("command"), AgentFinder.ALL_HERE, personas, List.of());
        var outline = valid(ProjectReader.read(new DiskProjectFiles(temp), "project")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings))));
        var given = new Arguments.Given(List.of(), new LinkedHashMap<>(), Optional.empty());
        return Planner.bind(outline, (Arguments.Bound) Arguments.parse(outline, given, List.of()));
    }

    private static <T> T valid(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) -> throw new AssertionError(problems);
        };
    }

    /// Something happened so many seconds after the start.
    private void at(double seconds, RunEvent event) {
        seq++;
        text.accept(new Recorded(seq, START.plusMillis(Math.round(seconds * 1000)), event, "chain"));
    }

    private static RunEvent started() {
        return new RunEvent.RunStarted("feature-development", digest("frozen"), BASE, "", List.of(), List.of(), 1);
    }

    private static RunEvent.AttemptFinished over(StepId step, int attempt, long tokens, String cost) {
        var usage = new Usage(tokens, 0, 0, 1, Optional.of(new BigDecimal(cost)));
        return new RunEvent.AttemptFinished(
                step, attempt, Optional.empty(), Optional.empty(), usage, Duration.ZERO, Optional.empty());
    }

    private static RunEvent ready(StepId step) {
        return new RunEvent.StepReady(step, new Key(digest(step.value())), BASE);
    }

    private static RunEvent attempt(StepId step, int number) {
        return new RunEvent.AttemptStarted(step, number, Retry.From.CLEAN);
    }

    private static RunEvent broken(StepId step, int attempt, String where, String message) {
        return new RunEvent.ContractChecked(
                step,
                attempt,
                new Verdict("command", Verdict.Status.BROKEN, List.of(new Violation(where, message)), ""));
    }

    private RunEvent succeeded(StepId step, boolean tainted, Artifact... artifacts) {
        return new RunEvent.StepFinished(step, new Ending.Succeeded(result(step, artifacts), END, List.of(), tainted));
    }

    private Digest result(StepId step, Artifact... artifacts) {
        var digest = digest("result of " + step);
        results.put(
                digest,
                new Result(
                        BASE,
                        END,
                        List.of(artifacts),
                        List.of(),
                        new LinkedHashMap<>(),
                        Usage.NONE,
                        1,
                        Level.OPEN,
                        new Answerer("demo", Optional.of("1.0"), List.of()),
                        Optional.empty()));
        return digest;
    }

    private static Artifact file(String name, String extension) {
        return new Artifact(
                new ArtifactName(name), Format.ANY, extension, new Content.Blob(digest(name), 5), Artifact.Source.OUT);
    }

    private static Artifact folder(String name, int files) {
        return new Artifact(
                new ArtifactName(name), Format.ANY, "", new Content.Folder(END, files, 100), Artifact.Source.PATHS);
    }

    private static Digest digest(String text) {
        return Digest.ofText(text);
    }

    @Test
    void a_run_with_a_repair_reads_like_a_protocol() {
        at(0, started());
        at(0, ready(ANALYZE));
        at(0, attempt(ANALYZE, 1));
        at(41, over(ANALYZE, 1, 12_400, "0.09"));
        at(41, succeeded(ANALYZE, false, file("codebase-scan", ".md")));
        at(41, ready(IMPLEMENT));
        at(41, attempt(IMPLEMENT, 1));
        at(120, broken(IMPLEMENT, 1, "/coverage", "expected >= 0.8, found 0.6"));
        at(120, over(IMPLEMENT, 1, 40_000, "0.30"));
        at(120, new RunEvent.RetryScheduled(IMPLEMENT, 2, Retry.From.PREVIOUS, Duration.ZERO));
        at(120, attempt(IMPLEMENT, 2));
        at(223, over(IMPLEMENT, 2, 48_100, "0.41"));
        at(223, succeeded(IMPLEMENT, false, folder("implementation", 4), folder("tests", 2)));
        at(224, new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(END), ""));

        assertThat(String.join("\n", lines)).isEqualTo("""
                feature-development 7f3a · base 3f2a91c + 2 changed, 1 untracked · demo · open
                analyze    started    assistant
                analyze    succeeded  41 s  1 attempt   12.4k tokens  $0.09  → codebase-scan.md
                implement  started    assistant
                implement  violated   /coverage: expected >= 0.8, found 0.6    attempt 1 of 3
                implement  succeeded  3 m 02 s  2 attempts  88.1k tokens  $0.71  → implementation (4 files), tests (2 files)
                done 3 m 44 s  $0.80  6 files changed, not applied
                next: wave diff 7f3a · wave apply 7f3a""");
    }

    @Test
    void what_a_step_took_does_not_count_how_long_it_waited_for_its_turn() {
        at(0, started());
        at(0, ready(ANALYZE));
        at(600, attempt(ANALYZE, 1));
        at(641, over(ANALYZE, 1, 0, "0"));
        at(641, succeeded(ANALYZE, false));

        assertThat(lines.getLast()).isEqualTo("analyze    succeeded  41 s  1 attempt");
    }

    @Test
    void reused_steps_say_since_when_by_whom_and_what_they_saved() {
        at(0, started());
        at(
                1,
                new RunEvent.StepReused(
                        ANALYZE,
                        new Key(digest("key")),
                        result(ANALYZE, file("codebase-scan", "")),
                        new Origin.OfRun(new RunId("1b2c"), START.minusSeconds(7200)),
                        new Usage(12_400, 0, 0, 1, Optional.of(new BigDecimal("0.09")))));
        at(1, succeeded(ANALYZE, false, file("codebase-scan", "")));
        at(1, new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(BASE), ""));

        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        "analyze    reused     made 2 h ago  by demo 1.0  saved 12.4k tokens  $0.09  → codebase-scan",
                        "done 1.0 s  nothing ran: 1 step reused, because everything it sees is as it was (saved 12.4k"
                                + " tokens, $0.09)  no file changed",
                        "next: wave artifacts 7f3a · wave show 7f3a");
    }

    @Test
    void failed_skipped_broken_lost_and_cancelled_steps_say_why() {
        at(0, started());
        at(0, attempt(ANALYZE, 1));
        at(1, new RunEvent.AttemptLost(ANALYZE, 1));
        at(2, succeeded(ANALYZE, true));
        at(2, attempt(SHIP, 1));
        at(2, new RunEvent.RetryScheduled(SHIP, 2, Retry.From.CLEAN, Duration.ofSeconds(12)));
        at(
                3,
                new RunEvent.StepFinished(
                        SHIP, new Ending.Failed(new Failure.Exited(7, "one\nlast line\n"), Because.USED_UP)));
        at(3, new RunEvent.StepSkipped(IMPLEMENT, new SkipReason.Needs(List.of(ANALYZE, SHIP))));
        at(3, new RunEvent.StepSkipped(IMPLEMENT, new SkipReason.Condition()));
        at(3, new RunEvent.StepSkipped(IMPLEMENT, new SkipReason.Stopped()));
        at(3, new RunEvent.StepSkipped(IMPLEMENT, new SkipReason.NotSelected()));
        at(3, new RunEvent.CancelRequested());
        at(4, new RunEvent.RunFinished(RunStatus.CANCELLED, Optional.empty(), ""));

        assertThat(String.join("\n", lines.subList(1, lines.size()))).isEqualTo("""
                analyze    started    assistant
                analyze    lost       attempt 1 died with its process; it does not count
                analyze    broken     2.0 s  1 attempt
                ship       started    command
                ship       retrying   attempt 2 in 12 s
                ship       failed     exited with 7: last line    1.0 s  1 attempt
                ship                  workspace kept: /cache/ws/7f3a-ship-1
                implement  skipped    needs analyze, ship
                implement  skipped    its `when` is false
                implement  skipped    the run was stopped before its turn
                cancelling; running steps are stopped
                cancelled 4.0 s
                next: wave show 7f3a · wave logs --run 7f3a · wave resume 7f3a""");
    }

    @Test
    void what_an_agent_says_forges_no_line() {
        at(0, attempt(ANALYZE, 1));
        at(1, broken(ANALYZE, 1, "x", "bad\ndone 1 s\u001b[2K\u202e\rnext:"));

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .isEqualTo("analyze    violated   x: bad done 1 s␛[2K<U+202E> next:    attempt 1 of 3");
    }
}
