package dev.wave.engine;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The states of all steps by position, with what the engine asks of them at every event kept at hand.
/// Immutable.
final class Steps {
    private final IntMap<StepState> states;
    private final IntMap<Boolean> ready;
    private final IntMap<Boolean> running;
    private final int open;

    private Steps(IntMap<StepState> states, IntMap<Boolean> ready, IntMap<Boolean> running, int open) {
        this.states = states;
        this.ready = ready;
        this.running = running;
        this.open = open;
    }

    /// Every one of them waits, for nothing yet.
    static Steps waiting(int count) {
        var states = IntMap.<StepState>below(count);
        for (var step = 0; step < count; step++) {
            states = states.with(step, new StepState.Waiting(0, false, Tries.NONE));
        }
        return new Steps(states, IntMap.below(count), IntMap.below(count), count);
    }

    StepState at(int step) {
        return Objects.requireNonNull(states.get(step), "every step of the plan has a state");
    }

    Steps with(int step, StepState state) {
        var opened = (at(step) instanceof StepState.Over ? 1 : 0) - (state instanceof StepState.Over ? 1 : 0);
        return new Steps(
                states.with(step, state),
                marked(ready, step, state instanceof StepState.Ready),
                marked(running, step, state instanceof StepState.Running),
                open + opened);
    }

    private static IntMap<Boolean> marked(IntMap<Boolean> set, int step, boolean in) {
        return in ? set.with(step, true) : set.without(step);
    }

    /// The first that is ready.
    OptionalInt firstReady() {
        return ready.first();
    }

    List<Integer> running() {
        return running.keys();
    }

    int runningCount() {
        return running.size();
    }

    /// How many are not over.
    int open() {
        return open;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Steps that && states.equals(that.states);
    }

    @Override
    public int hashCode() {
        return states.hashCode();
    }
}
