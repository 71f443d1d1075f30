package dev.wave.testkit;

import dev.wave.engine.Command;
import dev.wave.engine.Report;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Failure;
import dev.wave.run.Origin;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The machine of a simulated world: what preparations, attempts and merges come to there, and a store that
/// survives crashes.
///
/// What an attempt comes to depends on what the step was given and on how many attempts of it ended before,
/// never on when it runs: only so can an interrupted run be compared with an uninterrupted one.
final class Machine {
    private static final RunId ANOTHER_RUN = new RunId("abcd");

    private final Plan plan;
    private final Map<StepId, Script> scripts = new HashMap<>();
    private final boolean mergesConflict;
    private final Map<Digest, Preparation.Reused> store = new HashMap<>();
    private final Map<StepId, History> histories = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    /// What is durably known of a step's attempts since it last became eligible.
    ///
    /// @param ended how many came to an end
    /// @param broken the tree to be repaired, if the last one broke a contract
    private record History(int ended, Optional<TreeId> broken) {
        static final History NONE = new History(0, Optional.empty());
    }

    Machine(Plan plan, Random random) {
        this.plan = plan;
        plan.steps().forEach(step -> scripts.put(step.id(), Script.random(random, step)));
        mergesConflict = random.nextInt(20) == 0;
    }

    /// Looks at what happened: an attempt's number in its chance decides what the next one comes to.
    void saw(RunEvent event) {
        switch (event) {
            case RunEvent.AttemptFinished ended -> histories.compute(ended.step(), (_, old) -> after(ended, old));
            case RunEvent.StepFinished finished -> histories.remove(finished.step());
            case RunEvent.StepSkipped skipped -> histories.remove(skipped.step());
            case RunEvent.StepReused _,
                    RunEvent.DriftFound _,
                    RunEvent.StepReady _,
                    RunEvent.AttemptStarted _,
                    RunEvent.AttemptLost _,
                    RunEvent.ContractChecked _,
                    RunEvent.RetryScheduled _,
                    RunEvent.RetryDue _,
                    RunEvent.RunStarted _,
                    RunEvent.RunResumed _,
                    RunEvent.CancelRequested _,
                    RunEvent.RunFinished _ -> {}
        }
    }

    private static History after(RunEvent.AttemptFinished ended, @Nullable History old) {
        var before = old == null ? History.NONE : old;
        var failure = ended.failure().orElse(new Failure.Cancelled());
        return new History(
                before.ended() + 1,
                switch (failure) {
                    case Failure.ContractBroken _ -> ended.left();
                    case Failure.Transient _ -> before.broken();
                    case Failure.Exited _,
                            Failure.TimedOut _,
                            Failure.OutputExceeded _,
                            Failure.PermissionViolation _,
                            Failure.SecretFound _,
                            Failure.AgentFailed _,
                            Failure.MergeConflict _,
                            Failure.NotPrepared _,
                            Failure.StoreFailed _,
                            Failure.Lost _,
                            Failure.Cancelled _ -> Optional.empty();
                });
    }

    Preparation prepare(StepId id, RunState state) {
        var step = plan.step(id).orElseThrow();
        var key = key(step, state);
        return switch (script(id).preparation()) {
            case NOT_WANTED -> new Preparation.NotWanted();
            case FAILS -> new Preparation.Failed(new Failure.NotPrepared("as the script says"));
            case STORED -> {
                store.putIfAbsent(key.digest(), stored(key, work(step, key, -1), ANOTHER_RUN));
                yield found(key);
            }
            case READY ->
                store.containsKey(key.digest())
                        ? found(key)
                        : new Preparation.Ready(key, Names.tree("start", key.digest()));
        };
    }

    private Preparation found(Key key) {
        var found = store.get(key.digest());
        if (found == null) {
            throw new IllegalStateException("nothing is stored under " + key);
        }
        return found;
    }

    private static Object tree(StepState state) {
        return state instanceof StepState.Succeeded done ? done.tree() : "absent";
    }

    private Key key(PlannedStep step, RunState state) {
        var inputs = new ArrayList<Object>();
        for (var dependency : step.dependencies()) {
            inputs.add(tree(state.step(dependency.step())));
        }
        return new Key(Names.digest("key", step.id(), inputs));
    }

    Outcome attempt(Command.StartAttempt command) {
        var step = plan.step(command.step()).orElseThrow();
        var history = histories.getOrDefault(step.id(), History.NONE);
        var isDraftedAgain = history.broken().isPresent()
                && !(command.previous().equals(history.broken())
                        && !command.feedback().isEmpty());
        var turn = script(step.id()).turn(isDraftedAgain ? history.ended() - 1 : history.ended());
        return switch (turn) {
            case Script.Turn.Fails(var kind, var leavesTree) ->
                new Outcome.Failed(
                        failure(kind),
                        leavesTree
                                ? Optional.of(Names.tree("left", command.key().digest(), history.ended()))
                                : Optional.empty());
            case Script.Turn.Ends ends -> completed(step, command, ends, history.ended());
        };
    }

    private static Failure failure(Script.Kind kind) {
        return switch (kind) {
            case EXITED -> new Failure.Exited(1, "line 17: no");
            case TIMED_OUT -> new Failure.TimedOut(Failure.Limit.IDLE, Duration.ofMinutes(5));
            case OUTPUT_EXCEEDED -> new Failure.OutputExceeded(65 << 20);
            case AGENT_FAILED -> new Failure.AgentFailed("gave up");
            case TRANSIENT -> new Failure.Transient("overloaded", Optional.of(Duration.ofSeconds(20)));
            case PERMISSION -> new Failure.PermissionViolation(List.of(new Violation("src/a", "changed")));
            case STORE -> new Failure.StoreFailed("no space left");
        };
    }

    private Outcome completed(PlannedStep step, Command.StartAttempt command, Script.Turn.Ends ends, int ended) {
        var verdicts = new ArrayList<Verdict>();
        for (var position = 0; position < step.contracts().size(); position++) {
            var contract = step.contracts().get(position);
            var holds = !ends.broken().contains(position);
            if (holds) {
                held.add(check(step.id(), command.attempt(), contract));
            }
            if (holds || !ends.unchecked()) {
                verdicts.add(verdict(contract, holds, ends, ended));
            }
        }
        var done = work(step, command.key(), ended);
        return new Outcome.Completed(
                done.result(), done.tree(), ends.missing() ? List.of() : done.artifacts(), verdicts);
    }

    private static Verdict verdict(PlannedContract contract, boolean holds, Script.Turn.Ends ends, int ended) {
        if (holds) {
            return new Verdict(contract.name(), Verdict.Status.HELD, List.of(), "looked at it");
        }
        var violation = new Violation("report", ends.same() ? "is empty" : "is empty in attempt " + ended);
        return new Verdict(
                contract.name(),
                ends.errored() ? Verdict.Status.ERRORED : Verdict.Status.BROKEN,
                List.of(violation),
                "");
    }

    private static Outcome.Completed work(PlannedStep step, Key key, int ended) {
        var artifacts = step.outputs().stream()
                .map(output -> new Outcome.ArtifactId(
                        output.name().value(),
                        Names.digest("artifact", key.digest(), ended).value()))
                .toList();
        return new Outcome.Completed(
                Names.digest("result", key.digest(), ended),
                Names.tree("work", key.digest(), ended),
                artifacts,
                List.of());
    }

    /// What the attempt itself stores before it reports: a result of which nothing is left to say.
    void store(Command.StartAttempt command, Outcome outcome) {
        var step = plan.step(command.step()).orElseThrow();
        if (outcome instanceof Outcome.Completed done
                && done.artifacts().size() == step.outputs().size()
                && done.verdicts().size() == step.contracts().size()
                && done.verdicts().stream().allMatch(Verdict::held)) {
            store.putIfAbsent(command.key().digest(), stored(command.key(), done, ANOTHER_RUN));
        }
    }

    private static Preparation.Reused stored(Key key, Outcome.Completed done, RunId from) {
        return new Preparation.Reused(
                key, done.result(), done.tree(), done.artifacts(), new Origin.OfRun(from, Instant.EPOCH), Usage.NONE);
    }

    Report.Merge merge(Command.MergeFinal command, RunState state) {
        if (mergesConflict && command.leaves().size() > 1) {
            return new Report.Merge.Conflict(command.leaves(), List.of("README.md"));
        }
        return new Report.Merge.Merged(Names.tree(
                "merge",
                command.leaves().stream().map(leaf -> tree(state.step(leaf))).toList()));
    }

    /// Whether the contract really held for what that attempt made, whatever anyone says.
    boolean truly(StepId step, int attempt, PlannedContract contract) {
        return held.contains(check(step, attempt, contract));
    }

    private static String check(StepId step, int attempt, PlannedContract contract) {
        return step + " " + attempt + " " + contract.name();
    }

    private Script script(StepId step) {
        var script = scripts.get(step);
        if (script == null) {
            throw new IllegalArgumentException("no step '" + step + "' here");
        }
        return script;
    }
}
