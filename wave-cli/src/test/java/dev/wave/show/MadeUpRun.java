package dev.wave.show;

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
import dev.wave.story.RunStory;
import dev.wave.view.Screen;
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

/// A run whose events are made by hand: nothing runs.
final class MadeUpRun {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final StepId ANALYZE = new StepId("analyze");
    static final StepId IMPLEMENT = new StepId("implement");
    static final StepId DOCS = new StepId("docs");
    static final StepId SHIP = new StepId("ship");
    private static final TreeId BASE = new TreeId("git-sha1:" + "a".repeat(40));
    private static final TreeId END = new TreeId("git-sha1:" + "b".repeat(40));

    private final List<Recorded> records = new ArrayList<>();
    private final Map<Digest, Result> results = new HashMap<>();
    private final Plan plan;

    MadeUpRun(Path folder) throws IOException {
        Files.writeString(folder.resolve("wave.yaml"), """
                default_adapter: demo
                adapters: {demo: {type: command, command: [agent]}}
                pipeline:
                  name: feature-development
                  steps:
                    - {id: analyze, persona: navigator, task: look, artifacts: [codebase-scan]}
                    - {id: docs, persona: navigator, task: read, artifacts: [docs-scan]}
                    - id: implement
                      persona: craftsman
                      needs: [analyze, docs]
                      task: do
                      deliverables: [implementation]
                      handover: {contract: {type: command, command: make test}}
                    - {id: ship, needs: [implement], run: "true"}
                """);
        var personas = BuiltinPersonas.names().stream()
                .map(name -> BuiltinPersonas.find(name).orElseThrow())
                .toList();
        var surroundings = Surroundings.of(List.of("command"), AgentFinder.ALL_HERE, personas, List.of());
        var outline = valid(ProjectReader.read(new DiskProjectFiles(folder), "project")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings))));
        var given = new Arguments.Given(List.of(), new LinkedHashMap<>(), Optional.empty());
        plan = Planner.bind(outline, (Arguments.Bound) Arguments.parse(outline, given, List.of()));
        at(
                0,
                new RunEvent.RunStarted(
                        "feature-development", digest("frozen"), BASE, "2cfdf5e", List.of(), List.of(), 1));
    }

    private static <T> T valid(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) -> throw new AssertionError(problems);
        };
    }

    /// Something happened so many seconds after the start.
    MadeUpRun at(double seconds, RunEvent event) {
        records.add(new Recorded(records.size() + 1L, START.plusMillis(Math.round(seconds * 1000)), event, "chain"));
        return this;
    }

    /// What every run of it begins with: a scan of 41 seconds, the other one reused.
    MadeUpRun scanned() {
        var saved = new Usage(900, 0, 100, 1, Optional.of(new BigDecimal("0.02")));
        var from = new Origin.OfRun(new RunId("1b2c"), START.minusSeconds(7200));
        return at(0, ready(ANALYZE))
                .at(0.1, attempt(ANALYZE, 1))
                .at(0.2, new RunEvent.StepReused(DOCS, new Key(digest("docs")), result(DOCS, "docs-scan"), from, saved))
                .at(0.2, succeeded(DOCS, "docs-scan"))
                .at(41, over(ANALYZE, 1, 12_400, "0.09", Optional.empty(), 40_900))
                .at(41, succeeded(ANALYZE, "codebase-scan"))
                .at(41, ready(IMPLEMENT));
    }

    /// Two attempts at a step that a contract refuses.
    MadeUpRun failed() {
        return scanned()
                .at(41, attempt(IMPLEMENT, 1))
                .at(120, broken("/coverage", "expected >= 0.8, found 0.6\u001b[31m", 1))
                .at(120, over(IMPLEMENT, 1, 40_000, "0.30", Optional.of(brokenBy("/coverage", "found 0.6")), 79_000))
                .at(120, new RunEvent.RetryScheduled(IMPLEMENT, 2, Retry.From.PREVIOUS, Duration.ZERO))
                .at(120, attempt(IMPLEMENT, 2))
                .at(222, broken("", "expected exit code 0, found 2", 2))
                .at(222, over(IMPLEMENT, 2, 48_100, "0.41", Optional.of(brokenBy("", "found 2")), 102_000))
                .at(
                        222,
                        new RunEvent.StepFinished(
                                IMPLEMENT,
                                new Ending.Failed(brokenBy("", "expected exit code 0, found 2"), Because.USED_UP)))
                .at(222, new RunEvent.StepSkipped(SHIP, new SkipReason.Needs(List.of(IMPLEMENT))))
                .at(224, new RunEvent.RunFinished(RunStatus.FAILED, Optional.of(BASE), "implement failed"));
    }

    /// A run that went well.
    MadeUpRun succeeded() {
        return scanned()
                .at(41, attempt(IMPLEMENT, 1))
                .at(120, over(IMPLEMENT, 1, 40_000, "0.30", Optional.empty(), 79_000))
                .at(120, succeeded(IMPLEMENT, "implementation"))
                .at(120, ready(SHIP))
                .at(120, attempt(SHIP, 1))
                .at(121, over(SHIP, 1, 0, "0", Optional.empty(), 1_000))
                .at(121, succeeded(SHIP))
                .at(121, new RunEvent.RunFinished(RunStatus.SUCCEEDED, Optional.of(END), ""));
    }

    /// A run that works on its third step.
    MadeUpRun open() {
        return scanned().at(41, attempt(IMPLEMENT, 1));
    }

    Told told(boolean goingOn, Screen screen, double seconds) {
        return new Told(
                RunStory.of(new RunId("7f3a"), plan, records, goingOn),
                "base 2cfdf5e + 2 changed, 1 untracked · demo · sandboxed",
                digest -> Optional.ofNullable(results.get(digest)),
                (from, to) -> from.equals(to) ? 0 : 6,
                step -> step.equals(IMPLEMENT) ? Optional.of("/cache/ws/7f3a-implement-2") : Optional.empty(),
                screen,
                START.plusMillis(Math.round(seconds * 1000)));
    }

    static Screen terminal(int columns) {
        return Screen.terminal(Map.of(), () -> columns);
    }

    private static RunEvent ready(StepId step) {
        return new RunEvent.StepReady(step, new Key(digest(step.value())), BASE);
    }

    private static RunEvent attempt(StepId step, int number) {
        return new RunEvent.AttemptStarted(step, number, Retry.From.CLEAN);
    }

    private static RunEvent broken(String where, String message, int attempt) {
        return new RunEvent.ContractChecked(IMPLEMENT, attempt, verdict(where, message));
    }

    private static Failure brokenBy(String where, String message) {
        return new Failure.ContractBroken(List.of(verdict(where, message)));
    }

    private static Verdict verdict(String where, String message) {
        return new Verdict(
                "command", Verdict.Status.BROKEN, List.of(new Violation(where, message)), "make: *** [test] Error 1\n");
    }

    private static RunEvent over(
            StepId step, int attempt, long tokens, String cost, Optional<Failure> failure, long millis) {
        var usage = new Usage(tokens, 0, 0, tokens == 0 ? 0 : 1, Optional.of(new BigDecimal(cost)));
        return new RunEvent.AttemptFinished(
                step, attempt, failure, Optional.empty(), usage, Duration.ofMillis(millis), Optional.empty());
    }

    private RunEvent succeeded(StepId step, String... artifacts) {
        return new RunEvent.StepFinished(step, new Ending.Succeeded(result(step, artifacts), END, List.of(), false));
    }

    private Digest result(StepId step, String... artifacts) {
        var digest = digest("result of " + step);
        var held = new Verdict("command", Verdict.Status.HELD, List.of(), "");
        results.put(
                digest,
                new Result(
                        BASE,
                        END,
                        List.of(artifacts).stream().map(MadeUpRun::file).toList(),
                        List.of(held),
                        Usage.NONE,
                        1,
                        Level.SANDBOXED,
                        new Answerer("demo", Optional.of("1.0"), List.of()),
                        Optional.empty()));
        return digest;
    }

    private static Artifact file(String name) {
        return new Artifact(
                new ArtifactName(name),
                Format.MARKDOWN,
                ".md",
                new Content.Blob(digest(name), 1234),
                Artifact.Source.OUT);
    }

    private static Digest digest(String text) {
        return Digest.ofText(text);
    }
}
