package dev.wave.live;

import dev.wave.engine.StepState;
import dev.wave.model.Handover;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Usage;
import dev.wave.view.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A row of the live view: a step that is worked on, or several that are called together.
///
/// @param indent before the name
/// @param persona who works on it; empty if that is not one
/// @param attempt such as `2/3`
/// @param elapsed since the first attempt began
record Row(
        String indent,
        String name,
        String persona,
        String attempt,
        String elapsed,
        String tokens,
        String cost,
        String doing,
        boolean isWorking) {

    /// One step.
    static Row of(PlannedStep step, Board board, Instant now, String indent) {
        var id = step.id();
        var state = board.state().step(id);
        var delayed = state instanceof StepState.Delayed wait ? wait.delay() : Duration.ZERO;
        var doing = state instanceof StepState.Delayed ? "next attempt in " + Shown.duration(delayed) : board.doing(id);
        return new Row(
                indent,
                id.value(),
                persona(step),
                attempt(step, state),
                elapsed(board, List.of(step), now),
                tokens(board.used(id)),
                cost(board.used(id)),
                doing,
                state instanceof StepState.Running);
    }

    /// Steps that are called together.
    ///
    /// @param over how many others of them are
    static Row of(String name, List<PlannedStep> steps, int over, Board board, Instant now) {
        var used = steps.stream().map(step -> board.used(step.id())).reduce(Usage.NONE, Usage::plus);
        var personas = steps.stream().map(Row::persona).distinct().toList();
        return new Row(
                "",
                name,
                personas.size() == 1 ? personas.getFirst() : "",
                "",
                elapsed(board, steps, now),
                tokens(used),
                cost(used),
                steps.size() + " running" + (over == 0 ? "" : ", " + over + " over"),
                true);
    }

    private static String persona(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask(var persona, var _, var _, var _, var _) ->
                persona.name().value();
            case PlannedAction.Run _ -> "command";
        };
    }

    /// More attempts than planned for are made after a resume, and when what failed passes by itself.
    private static String attempt(PlannedStep step, StepState state) {
        var number = switch (state) {
            case StepState.Running running -> running.attempt();
            case StepState.Delayed delayed -> delayed.attempt();
            case StepState.Open _, StepState.Over _ -> 1;
        };
        var retries = Stream.concat(
                Stream.of(step.retry().max()),
                step.contracts().stream()
                        .filter(contract -> contract.policy().onFailure() == Handover.OnFailure.RETRY)
                        .map(contract -> contract.policy().maxRetries()));
        var most = 1 + retries.mapToInt(Integer::intValue).max().orElse(0);
        return number > most ? Integer.toString(number) : number + "/" + most;
    }

    private static String elapsed(Board board, List<PlannedStep> steps, Instant now) {
        return steps.stream()
                .flatMap(step -> board.begun(step.id()).stream())
                .min(Instant::compareTo)
                .map(begun -> elapsed(begun, now))
                .orElse("");
    }

    /// In whole seconds: what changes faster cannot be read.
    static String elapsed(Instant begun, Instant now) {
        var seconds = Math.max(0, Duration.between(begun, now).toSeconds());
        return seconds < 60 ? String.format(Locale.ROOT, "%d s", seconds) : Shown.duration(Duration.ofSeconds(seconds));
    }

    static String tokens(Usage used) {
        return used.tokens() == 0 ? "" : Shown.count(used.tokens()) + " tokens";
    }

    static String cost(Usage used) {
        return used.cost()
                .filter(amount -> amount.signum() > 0)
                .map(Shown::money)
                .orElse("");
    }
}
