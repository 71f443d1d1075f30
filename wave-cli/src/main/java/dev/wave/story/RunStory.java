package dev.wave.story;

import dev.wave.engine.RunState;
import dev.wave.journal.RunStanding;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One run, as its journal tells it.
///
/// @param records not empty; the first one is the run's start
/// @param goingOn whether a process works on it
public record RunStory(
        RunId id, RunState state, List<Recorded> records, Map<StepId, StepStory> steps, boolean goingOn) {

    public static RunStory of(RunId id, Plan plan, List<Recorded> records, boolean goingOn) {
        var steps = new HashMap<StepId, StepStory>();
        for (var recorded : records) {
            switch (recorded.event()) {
                case RunEvent.OfStep event ->
                    steps.put(
                            event.step(),
                            steps.getOrDefault(event.step(), StepStory.NONE).after(recorded, event));
                case RunEvent.RunResumed _ -> steps.replaceAll((_, story) -> story.resumed());
                case RunEvent.RunStarted _, RunEvent.CancelRequested _, RunEvent.RunFinished _ -> {}
            }
        }
        var events = records.stream().map(Recorded::event).toList();
        return new RunStory(id, RunState.of(plan, events), List.copyOf(records), steps, goingOn);
    }

    public Plan plan() {
        return state.plan();
    }

    public RunEvent.RunStarted started() {
        return state.started().orElseThrow();
    }

    /// How the run stands: as it ended, or whether somebody works on it.
    public RunStanding standing() {
        return state.finished()
                .map(end -> switch (end.status()) {
                    case SUCCEEDED -> RunStanding.SUCCEEDED;
                    case FAILED -> RunStanding.FAILED;
                    case CANCELLED -> RunStanding.CANCELLED;
                })
                .orElse(goingOn ? RunStanding.RUNNING : RunStanding.INTERRUPTED);
    }

    public StepStory step(StepId step) {
        return steps.getOrDefault(step, StepStory.NONE);
    }

    public StepStatus status(StepId step) {
        return StepStatus.of(state.step(step), step(step), goingOn);
    }

    /// How many steps stand so.
    public long count(StepStatus status) {
        return plan().steps().stream()
                .map(PlannedStep::id)
                .filter(step -> status(step) == status)
                .count();
    }

    /// What all attempts of this run used.
    public Usage usage() {
        return plan().steps().stream().map(step -> step(step.id()).usage()).reduce(Usage.NONE, Usage::plus);
    }

    /// What the results had used that stand for steps of this run.
    public Usage saved() {
        return plan().steps().stream().map(step -> step(step.id()).saved()).reduce(Usage.NONE, Usage::plus);
    }

    public Recorded last() {
        return records.getLast();
    }

    /// When somebody worked on the run.
    public WorkingTime workingTime() {
        var begins = new ArrayList<Instant>();
        var ends = new ArrayList<Instant>();
        begins.add(records.getFirst().time());
        for (var i = 1; i < records.size(); i++) {
            if (records.get(i).event() instanceof RunEvent.RunResumed) {
                ends.add(records.get(i - 1).time());
                begins.add(records.get(i).time());
            }
        }
        ends.add(last().time());
        var spans = new ArrayList<WorkingTime.Span>();
        for (var i = 0; i < begins.size(); i++) {
            spans.add(new WorkingTime.Span(begins.get(i), ends.get(i)));
        }
        return new WorkingTime(spans);
    }

    /// The time in which somebody worked on the run.
    public Duration took() {
        return workingTime().length();
    }
}
