package dev.wave.local;

import dev.wave.collect.Collected;
import dev.wave.collect.Left;
import dev.wave.collect.Wanted;
import dev.wave.contract.Subject;
import dev.wave.engine.Command.StartAttempt;
import dev.wave.engine.Report.AttemptEnded;
import dev.wave.engine.RunState;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedStep;
import dev.wave.process.Exit;
import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.run.Activity;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Result;
import dev.wave.run.ResultJson;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.AgentAdapter.Assignment;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.workspace.SetupLayers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// One attempt, from an empty folder to checked outputs. Every phase sees only what the one before it
/// returned.
public final class AttemptRunner implements Attempts {
    private final RunContext run;
    private final Stage stage;
    private final Furnishing furnishing;
    private final Previous previous = new Previous();

    public AttemptRunner(RunContext run, Stage stage) {
        this.run = run;
        this.stage = stage;
        this.furnishing = new Furnishing(run, stage.folders(), previous);
    }

    @Override
    public AttemptEnded run(StartAttempt command, RunState state) throws InterruptedException {
        var started = System.nanoTime();
        var step = run.step(command.step());
        var ended = stage.space().shortage().isPresent()
                ? Ended.failed(stage.space().shortage().get())
                : attempt(step, command, state);
        return new AttemptEnded(
                command.step(),
                command.attempt(),
                ended.outcome(),
                ended.usage(),
                Duration.ofNanos(System.nanoTime() - started),
                ended.transcript());
    }

    /// How the attempt ended, with what it used.
    private record Ended(Outcome outcome, Usage usage, Optional<Digest> transcript) {
        static Ended failed(Failure failure) {
            return new Ended(new Outcome.Failed(failure, Optional.empty()), Usage.NONE, Optional.empty());
        }
    }

    private Ended attempt(PlannedStep step, StartAttempt command, RunState state) throws InterruptedException {
        try {
            var brief = new Briefing(run, state).brief(step);
            var seen = run.seen(step, command.start());
            var layers = layers(step, command, brief);
            try (var workspace = stage.workspaces().open(request(step, command, seen, layers))) {
                return in(workspace, step, command, brief, seen);
            }
        } catch (NotFillable problem) {
            return Ended.failed(new Failure.NotPrepared(problem.getMessage()));
        }
    }

    private Ended in(Workspace workspace, PlannedStep step, StartAttempt command, Brief brief, TreeId seen)
            throws NotFillable, InterruptedException {
        var good = false;
        try {
            var given = furnishing.furnish(workspace, command, brief);
            var answer =
                    work(step, command, brief, TaskText.of(step, command, brief, given, isRepeated(step)), workspace);
            stage.processes().sweep(tag(command)); // collect only when nothing of the step is alive
            var ended = answer.failure().isPresent()
                    ? stopped(answer, workspace)
                    : finished(step, command, brief, seen, answer, workspace);
            good = isGood(step, ended.outcome());
            return ended;
        } finally {
            if (!good) {
                workspace.keep(); // also of a cancelled attempt
            }
        }
    }

    private boolean isRepeated(PlannedStep step) {
        return previous.of(step.id()).isPresent();
    }

    /// The folder that the step's `setup` makes, if it has one.
    private List<Path> layers(PlannedStep step, StartAttempt command, Brief brief)
            throws NotFillable, InterruptedException {
        var setup = step.workspace().setup();
        if (setup.isEmpty()) {
            return List.of();
        }
        var tree = run.setupTree(setup.get(), command.start());
        var made = stage.setups()
                .layer(brief.setup() + "\0" + brief.env(), tree, tag(command), containment(step), workspace -> {
                    var heard = stage.programs()
                            .run(
                                    workspace.site(),
                                    brief.setup(),
                                    brief.env(),
                                    new Start.Input.Nothing(),
                                    step.limits(),
                                    watch(step, command));
                    var code = heard.ran().exit() instanceof Exit.Ended(var ended) ? ended : 1;
                    return new SetupLayers.Ended(code, heard.ran().lastLines());
                });
        return switch (made) {
            case SetupLayers.Outcome.Ready(var folder, var _) -> List.of(folder);
            case SetupLayers.Outcome.Failed(var ended) ->
                throw new NotFillable("setup: exited with " + ended.exit() + ": "
                        + ended.lastLines().strip());
        };
    }

    private Consumer<Activity> watch(PlannedStep step, StartAttempt command) {
        return activity -> stage.watch().heard(step.id(), command.attempt(), activity);
    }

    private String tag(StartAttempt command) {
        return stage.tag() + ":" + command.step() + ":" + command.attempt();
    }

    private Request request(PlannedStep step, StartAttempt command, TreeId seen, List<Path> layers) {
        return new Request(
                run.id() + "-" + command.step() + "-" + command.attempt(),
                tag(command),
                seen,
                command.previous()
                        .map(left -> run.visible(command.start(), seen, left))
                        .orElse(seen),
                step.writable(),
                run.included(step),
                step.workspace().share(),
                layers,
                containment(step));
    }

    private static Containment containment(PlannedStep step) {
        return new Containment(
                step.sandbox(), List.of(), Optional.empty(), List.of("**"), Optional.empty(), Optional.empty());
    }

    private Answer work(PlannedStep step, StartAttempt command, Brief brief, String task, Workspace workspace)
            throws InterruptedException {
        var watch = watch(step, command);
        return switch (step.action()) {
            case PlannedAction.Ask ask ->
                adapter(ask).work(assignment(ask, step, command, brief, task, workspace), watch);
            case PlannedAction.Run(var line) -> command(line, step, command, brief, workspace, watch);
        };
    }

    private AgentAdapter adapter(PlannedAction.Ask ask) {
        return stage.agents()
                .adapter(ask.adapter().type())
                .orElseThrow(() -> new IllegalStateException(
                        "planned without an adapter: " + ask.adapter().type()));
    }

    private Assignment assignment(
            PlannedAction.Ask ask,
            PlannedStep step,
            StartAttempt command,
            Brief brief,
            String task,
            Workspace workspace) {
        return new Assignment(
                step.id(),
                command.attempt(),
                ask.persona(),
                ask.adapter(),
                ask.model(),
                task,
                step.limits(),
                brief.env(),
                workspace.site(),
                stage.project(),
                Optional.empty(),
                Optional.empty());
    }

    private Answer command(
            PlannedAction.Command line,
            PlannedStep step,
            StartAttempt command,
            Brief brief,
            Workspace workspace,
            Consumer<Activity> watch) {
        var words = line instanceof PlannedAction.Command.Shell(var text) ? List.of("sh", "-c", text) : brief.words();
        var env = StepVariables.of(brief.env(), workspace.site(), step.id(), command.attempt());
        var heard = stage.programs().run(workspace.site(), words, env, new Start.Input.Nothing(), step.limits(), watch);
        return new Answer(heard.failure(), "", Usage.NONE, "command", heard.transcript());
    }

    /// The agent did not come to its end: what it left may be where the next attempt goes on.
    private Ended stopped(Answer answer, Workspace workspace) {
        return new Ended(
                new Outcome.Failed(
                        answer.failure().orElseThrow(),
                        Optional.of(workspace.capture(List.of()).tree())),
                answer.usage(),
                answer.transcript());
    }

    private Ended finished(
            PlannedStep step, StartAttempt command, Brief brief, TreeId seen, Answer answer, Workspace workspace)
            throws InterruptedException {
        var captured = workspace.capture(List.copyOf(brief.paths().values()));
        captured.notices().forEach(notice -> notice(step, command, notice));
        if (!step.writable() && !captured.violations().isEmpty()) {
            var failure = new Failure.PermissionViolation(captured.violations());
            return new Ended(new Outcome.Failed(failure, Optional.empty()), answer.usage(), answer.transcript());
        }
        var collected = collect(step, brief, seen, answer, workspace, captured);
        collected.notices().forEach(notice -> notice(step, command, notice));
        previous.remember(step.id(), new Previous.Attempt(collected.artifacts(), answer.finalMessage()));
        var verdicts = verdicts(step, command, brief, captured, collected, workspace);
        var result = new Result(
                seen,
                collected.tree(),
                collected.artifacts(),
                verdicts,
                answer.usage(),
                command.attempt(),
                workspace.site().level(),
                answer.agent(),
                answer.transcript());
        return run.whole(command.start(), seen, collected.tree())
                .map(tree -> new Ended(stored(step, command, result, tree), answer.usage(), answer.transcript()))
                .orElseGet(() -> new Ended(outsideItsSources(captured), answer.usage(), answer.transcript()));
    }

    private void notice(PlannedStep step, StartAttempt command, String text) {
        stage.watch().heard(step.id(), command.attempt(), new Activity.Notice(text));
    }

    private Collected collect(
            PlannedStep step, Brief brief, TreeId seen, Answer answer, Workspace workspace, Captured captured) {
        var wanted = step.outputs().stream()
                .map(output -> new Wanted(
                        output.name(),
                        output.required(),
                        output.format(),
                        Optional.ofNullable(brief.paths().get(output.name()))))
                .toList();
        return stage.collector()
                .collect(
                        new Left(
                                workspace.out(),
                                workspace.site().inside(),
                                seen,
                                captured.tree(),
                                step.writable(),
                                answer.finalMessage()),
                        wanted);
    }

    /// What the step declares to produce first; then every contract, so that one attempt can mend all of it.
    private List<Verdict> verdicts(
            PlannedStep step,
            StartAttempt command,
            Brief brief,
            Captured captured,
            Collected collected,
            Workspace workspace)
            throws InterruptedException {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(collected.verdict());
        if (!captured.violations().isEmpty()) {
            verdicts.add(new Verdict("change", Verdict.Status.BROKEN, captured.violations(), ""));
        }
        var subject = new Subject(
                step.id(),
                command.attempt(),
                collected.artifacts(),
                placed(brief, collected),
                workspace,
                brief.env(),
                brief.filled());
        for (var contract : step.contracts()) {
            verdicts.add(stage.contracts().check(contract, subject));
        }
        return List.copyOf(verdicts);
    }

    /// The outputs at whose declared paths the workspace does not have them.
    private static SequencedMap<String, Digest> placed(Brief brief, Collected collected) {
        var placed = new LinkedHashMap<String, Digest>();
        for (var artifact : collected.artifacts()) {
            var path = brief.paths().get(artifact.name());
            if (path != null
                    && artifact.source() != Artifact.Source.PATH
                    && artifact.content() instanceof Content.Blob(var digest, var _)) {
                placed.put(path, digest);
            }
        }
        return placed;
    }

    private Outcome stored(PlannedStep step, StartAttempt command, Result result, TreeId tree) {
        var digest = run.blobs().put(ResultJson.write(result).getBytes(StandardCharsets.UTF_8));
        if (result.verdicts().stream().allMatch(Verdict::held)) { // otherwise the engine has to say whether it counts
            run.results().put(run.id(), step.id(), command.key(), digest, step.reusable());
        }
        var artifacts = result.artifacts().stream()
                .map(artifact -> new Outcome.ArtifactId(
                        artifact.name().value(), artifact.content().id()))
                .toList();
        return new Outcome.Completed(digest, tree, artifacts, result.verdicts());
    }

    private static Outcome outsideItsSources(Captured captured) {
        var violation = new Violation(
                "change", "it changed files that its `sources` hide, and they are different where it cannot see them");
        return new Outcome.Failed(new Failure.PermissionViolation(List.of(violation)), Optional.of(captured.tree()));
    }

    /// Whether everything that must hold does.
    private static boolean passes(PlannedStep step, List<Verdict> verdicts) {
        return verdicts.stream().allMatch(verdict -> verdict.held() || mayFail(step, verdict.contract()));
    }

    private static boolean mayFail(PlannedStep step, String contract) {
        return step.contracts().stream()
                .filter(planned -> planned.name().equals(contract))
                .map(PlannedContract::policy)
                .anyMatch(policy -> !policy.mustPass());
    }

    private static boolean isGood(PlannedStep step, Outcome outcome) {
        return outcome instanceof Outcome.Completed completed && passes(step, completed.verdicts());
    }
}
