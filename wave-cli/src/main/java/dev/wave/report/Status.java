package dev.wave.report;

import dev.wave.engine.StepState;
import java.util.List;
import java.util.Locale;

/// How a step stands. Told by a word and a sign, never by colour alone.
enum Status {
    FAILED("✗"),
    INTERRUPTED("!"),
    RUNNING("▶"),
    BROKEN("!"),
    SUCCEEDED("✓"),
    REUSED("="),
    SKIPPED("–"),
    WAITING("·");

    private final String sign;

    Status(String sign) {
        this.sign = sign;
    }

    /// @param goingOn whether a process works on the run
    static Status of(StepState state, StepStory story, boolean goingOn) {
        return switch (state) {
            case StepState.Succeeded done ->
                done.tainted() ? BROKEN : story.origin().isPresent() ? REUSED : SUCCEEDED;
            case StepState.Failed _ -> FAILED;
            case StepState.Skipped _ -> SKIPPED;
            case StepState.Running _, StepState.Delayed _ -> goingOn ? RUNNING : INTERRUPTED;
            case StepState.Waiting _, StepState.Preparing _, StepState.Ready _ -> WAITING;
        };
    }

    /// The one that a reader has to see of many: the first in the order above.
    static Status worst(List<Status> many) {
        return many.stream().sorted().findFirst().orElse(WAITING);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For example `✓ succeeded`.
    Html.Element badge() {
        return Html.of("span", Html.of("span", sign).with("aria-hidden", "true"), Html.text(" " + word()))
                .as("badge " + word());
    }

    String sign() {
        return sign;
    }
}
