package dev.wave.report;

import dev.wave.story.StepStatus;
import java.util.List;

/// How a step stands, on a page: told by a word and a sign, never by colour alone.
final class StatusBadge {

    private StatusBadge() {}

    static String sign(StepStatus status) {
        return switch (status) {
            case FAILED -> "✗";
            case INTERRUPTED, BROKEN -> "!";
            case RUNNING -> "▶";
            case SUCCEEDED -> "✓";
            case REUSED -> "=";
            case SKIPPED -> "–";
            case WAITING -> "·";
        };
    }

    /// For example `✓ succeeded`.
    static Html.Element of(StepStatus status) {
        return Html.of(
                        "span",
                        Html.of("span", sign(status)).with("aria-hidden", "true"),
                        Html.text(" " + status.word()))
                .as("badge " + status.word());
    }

    /// The one that a reader has to see of many: the first in the order of the words.
    static StepStatus worst(List<StepStatus> many) {
        return many.stream().sorted().findFirst().orElse(StepStatus.WAITING);
    }
}
