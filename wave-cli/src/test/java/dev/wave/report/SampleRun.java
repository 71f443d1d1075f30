package dev.wave.report;

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
import dev.wave.plan.Pins;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import dev.wave.project.DiskProjectFiles;
import dev.wave.run.Activity;
import dev.wave.run.Answerer;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Failure;
import dev.wave.run.Level;
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
import dev.wave.view.KeyChange;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A run that nobody made: its plan is planned from a text, its events and what is stored are made by hand.
public final class SampleRun implements Evidence {
    public static final TreeId BASE = new TreeId("git-sha1:" + "a".repeat(40));
    public static final TreeId END = new TreeId("git-sha1:" + "b".repeat(40));
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Plan plan;
    private final List<Recorded> records = new ArrayList<>();
    private final Map<Digest, Result> results = new HashMap<>();
    private final Map<Digest, byte[]> blobs = new HashMap<>();
    private UnaryOperator<String> hide = text -> text;
    private List<Activity> said = List.of();
    private String patch = "";
    private double now;

    /// @param folder an empty one, for the project's text
    public SampleRun(Path folder, String yaml) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("wave.yaml"), yaml);
        plan = plan(folder);
        add(new RunEvent.RunStarted(
                plan.pipeline().value(), Digest.ofText("frozen"), BASE, "3f2a91c", List.of(), List.of(), 1));
    }

    /// A pipeline in which each line `ID: ID, ID` is a step and what it waits for.
    public static String yaml(List<String> steps) {
        var yaml = new StringBuilder("""
                default_adapter: demo
                adapters: {demo: {type: command, command: [agent]}}
                pipeline:
                  name: sample
                  steps:
                """);
        for (var step : steps) {
            var parts = step.split(": ?", 2);
            yaml.append(
                    "    - {id: %s, needs: [%s], task: Work}\n".formatted(parts[0], parts.length > 1 ? parts[1] : ""));
        }
        return yaml.toString();
    }

    private static Plan plan(Path folder) {
        var personas = BuiltinPersonas.names().stream()
                .map(name -> BuiltinPersonas.find(name).orElseThrow())
                .toList();
        var surroundings = Surroundings.of(List.of("command"), AgentFinder.ALL_HERE, personas, List.of());
        var outline = valid(ProjectReader.read(new DiskProjectFiles(folder), "project")
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

    Plan plan() {
        return plan;
    }

    /// Time goes by.
    public SampleRun after(double seconds) {
        now += seconds;
        return this;
    }

    public SampleRun add(RunEvent event) {
        records.add(new Recorded(records.size() + 1, START.plusMillis(Math.round(now * 1000)), event, "c".repeat(64)));
        return this;
    }

    /// The step's first attempt begins.
    public SampleRun begins(String step) {
        return add(new RunEvent.StepReady(new StepId(step), key(step), BASE)).attempts(step, 1);
    }

    public SampleRun attempts(String step, int number) {
        return add(new RunEvent.AttemptStarted(new StepId(step), number, Retry.From.CLEAN));
    }

    private static Key key(String step) {
        return new Key(Digest.ofText(step));
    }

    /// The attempt breaks a contract, and the step will be tried again.
    public SampleRun breaks(String step, int attempt, String where, String message) {
        var id = new StepId(step);
        var verdict = new Verdict(
                "command", Verdict.Status.BROKEN, List.of(new Violation(where, message)), "the end of its output");
        add(new RunEvent.ContractChecked(id, attempt, verdict));
        add(ended(id, attempt, Optional.of(new Failure.ContractBroken(List.of(verdict)))));
        return add(new RunEvent.RetryScheduled(id, attempt + 1, Retry.From.CLEAN, Duration.ZERO));
    }

    /// The attempt is the last one, and good.
    public SampleRun succeeds(String step, int attempt, Artifact... artifacts) {
        add(ended(new StepId(step), attempt, Optional.empty()));
        return done(step, BASE, artifacts);
    }

    private SampleRun done(String step, TreeId tree, Artifact... artifacts) {
        var digest = Digest.ofText("result of " + step);
        results.put(
                digest,
                new Result(
                        BASE,
                        tree,
                        List.of(artifacts),
                        List.of(),
                        Usage.NONE,
                        1,
                        Level.SANDBOXED,
                        new Answerer("demo", Optional.of("1.0"), List.of("model-1")),
                        Optional.empty()));
        return add(new RunEvent.StepFinished(new StepId(step), new Ending.Succeeded(digest, tree, List.of(), false)));
    }

    /// The attempt is the last one, good, and changed files so.
    public SampleRun changes(String step, int attempt, String diff, Artifact... artifacts) {
        patch = diff;
        add(ended(new StepId(step), attempt, Optional.empty()));
        return done(step, END, artifacts);
    }

    public SampleRun fails(String step, int attempt, Failure failure) {
        var id = new StepId(step);
        return add(ended(id, attempt, Optional.of(failure)))
                .add(new RunEvent.StepFinished(id, new Ending.Failed(failure, Because.USED_UP)));
    }

    public SampleRun skips(String step, String... needs) {
        return add(new RunEvent.StepSkipped(
                new StepId(step),
                new SkipReason.Needs(Arrays.stream(needs).map(StepId::new).toList())));
    }

    private static RunEvent ended(StepId step, int attempt, Optional<Failure> failure) {
        var usage = new Usage(12_000, 0, 400, 3, Optional.of(new BigDecimal("0.09")));
        return new RunEvent.AttemptFinished(
                step, attempt, failure, Optional.empty(), usage, Duration.ofSeconds(2), Optional.empty());
    }

    public SampleRun ends(RunStatus status, TreeId tree) {
        return add(new RunEvent.RunFinished(status, Optional.of(tree), ""));
    }

    public SampleRun hiding(UnaryOperator<String> other) {
        hide = other;
        return this;
    }

    public SampleRun saying(Activity... activities) {
        said = List.of(activities);
        return this;
    }

    /// An artifact of these bytes.
    public Artifact file(String name, Format format, String extension, byte[] bytes) {
        var digest = Digest.ofText(name + new String(bytes, StandardCharsets.ISO_8859_1));
        blobs.put(digest, bytes);
        return new Artifact(
                new ArtifactName(name), format, extension, new Content.Blob(digest, bytes.length), Artifact.Source.OUT);
    }

    /// The page of the run as it stands.
    public String page() {
        var from = new RunPage.Surroundings(
                "project",
                Optional.of("main"),
                Optional.of("3f2a91c"),
                Optional.empty(),
                Pins.NONE,
                !said.isEmpty(),
                false);
        return RunPage.of(new RunId("7f3a"), plan, records, from, this, hide);
    }

    @Override
    public Optional<Result> result(Digest result) {
        return Optional.ofNullable(results.get(result));
    }

    @Override
    public Optional<byte[]> bytes(Digest blob, int most) {
        return Optional.ofNullable(blobs.get(blob)).map(bytes -> Arrays.copyOf(bytes, Math.min(most, bytes.length)));
    }

    @Override
    public Optional<String> patch(TreeId from, TreeId to, int most) {
        return Optional.of(patch.substring(0, Math.min(most, patch.length())));
    }

    @Override
    public List<String> files(TreeId tree) {
        return List.of();
    }

    @Override
    public List<KeyChange> changes(StepId step) {
        return List.of();
    }

    @Override
    public List<Activity> activities(StepId step, int attempt, int most) {
        return said;
    }
}
