package dev.wave.engine;

import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.run.RunEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The state of a run: the fold of what happened, and nothing else. Immutable.
///
/// What has to be done is a function of it: [#pending]. An event costs what it changes, not what the plan is
/// long.
public final class RunState {
    private final Graph graph;
    private final Steps steps;
    private final Progress progress;

    /// What is known of the run as a whole.
    ///
    /// @param finished absent again once the run is resumed
    record Progress(
            Optional<RunEvent.RunStarted> started,
            Selection selection,
            Stop stop,
            Optional<RunEvent.RunFinished> finished) {}

    RunState(Graph graph, Steps steps, Progress progress) {
        this.graph = graph;
        this.steps = steps;
        this.progress = progress;
    }

    /// The state after these events, the first of which is a [RunEvent.RunStarted].
    public static RunState of(Plan plan, List<? extends RunEvent> events) {
        var state = Fold.beginning(plan);
        for (var event : events) {
            state = state.after(event);
        }
        return state;
    }

    /// The state after one more event. An event that cannot follow is a bug.
    public RunState after(RunEvent event) {
        return new Fold(this).after(event);
    }

    public Plan plan() {
        return graph.plan();
    }

    /// The run's first event; absent before it happened.
    public Optional<RunEvent.RunStarted> started() {
        return progress.started();
    }

    /// The run's last event, once the run is over.
    public Optional<RunEvent.RunFinished> finished() {
        return progress.finished();
    }

    public boolean isOver() {
        return finished().isPresent();
    }

    /// Why nothing new starts.
    public Stop stop() {
        return progress.stop();
    }

    /// How far the step has come. The plan must have it.
    public StepState step(StepId id) {
        return at(graph.position(id));
    }

    /// All that has to be done and is not, in plan order. An attempt that is running is in it, too: its
    /// command is not answered yet.
    public List<Command> pending() {
        var pending = new ArrayList<Command>();
        for (var step = 0; step < graph.size(); step++) {
            pending.addAll(pending(step));
        }
        finalMerge().ifPresent(pending::add);
        return pending;
    }

    List<Command> pending(int step) {
        if (started().isEmpty() || isOver()) {
            return List.of();
        }
        var id = graph.step(step).id();
        return switch (at(step)) {
            case StepState.Preparing _ -> List.of(new Command.Prepare(id));
            case StepState.Running(var attempt, var key, var start, var tries) -> {
                var work = new Command.StartAttempt(id, attempt, key, start, tries.left(), tries.feedback());
                yield stop().cancels() ? List.of(work, new Command.CancelAttempt(id, attempt)) : List.of(work);
            }
            case StepState.Delayed delayed -> List.of(new Command.Delay(id, delayed.attempt(), delayed.delay()));
            case StepState.Waiting _, StepState.Ready _, StepState.Over _ -> List.of();
        };
    }

    /// The merge of all leaves, once every step is over and if there are leaves to merge.
    Optional<Command> finalMerge() {
        if (started().isEmpty() || isOver() || steps.open() > 0 || stop() == Stop.CANCELLED) {
            return Optional.empty();
        }
        var leaves = leaves();
        return leaves.isEmpty() ? Optional.empty() : Optional.of(new Command.MergeFinal(leaves));
    }

    /// The succeeded steps that no succeeded step depends on.
    private List<StepId> leaves() {
        var inner = new BitSet();
        for (var step = 0; step < graph.size(); step++) {
            if (at(step) instanceof StepState.Succeeded) {
                graph.dependencies(step).forEach(edge -> inner.set(edge.step()));
            }
        }
        var leaves = new ArrayList<StepId>();
        for (var step = inner.nextClearBit(0); step < graph.size(); step = inner.nextClearBit(step + 1)) {
            if (at(step) instanceof StepState.Succeeded) {
                leaves.add(graph.step(step).id());
            }
        }
        return leaves;
    }

    Graph graph() {
        return graph;
    }

    Steps steps() {
        return steps;
    }

    Progress progress() {
        return progress;
    }

    StepState at(int step) {
        return steps.at(step);
    }

    /// Whether the run is about this step; otherwise only a stored result may stand for it.
    boolean isChosen(StepId step) {
        return progress.selection().chosen().get(graph.position(step));
    }

    /// Whether a step that the run is about must have it.
    boolean isNeeded(StepId step) {
        return progress.selection().needed().get(graph.position(step));
    }

    boolean isStopped() {
        return stop() != Stop.NONE;
    }

    /// The first step, in plan order, that may start now.
    OptionalInt startable() {
        return isStopped() || steps.runningCount() >= plan().maxParallel() ? OptionalInt.empty() : steps.firstReady();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunState that
                && graph.equals(that.graph)
                && steps.equals(that.steps)
                && progress.equals(that.progress);
    }

    @Override
    public int hashCode() {
        return Objects.hash(steps, progress);
    }
}
