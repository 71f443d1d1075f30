package dev.wave.plan;

import dev.wave.model.Step;

/// Whether a run would take a step's stored result, as far as somebody who has looked can tell before the
/// run. Planning itself looks at no store.
public sealed interface Reuse {

    /// A result is stored under the step's key.
    ///
    /// @param from where it is from, for people: its run and age
    record Stored(String from) implements Reuse {}

    /// The key is known, and nothing is stored under it.
    record New() implements Reuse {}

    /// The key is known only when the steps before it are done.
    record Unknown() implements Reuse {}

    /// No run uses another run's result of this step.
    ///
    /// @param reason without a full stop
    record Never(String reason) implements Reuse {}

    /// What the plan alone tells of a step.
    static Reuse of(PlannedStep step) {
        return step.reusable() ? new Unknown() : new Never(whyNever(step));
    }

    private static String whyNever(PlannedStep step) {
        if (!step.workspace().share().isEmpty()) {
            return "it sees shared folders of this machine";
        }
        if (!step.secrets().isEmpty() && step.cache() == Step.CacheMode.NEVER) {
            return "it is given secrets, and `cache: auto` is not written";
        }
        if (step.action() instanceof PlannedAction.Ask ask && Grants.reachesOut(ask.persona())) {
            return "its persona may look outside, and what is there changes";
        }
        if (!step.network().isNone()) {
            return "it may reach the network, and what is there changes";
        }
        return step.action() instanceof PlannedAction.Run && step.outputs().isEmpty()
                ? "it is a command that declares no outputs"
                : "its cache is never";
    }
}
