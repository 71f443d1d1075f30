package dev.wave.testkit;

import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.run.Failure;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunEventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries an engine in a world made from a seed, once in calm and once in stormy weather.
///
/// Found are: a broken rule of [Invariants], a run that comes to no end, a command nobody asked for or that
/// was forgotten, a state that is not the fold of the facts, and a run that was interrupted and ends unlike
/// the one that was not.
public final class Simulation {
    private final Decider engine;

    public Simulation(Decider engine) {
        this.engine = engine;
    }

    /// What is wrong with the engine, as far as this seed can tell.
    public Optional<String> problem(long seed) {
        var calm = new SimulatedWorld(engine, seed, false);
        var stormy = new SimulatedWorld(engine, seed, true);
        try {
            var expected = calm.run();
            var actual = stormy.run();
            return calm.wasStopped()
                            || stormy.wasStopped()
                            || wasLostForGood(actual)
                            || settledForLess(stormy.journal())
                    ? Optional.empty()
                    : difference(expected, actual).map(what -> told(seed, what, stormy.journal()));
        } catch (RuntimeException e) {
            var journal = stormy.journal().isEmpty() ? calm.journal() : stormy.journal();
            return Optional.of(told(seed, e.toString(), journal));
        }
    }

    private static String told(long seed, String problem, List<RunEvent> journal) {
        var lines = new ArrayList<>(List.of("seed " + seed + ": " + problem));
        journal.forEach(event -> lines.add(RunEventJson.write(event)));
        return String.join("\n", lines);
    }

    private static boolean wasLostForGood(RunState state) {
        return state.plan().steps().stream()
                .anyMatch(step -> state.step(step.id()) instanceof StepState.Failed(Failure.Lost _, var _, var _));
    }

    /// Whether an attempt broke a contract while a cancelled run came to its end: it may be taken as it is
    /// where it would have been repaired, rather than lose the work.
    private static boolean settledForLess(List<RunEvent> journal) {
        var isCancelled = false;
        for (var event : journal) {
            isCancelled = (isCancelled || event instanceof RunEvent.CancelRequested)
                    && !(event instanceof RunEvent.RunResumed);
            if (isCancelled
                    && event instanceof RunEvent.ContractChecked(var _, var _, var verdict)
                    && !verdict.held()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> difference(RunState expected, RunState actual) {
        var differences = new ArrayList<String>();
        for (var step : expected.plan().steps()) {
            compare(step.id().value(), end(expected.step(step.id())), end(actual.step(step.id())), differences);
        }
        compare("the run", end(expected), end(actual), differences);
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", differences));
    }

    private static void compare(String what, String undisturbed, String disturbed, List<String> differences) {
        if (!undisturbed.equals(disturbed)) {
            differences.add("interrupted, " + what + " ends " + disturbed + ", else " + undisturbed);
        }
    }

    private static String end(RunState state) {
        var end = state.finished().orElseThrow();
        return "as " + end.status() + " " + end.tree() + " " + end.reason();
    }

    /// How a step ended, without what depends on time: attempt numbers, and which of its needs failed first.
    private static String end(StepState state) {
        return switch (state) {
            case StepState.Succeeded(var result, var tree, var artifacts, var tainted, var _) ->
                "with " + result + " " + tree + " " + artifacts + " " + tainted;
            case StepState.Failed(var failure, var because, var _) -> "failed " + failure.getClass() + " " + because;
            case StepState.Skipped(SkipReason.Needs _, var _) -> "skipped for its needs";
            case StepState.Skipped(var reason, var _) -> "skipped " + reason;
            case StepState.Open open -> "never: " + open;
        };
    }
}
