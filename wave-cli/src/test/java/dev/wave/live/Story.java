package dev.wave.live;

import dev.wave.diagnostic.Checked;
import dev.wave.key.Key;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.ProjectReader;
import dev.wave.model.Digest;
import dev.wave.model.Retry;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Arguments;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import dev.wave.project.DiskProjectFiles;
import dev.wave.run.Failure;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A run made up of events, told to whoever listens. Nothing runs.
final class Story {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final TreeId BASE = new TreeId("git-sha1:" + "a".repeat(40));
    static final TreeId END = new TreeId("git-sha1:" + "b".repeat(40));

    final Plan plan;
    private final Consumer<Recorded> listener;
    private long seq;

    Story(Plan plan, Consumer<Recorded> listener) {
        this.plan = plan;
        this.listener = listener;
    }

    /// The plan of a pipeline.
    ///
    /// @param pipeline everything below `pipeline:`
    static Plan plan(Path folder, String pipeline) throws IOException {
        Files.writeString(folder.resolve("wave.yaml"), """
                default_adapter: demo
                adapters: {demo: {type: command, command: [agent]}}
                pipeline:
                """ + pipeline.indent(2));
        var personas = BuiltinPersonas.names().stream()
                .map(name -> BuiltinPersonas.find(name).orElseThrow())
                .toList();
        var surroundings = Surroundings.of(List.of("command"), AgentFinder.ALL_HERE, personas, List.of());
        var outline = valid(ProjectReader.read(new DiskProjectFiles(folder), "project")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(chosen -> Planner.resolve(project, chosen, surroundings))));
        var given = new Arguments.Given(List.of(), new LinkedHashMap<>(), Optional.empty());
        return Planner.bind(outline, (Arguments.Bound) Arguments.parse(outline, given, List.of()));
    }

    private static <T> T valid(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) -> throw new AssertionError(problems);
        };
    }

    static Instant after(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static Digest digest(String text) {
        return Digest.ofText(text);
    }

    void at(double seconds, RunEvent event) {
        seq++;
        listener.accept(new Recorded(seq, after(seconds), event, "chain"));
    }

    Story begin() {
        at(0, new RunEvent.RunStarted("p", digest("frozen"), BASE, "", List.of(), List.of(), 1));
        return this;
    }

    Story works(double seconds, String step) {
        at(seconds, new RunEvent.StepReady(new StepId(step), new Key(digest(step)), BASE));
        at(seconds, new RunEvent.AttemptStarted(new StepId(step), 1, Retry.From.CLEAN));
        return this;
    }

    Story attemptOver(double seconds, String step, int attempt, long tokens, String cost) {
        var usage = new Usage(tokens, 0, 0, 1, Optional.of(new BigDecimal(cost)));
        at(
                seconds,
                new RunEvent.AttemptFinished(
                        new StepId(step),
                        attempt,
                        Optional.empty(),
                        Optional.empty(),
                        usage,
                        Duration.ZERO,
                        Optional.empty()));
        return this;
    }

    Story succeeds(double seconds, String step, long tokens, String cost) {
        attemptOver(seconds, step, 1, tokens, cost);
        at(
                seconds,
                new RunEvent.StepFinished(
                        new StepId(step), new Ending.Succeeded(digest("result of " + step), END, List.of(), false)));
        return this;
    }

    Story fails(double seconds, String step) {
        attemptOver(seconds, step, 1, 0, "0");
        at(
                seconds,
                new RunEvent.StepFinished(
                        new StepId(step), new Ending.Failed(new Failure.AgentFailed("no"), Because.FINAL)));
        return this;
    }
}
