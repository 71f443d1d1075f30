package dev.wave.engine;

import dev.wave.model.StepId;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A decision in the making: the facts so far and the state after them.
///
/// [#settle] adds what every change may bring about: steps that can no longer run, steps that may start now,
/// the end of the run.
final class Draft {
    private final RunState before;
    private final List<RunEvent> facts = new ArrayList<>();
    private RunState state;

    Draft(RunState before) {
        this.before = before;
        this.state = before;
    }

    RunState state() {
        return state;
    }

    void add(RunEvent fact) {
        facts.add(fact);
        state = state.after(fact);
    }

    /// The facts with their consequences, and the commands these made pending.
    Decision settle() {
        skipBlocked();
        if (state.isStopped() && state.stop() != before.stop()) {
            skipWaiting();
        }
        startReady();
        if (state.finalMerge().isEmpty()) {
            finishIfOver();
        }
        return new Decision(facts, state, newlyPending());
    }

    private void finishIfOver() {
        if (!state.isOver() && state.steps().open() == 0) {
            var verdict = RunVerdict.of(state);
            add(new RunEvent.RunFinished(verdict.status(), Optional.empty(), verdict.reason()));
        }
    }

    /// Steps whose needs ended without success, and those that need them in turn: the list grows on the way.
    private void skipBlocked() {
        for (var fact = 0; fact < facts.size(); fact++) {
            if (facts.get(fact) instanceof RunEvent.RunResumed) {
                allSteps().forEach(this::skipIfBlocked);
            }
            ended(facts.get(fact)).ifPresent(this::skipBlockedBy);
        }
    }

    private void skipBlockedBy(StepId ended) {
        var graph = state.graph();
        graph.dependents(graph.position(ended)).forEach(edge -> skipIfBlocked(edge.step()));
    }

    private void skipIfBlocked(int step) {
        if (state.at(step) instanceof StepState.Waiting waiting && waiting.blocked()) {
            add(new RunEvent.StepSkipped(state.graph().step(step).id(), needs(step)));
        }
    }

    private IntStream allSteps() {
        return IntStream.range(0, state.graph().size());
    }

    private SkipReason needs(int step) {
        var graph = state.graph();
        return new SkipReason.Needs(graph.ids(graph.dependencies(step).stream()
                .filter(Graph.Edge::required)
                .map(Graph.Edge::step)
                .filter(need -> state.at(need) instanceof StepState.Over over && !(over instanceof StepState.Succeeded))
                .toList()));
    }

    /// Nothing new starts: everything that does not run is over.
    private void skipWaiting() {
        allSteps().forEach(step -> {
            if (state.at(step) instanceof StepState.Open open && !(open instanceof StepState.Running)) {
                add(new RunEvent.StepSkipped(state.graph().step(step).id(), new SkipReason.Stopped()));
            }
        });
    }

    private void startReady() {
        for (var step = state.startable(); step.isPresent(); step = state.startable()) {
            if (state.at(step.getAsInt()) instanceof StepState.Ready ready) {
                var id = state.graph().step(step.getAsInt()).id();
                var tries = ready.tries();
                add(new RunEvent.AttemptStarted(id, tries.attempts() + 1, tries.from()));
            }
        }
    }

    private List<Command> newlyPending() {
        var commands = new ArrayList<Command>();
        for (var step : touched()) {
            var old = before.pending(step);
            state.pending(step).stream()
                    .filter(command -> !old.contains(command))
                    .forEach(commands::add);
        }
        if (before.finalMerge().isEmpty()) {
            state.finalMerge().ifPresent(commands::add);
        }
        return commands;
    }

    /// The steps whose pending commands the facts may have changed, in plan order.
    private SortedSet<Integer> touched() {
        var touched = new TreeSet<Integer>();
        if (state.stop() != before.stop()) {
            touched.addAll(state.steps().running());
        }
        for (var fact : facts) {
            switch (fact) {
                case RunEvent.RunStarted _, RunEvent.RunResumed _ -> allSteps().forEach(touched::add);
                case RunEvent.CancelRequested _, RunEvent.RunFinished _ -> {}
                case RunEvent.OfStep ofStep -> touched.add(state.graph().position(ofStep.step()));
            }
            ended(fact).ifPresent(step -> {
                var position = state.graph().position(step);
                state.graph().dependents(position).forEach(edge -> touched.add(edge.step()));
            });
        }
        return touched;
    }

    private static Optional<StepId> ended(RunEvent fact) {
        return fact instanceof RunEvent.OfStep of
                        && (of instanceof RunEvent.StepFinished || of instanceof RunEvent.StepSkipped)
                ? Optional.of(of.step())
                : Optional.empty();
    }
}
