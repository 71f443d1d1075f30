package dev.wave.story;

import dev.wave.engine.StepState;
import java.util.Locale;

/// How a step of a run stands, in one word.
public enum StepStatus {
    FAILED,
    /// It was running, and nobody works on the run any more.
    INTERRUPTED,
    RUNNING,
    /// It has a result, and a contract that must pass does not hold.
    BROKEN,
    SUCCEEDED,
    REUSED,
    SKIPPED,
    WAITING;

    /// @param goingOn whether a process works on the run
    static StepStatus of(StepState state, StepStory story, boolean goingOn) {
        return switch (state) {
            case StepState.Succeeded done ->
                done.tainted() ? BROKEN : story.origin().isPresent() ? REUSED : SUCCEEDED;
            case StepState.Failed _ -> FAILED;
            case StepState.Skipped _ -> SKIPPED;
            case StepState.Running _, StepState.Delayed _ -> goingOn ? RUNNING : INTERRUPTED;
            case StepState.Waiting _, StepState.Preparing _, StepState.Ready _ -> WAITING;
        };
    }

    /// For people and programs.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
