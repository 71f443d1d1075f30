package dev.wave.local;

import dev.wave.collect.Wanted;
import dev.wave.engine.Command.StartAttempt;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import dev.wave.secret.SecretValues;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One attempt at a step, as its phases are given it.
///
/// @param brief what the step is told, with all names filled in
/// @param seen the part of the start tree that the step sees
/// @param tag marks every process of the attempt
/// @param activity hears what happens in it
/// @param secrets values for its agent or command
record Attempt(
        PlannedStep step,
        StartAttempt command,
        Brief brief,
        TreeId seen,
        String tag,
        Consumer<Activity> activity,
        SecretValues secrets) {

    StepId id() {
        return step.id();
    }

    /// Counted from 1 within the run.
    int number() {
        return command.attempt();
    }

    /// The step's whole file state before the attempt, also of what its `sources` hide.
    TreeId start() {
        return command.start();
    }

    /// Its outputs, ready to be looked for.
    List<Wanted> wanted() {
        return step.outputs().stream()
                .map(output -> new Wanted(
                        output.name(),
                        output.required(),
                        output.format(),
                        Optional.ofNullable(brief.paths().get(output.name()))))
                .toList();
    }

    void notice(String text) {
        activity.accept(new Activity.Notice(text));
    }
}
