package dev.wave.show;

import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.story.RunStory;
import dev.wave.story.StepStory;
import dev.wave.view.Screen;
import dev.wave.view.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/// What is to be told of a run, of what, on what.
///
/// @param headline what it started from, who worked on it, how well it was contained
/// @param results the stored manifest of that digest
/// @param changed how many files differ between two trees
/// @param kept where the workspace of a failed step is, if it was kept
public record Told(
        RunStory story,
        String headline,
        Function<Digest, Optional<Result>> results,
        ToIntBiFunction<TreeId, TreeId> changed,
        Function<StepId, Optional<String>> kept,
        Screen screen,
        Instant now) {

    /// When something was: from now on a terminal, as it is elsewhere.
    String when(Instant instant) {
        var exactly = instant.truncatedTo(ChronoUnit.SECONDS).toString();
        return screen.isTerminal() ? Shown.ago(Duration.between(instant, now)) + " (" + exactly + ")" : exactly;
    }

    /// How long somebody worked on the run; of one that goes on, until now.
    Duration took() {
        var sinceLast = Duration.between(story.last().time(), now);
        return story.goingOn() && sinceLast.isPositive() ? story.took().plus(sinceLast) : story.took();
    }

    /// How long all attempts at a step took; of one that goes on, until now. Empty if nobody knows.
    Optional<Duration> took(StepStory step) {
        if (step.attempts().isEmpty()) {
            return Optional.empty();
        }
        var last = step.attempts().getLast();
        if (last.ended().isEmpty() && story.goingOn()) {
            var open = Duration.between(last.started(), now);
            return Optional.of(open.isPositive() ? step.took().plus(open) : step.took());
        }
        return step.attempts().stream().anyMatch(attempt -> attempt.took().isPresent())
                ? Optional.of(step.took())
                : Optional.empty();
    }

    /// How many of the files that it started with it left otherwise; empty if it has no final files.
    Optional<Integer> changedFiles() {
        return story.state()
                .finished()
                .flatMap(RunEvent.RunFinished::tree)
                .map(tree -> changed.applyAsInt(story.started().base(), tree));
    }

    boolean hasSucceeded() {
        return story.state()
                .finished()
                .filter(end -> end.status() == RunStatus.SUCCEEDED)
                .isPresent();
    }

    Optional<Result> result(StepStory step) {
        return step.result().flatMap(results);
    }

    /// Who does a step: the persona, or `command`.
    static String who(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask -> ask.persona().name().value();
            case PlannedAction.Run _ -> "command";
        };
    }
}
