package dev.wave.testkit;

import dev.wave.engine.Command;
import dev.wave.engine.Decision;
import dev.wave.engine.Report;
import dev.wave.engine.RunState;
import dev.wave.engine.Stop;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import dev.wave.testkit.Invariants.Violated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/// One run in a world of its own: it keeps the journal, performs the commands in simulated time and, in bad
/// weather, crashes between any two things, loses and repeats answers, and is told to cancel.
final class SimulatedWorld {
    private static final int MOST_CRASHES = 3;
    private static final int MOST_RESUMES = 2;

    private final Decider engine;
    private final Plan plan;
    private final Machine machine;
    private final Random weather;
    private final boolean isStormy;
    private final RunEvent.RunStarted started;

    private final List<RunEvent> journal = new ArrayList<>();
    private final Invariants invariants;
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparingLong(Arrival::number));
    private final Set<Command> unanswered = new LinkedHashSet<>();
    private RunState state;
    private Duration now = Duration.ZERO;
    private long number;
    private int crashes;
    private int resumes;

    /// A report on its way.
    ///
    /// @param cause the attempt it is the end of, if it is
    private record Arrival(Duration at, long number, Report report, Optional<Command.StartAttempt> cause) {}

    /// The process died.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    SimulatedWorld(Decider engine, long seed, boolean isStormy) {
        var random = new Random(seed);
        this.engine = engine;
        this.plan = RandomPlan.of(random);
        this.machine = new Machine(plan, random);
        this.started = started(random);
        this.weather = new Random(random.nextLong());
        this.isStormy = isStormy;
        this.state = RunState.of(plan, List.of());
        this.invariants = new Invariants(plan, claim -> machine.truly(claim.step(), claim.attempt(), claim.contract()));
    }

    private RunEvent.RunStarted started(Random random) {
        var only = random.nextInt(8) != 0
                ? List.<StepId>of()
                : plan.steps().stream()
                        .map(step -> step.id())
                        .filter(_ -> random.nextInt(3) == 0)
                        .toList();
        return new RunEvent.RunStarted(
                "simulated", Digest.ofText("frozen"), Names.tree("base"), "", only, List.of(), random.nextInt());
    }

    /// Runs to the end, however often the process dies on the way.
    RunState run() {
        if (isStormy && weather.nextInt(6) == 0) {
            arrive(Duration.ofSeconds(weather.nextInt(200)), new Report.CancelAsked(), Optional.empty());
        }
        survive(() -> perform(engine.start(plan, started)));
        while (!isDone()) {
            survive(this::proceed);
        }
        return state;
    }

    private boolean isDone() {
        if (!state.isOver()) {
            return false;
        }
        var wanted = isStormy
                && state.finished()
                        .filter(end -> end.status() != RunStatus.SUCCEEDED)
                        .isPresent()
                && resumes < MOST_RESUMES
                && weather.nextBoolean();
        if (wanted) {
            resumes++;
            survive(this::resume);
        }
        return !wanted;
    }

    private void proceed() {
        var arrival = arrivals.poll();
        if (arrival == null) {
            throw new Violated("nothing is under way, and the run is not over: " + state.pending());
        }
        now = arrival.at();
        arrival.cause().ifPresent(command -> finish(command, arrival.report()));
        if (isStormy && weather.nextInt(20) == 0) {
            arrive(Duration.ofSeconds(weather.nextInt(60)), arrival.report(), Optional.empty());
        }
        answered(arrival.report());
        perform(engine.decide(state, arrival.report()));
    }

    /// The attempt itself stores its result, then reports.
    private void finish(Command.StartAttempt command, Report report) {
        if (report instanceof Report.AttemptEnded ended) {
            machine.store(command, ended.outcome());
        }
    }

    private void survive(Runnable part) {
        try {
            part.run();
        } catch (Crash _) {
            crashes++;
            for (var arrival : arrivals) {
                if (weather.nextBoolean()) {
                    arrival.cause().ifPresent(command -> finish(command, arrival.report()));
                }
            }
            arrivals.removeIf(
                    arrival -> !(arrival.report() instanceof Report.AttemptEnded) || weather.nextInt(10) != 0);
            survive(this::resume);
        }
    }

    private void resume() {
        unanswered.clear();
        if (journal.isEmpty()) {
            perform(engine.start(plan, started));
        } else {
            state = RunState.of(plan, journal);
            perform(engine.resume(state));
        }
    }

    /// As every driver does: facts first, then the commands; and it may die before and after each.
    private void perform(Decision decision) {
        mayCrash();
        append(decision);
        for (var command : decision.commands()) {
            mayCrash();
            if (!unanswered.add(command)) {
                throw new Violated("asked for twice: " + command);
            }
            perform(command);
        }
        if (!unanswered.containsAll(state.pending())) {
            throw new Violated("pending and never asked for: " + state.pending());
        }
        mayCrash();
    }

    private void append(Decision decision) {
        var folded = journal.isEmpty() ? RunState.of(plan, List.of()) : state;
        for (var fact : decision.facts()) {
            folded = folded.after(fact);
            journal.add(fact);
            invariants.accept(fact);
            machine.saw(fact);
        }
        state = decision.state();
        if (!state.equals(folded)) {
            throw new Violated("the state is not the fold of the facts after " + decision.facts());
        }
    }

    private void perform(Command command) {
        switch (command) {
            case Command.Prepare(var step) ->
                arrive(seconds(3), new Report.Prepared(step, machine.prepare(step, state)), Optional.empty());
            case Command.StartAttempt start -> work(start);
            case Command.Delay(var step, var attempt, var duration) ->
                arrive(duration, new Report.DelayOver(step, attempt), Optional.empty());
            case Command.CancelAttempt cancel -> cancel(cancel);
            case Command.MergeFinal merge ->
                arrive(seconds(2), new Report.FinalMerged(machine.merge(merge, state)), Optional.empty());
        }
    }

    private void work(Command.StartAttempt start) {
        var outcome = machine.attempt(start);
        if (isStormy && weather.nextInt(30) == 0) {
            if (weather.nextBoolean()) {
                machine.store(start, outcome);
            }
            arrive(seconds(60), new Report.AttemptLost(start.step(), start.attempt()), Optional.empty());
        } else {
            arrive(seconds(60), ended(start.step(), start.attempt(), outcome), Optional.of(start));
        }
    }

    /// The attempt is interrupted, unless it was just about to end anyway.
    private void cancel(Command.CancelAttempt cancel) {
        var cancelled = new Outcome.Failed(new Failure.Cancelled(), Optional.empty());
        if (weather.nextInt(4) != 0) {
            arrivals.removeIf(arrival -> arrival.cause()
                    .filter(start -> start.step().equals(cancel.step()) && start.attempt() == cancel.attempt())
                    .isPresent());
            arrive(seconds(2), ended(cancel.step(), cancel.attempt(), cancelled), Optional.empty());
        }
    }

    private static Report.AttemptEnded ended(StepId step, int attempt, Outcome outcome) {
        return new Report.AttemptEnded(step, attempt, outcome, Usage.NONE, Duration.ofSeconds(1), Optional.empty());
    }

    private void answered(Report report) {
        unanswered.removeIf(command -> switch (command) {
            case Command.Prepare(var step) ->
                report instanceof Report.Prepared(var answered, var _) && step.equals(answered);
            case Command.StartAttempt start -> isEnd(report, start.step(), start.attempt());
            case Command.Delay(var step, var attempt, var _) -> report.equals(new Report.DelayOver(step, attempt));
            case Command.CancelAttempt(var step, var attempt) -> isEnd(report, step, attempt);
            case Command.MergeFinal _ -> report instanceof Report.FinalMerged;
        });
    }

    private static boolean isEnd(Report report, StepId step, int attempt) {
        return report instanceof Report.AttemptEnded ended
                ? ended.step().equals(step) && ended.attempt() == attempt
                : report.equals(new Report.AttemptLost(step, attempt));
    }

    private void arrive(Duration after, Report report, Optional<Command.StartAttempt> cause) {
        arrivals.add(new Arrival(now.plus(after), ++number, report, cause));
    }

    private Duration seconds(int most) {
        return Duration.ofMillis(weather.nextInt(most * 1000));
    }

    private void mayCrash() {
        if (isStormy && crashes < MOST_CRASHES && weather.nextInt(60) == 0) {
            throw new Crash();
        }
    }

    /// Whether its end depends on when things happened: then no other run need end like it.
    boolean wasStopped() {
        return state.stop() != Stop.NONE;
    }

    List<RunEvent> journal() {
        return List.copyOf(journal);
    }
}
