package dev.wave.local;

import dev.wave.engine.Command;
import dev.wave.engine.Decision;
import dev.wave.engine.Engine;
import dev.wave.engine.Report;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import dev.wave.spi.Journal;
import dev.wave.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Drives one run on this machine: performs what the engine commands, each on a virtual thread of its own,
/// records what the engine makes of the reports, and only then goes on.
public final class LocalDriver {
    private final Engine engine;
    private final StepPreparer preparer;
    private final Attempts attempts;
    private final Journal journal;
    private final Consumer<Recorded> listener;
    private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();
    private final Map<AttemptId, Turn> running = new ConcurrentHashMap<>();
    private final Map<StepId, Unindexed> unindexed = new ConcurrentHashMap<>();

    /// A driver for one run.
    ///
    /// @param listener hears of every event once it is durable, in order, on the driver's thread
    public LocalDriver(
            Engine engine, StepPreparer preparer, Attempts attempts, Journal journal, Consumer<Recorded> listener) {
        this.engine = engine;
        this.preparer = preparer;
        this.attempts = attempts;
        this.journal = journal;
        this.listener = listener;
    }

    /// Asks the run to end; may be called from any thread, also before [#run].
    public void cancel() {
        preparer.cancel();
        inbox.add(new Message.Arrived(new Report.CancelAsked()));
    }

    /// Performs the decision and all that follows from it. Returns the state in which the run is over.
    public RunState run(Decision first) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                record(first.facts());
                perform(first.commands(), first.state(), threads);
                return drive(first.state(), threads);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private RunState drive(RunState start, ExecutorService threads) throws InterruptedException {
        var state = start;
        while (!state.isOver()) {
            var facts = new ArrayList<RunEvent>();
            var commands = new ArrayList<Command>();
            for (var report : arrived()) {
                var decision = engine.decide(state, report);
                state = decision.state();
                facts.addAll(decision.facts());
                commands.addAll(decision.commands());
            }
            record(facts); // durable before anyone acts on it
            perform(commands, state, threads);
        }
        return state;
    }

    /// What has arrived since the last look, at least one report: they share one write to the disk.
    private List<Report> arrived() throws InterruptedException {
        var messages = new ArrayList<Message>();
        messages.add(inbox.take());
        inbox.drainTo(messages);
        var reports = new ArrayList<Report>();
        for (var message : messages) {
            switch (message) {
                case Message.Arrived(var report) -> reports.add(report);
                case Message.Broken(var error) -> throw new IllegalStateException("performing a command failed", error);
            }
        }
        return reports;
    }

    private void record(List<RunEvent> facts) {
        if (!facts.isEmpty()) {
            journal.append(facts).forEach(listener);
        }
        for (var fact : facts) {
            switch (fact) {
                case RunEvent.StepFinished(var step, var ending) -> {
                    index(step, ending);
                    preparer.release(step);
                }
                case RunEvent.StepSkipped(var step, var _) -> preparer.release(step);
                default -> {}
            }
        }
    }

    /// Lets the result stand for the step later, if that waited for the engine's word. Must come after the
    /// step's end is durable: a result that is found counts as accepted, and this one could still have been due
    /// for a retry.
    private void index(StepId step, RunEvent.Ending ending) {
        var result = unindexed.remove(step);
        if (result != null
                && ending instanceof RunEvent.Ending.Succeeded done
                && !done.tainted()
                && done.result().equals(result.digest())) {
            preparer.index(step, result.key(), result.digest());
        }
    }

    private void perform(List<Command> commands, RunState state, ExecutorService threads) {
        for (var command : commands) {
            switch (command) {
                case Command.CancelAttempt(var step, var attempt) ->
                    Optional.ofNullable(running.get(new AttemptId(step, attempt)))
                            .ifPresent(Turn::cancel);
                case Command.StartAttempt attempt -> {
                    var turn = new Turn();
                    running.put(new AttemptId(attempt.step(), attempt.attempt()), turn);
                    threads.execute(() -> inbox.add(answer(() -> attempt(attempt, state, turn))));
                }
                case Command.Prepare(var step) -> threads.execute(() -> inbox.add(answer(() -> prepared(step, state))));
                case Command.Delay delay -> threads.execute(() -> inbox.add(answer(() -> waited(delay))));
                case Command.MergeFinal(var leaves) ->
                    threads.execute(() -> inbox.add(answer(() -> new Report.FinalMerged(merged(leaves, state)))));
            }
        }
    }

    private static Message answer(Callable<Report> work) {
        try {
            return new Message.Arrived(work.call());
        } catch (Exception | Error broken) { // a bug: handed to the driver's thread, which stops the run
            return new Message.Broken(broken);
        }
    }

    private Report prepared(StepId step, RunState state) throws InterruptedException {
        try {
            return new Report.Prepared(step, preparer.prepare(step, state));
        } catch (StoreException | UncheckedIOException failed) {
            return new Report.Prepared(step, new Preparation.Failed(storeFailed(failed)));
        }
    }

    private Report.Merge merged(List<StepId> leaves, RunState state) {
        try {
            return preparer.mergeFinal(leaves, state);
        } catch (StoreException | UncheckedIOException failed) {
            return new Report.Merge.Failed(storeFailed(failed).message());
        }
    }

    /// With the cause in words: what was being done says nothing of a full disk.
    private static Failure.StoreFailed storeFailed(RuntimeException failed) {
        var said = String.valueOf(failed.getMessage());
        var cause = Optional.ofNullable(failed.getCause()).map(Throwable::getMessage);
        return new Failure.StoreFailed(cause.filter(why -> !said.contains(why))
                .map(why -> said + ": " + why)
                .orElse(said));
    }

    private static Report waited(Command.Delay delay) throws InterruptedException {
        Thread.sleep(delay.duration());
        return new Report.DelayOver(delay.step(), delay.attempt());
    }

    private Report attempt(Command.StartAttempt command, RunState state, Turn turn) {
        var start = System.nanoTime();
        try {
            turn.begin();
            var ended = attempts.run(command, state);
            conditional(command, ended).ifPresent(result -> unindexed.put(command.step(), result));
            return ended;
        } catch (InterruptedException _) {
            return ended(command, new Failure.Cancelled(), start);
        } catch (StoreException | UncheckedIOException failed) {
            return ended(command, storeFailed(failed), start);
        } finally {
            running.remove(new AttemptId(command.step(), command.attempt()));
            turn.end();
        }
    }

    /// A result that counts only if the engine says so: one of its contracts is broken.
    private static Optional<Unindexed> conditional(Command.StartAttempt command, Report.AttemptEnded ended) {
        return ended.outcome() instanceof Outcome.Completed completed
                        && !completed.verdicts().stream().allMatch(Verdict::held)
                ? Optional.of(new Unindexed(command.key(), completed.result()))
                : Optional.empty();
    }

    private static Report ended(Command.StartAttempt command, Failure failure, long start) {
        return new Report.AttemptEnded(
                command.step(),
                command.attempt(),
                new Outcome.Failed(failure, Optional.empty()),
                Usage.UNKNOWN,
                Duration.ofNanos(System.nanoTime() - start),
                Optional.empty());
    }

    /// An attempt's time on its thread: cancelling reaches it also before it begins, and never after it
    /// ended.
    private static final class Turn {
        private @Nullable Thread thread;
        private boolean cancelled;

        synchronized void begin() throws InterruptedException {
            if (cancelled) {
                throw new InterruptedException("cancelled before it began");
            }
            thread = Thread.currentThread();
        }

        synchronized void cancel() {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        synchronized void end() {
            thread = null;
        }
    }

    private record Unindexed(Key key, Digest digest) {}

    private record AttemptId(StepId step, int attempt) {}

    /// What the driver's thread hears from the others.
    private sealed interface Message {
        record Arrived(Report report) implements Message {}

        record Broken(Throwable error) implements Message {}
    }
}
