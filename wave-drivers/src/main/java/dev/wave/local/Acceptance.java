package dev.wave.local;

import dev.wave.agent.AgentSettings;
import dev.wave.engine.Command.StartAttempt;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.gateway.HostProxy;
import dev.wave.key.Key;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.Trees.Merged;
import dev.wave.spi.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets a person supply the result of a step, from a folder: [Finish] collects and checks it like any
/// attempt's, under the step's own containment, and a result that holds is stored under the step's key, where
/// resuming the run finds it. Nothing else is recorded, and the folder stays as it is.
public final class Acceptance {

    /// What such a result names as its agent.
    public static final String AGENT = "human";

    private final RunContext run;
    private final Stage stage;
    private final StepPreparer preparer;
    private final Previous previous = new Previous();

    public Acceptance(RunContext run, Stage stage, StepPreparer preparer) {
        this.run = run;
        this.stage = stage;
        this.preparer = preparer;
    }

    /// What became of it.
    public sealed interface Reply {

        /// It is stored.
        ///
        /// @param seen the files that the step sees
        record Accepted(Outcome.Completed completed, TreeId seen) implements Reply {}

        /// Nothing is stored.
        record Refused(Failure failure) implements Reply {}

        /// The step is not in need of a result, or cannot have one yet.
        ///
        /// @param why a sentence without a full stop
        record NotDue(String why) implements Reply {}
    }

    /// Takes the files as what the step should have made.
    ///
    /// @param files as they should be, and the outputs
    /// @param number of the attempt that it counts as
    /// @param notices hears what is worth telling
    public Reply accept(StepId id, PersonsFiles files, int number, RunState state, Consumer<String> notices)
            throws InterruptedException {
        var open = open(id, state);
        if (open.isPresent()) {
            return new Reply.NotDue(open.get());
        }
        return switch (preparer.look(id, state).preparation()) {
            case Preparation.Ready(var key, var start) ->
                accept(run.step(id), key, start, files, number, state, notices);
            case Preparation.Reused _ -> new Reply.NotDue("a result of step " + id + " is stored already");
            case Preparation.NotWanted _ -> new Reply.NotDue("the condition of step " + id + " does not hold");
            case Preparation.Failed(var failure) -> new Reply.Refused(failure);
        };
    }

    /// Why the step is not to be accepted now.
    private Optional<String> open(StepId id, RunState state) {
        if (state.step(id) instanceof StepState.Succeeded) {
            return Optional.of("step " + id + " has succeeded");
        }
        return run.step(id).dependencies().stream()
                .filter(PlannedStep.Dependency::required)
                .map(PlannedStep.Dependency::step)
                .filter(before -> !(state.step(before) instanceof StepState.Succeeded))
                .findFirst()
                .map(before -> "step " + id + " needs step " + before + ", which has not succeeded");
    }

    private Reply accept(
            PlannedStep step,
            Key key,
            TreeId start,
            PersonsFiles theirs,
            int number,
            RunState state,
            Consumer<String> notices)
            throws InterruptedException {
        try {
            var seen = run.seen(step, start);
            var secrets = StepSecrets.ofAction(step, stage, run);
            var brief = new Briefing(run, state).brief(step);
            var taken = theirs.take(
                    start,
                    step.writable(),
                    unseen(step),
                    List.copyOf(brief.paths().values()),
                    stage.vault().redaction());
            if (!taken.secrets().isEmpty()) {
                return new Reply.Refused(new Failure.SecretFound(taken.secrets()));
            }
            if (!taken.violations().isEmpty()) {
                return new Reply.Refused(new Failure.ContractBroken(
                        List.of(new Verdict("change", Verdict.Status.BROKEN, taken.violations(), ""))));
            }
            taken.notices().forEach(notices);
            var files = step.writable() ? Optional.of(taken.tree()) : Optional.<TreeId>empty();
            if (files.isPresent() && run.trees().merge(start, seen, files.get()) instanceof Merged.Conflict) {
                return new Reply.Refused(Finish.outsideItsSources());
            }
            var attempt = new Attempt(
                    step,
                    new StartAttempt(step.id(), number, key, start, files, List.of()),
                    brief,
                    seen,
                    stage.tag() + ":" + step.id() + ":" + number,
                    activity -> {
                        if (activity instanceof Activity.Notice(var text)) {
                            notices.accept(text);
                        }
                    },
                    secrets);
            var opening = new Opening(run, stage);
            var proxy = opening.proxy(attempt);
            try (var workspace = opening.open(attempt, proxy)) {
                return finished(attempt, theirs.out(), workspace);
            } finally {
                proxy.ifPresent(HostProxy::close);
                stage.processes().sweep(attempt.tag());
            }
        } catch (NotFillable problem) {
            return new Reply.Refused(new Failure.NotPrepared(problem.getMessage()));
        }
    }

    /// What a step's programs are shown otherwise than the tree has it.
    private List<String> unseen(PlannedStep step) {
        var unseen = new ArrayList<String>();
        run.included(step).forEach(extra -> unseen.add(extra.path()));
        unseen.addAll(step.workspace().share());
        if (step.action() instanceof PlannedAction.Ask) {
            unseen.addAll(AgentSettings.PATHS);
        }
        return unseen;
    }

    private Reply finished(Attempt attempt, Path out, Workspace workspace) throws NotFillable, InterruptedException {
        new Furnishing(run, stage.folders(), previous).furnish(workspace, attempt.command(), attempt.brief());
        copy(out, workspace.out());
        var answer = new Answer(Optional.empty(), "", Usage.NONE, Answerer.named(AGENT), Optional.empty());
        var ended = new Finish(run, stage, previous).finish(attempt, Worked.of(answer), workspace);
        return switch (ended.outcome()) {
            case Outcome.Failed(var failure, var _) -> new Reply.Refused(failure);
            case Outcome.Completed completed
            when Passing.passes(attempt.step(), completed.verdicts()) -> {
                preparer.index(attempt.id(), attempt.command().key(), completed.result());
                yield new Reply.Accepted(completed, attempt.seen());
            }
            case Outcome.Completed completed ->
                new Reply.Refused(new Failure.ContractBroken(completed.verdicts().stream()
                        .filter(verdict -> !verdict.held())
                        .toList()));
        };
    }

    /// Copies what lies there as it is, links too: collection takes what is no file or folder for what it is.
    private static void copy(Path from, Path to) {
        if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(from)) {
            for (var file : files.filter(file -> !file.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the outputs cannot be read from " + from, e);
        }
    }
}
