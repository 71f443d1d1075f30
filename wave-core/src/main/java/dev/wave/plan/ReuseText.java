package dev.wave.plan;

import static dev.wave.plan.PlanText.printable;

import java.util.stream.Collectors;

/// Whether a step would run, and why, in a plan's words.
final class ReuseText {
    private static final int FILES = 3;

    private ReuseText() {}

    static String of(Reuse reuse) {
        return switch (reuse) {
            case Reuse.Stored(var from) -> "stored result of " + from;
            case Reuse.Expired(var from) -> "expired, of " + from + "; will run";
            case Reuse.NextSample(var number, var of) -> "sample " + number + " of " + of + " is next; will run";
            case Reuse.New() -> "none stored; will run";
            case Reuse.Recorded(var recording) ->
                "recorded as " + recording + ", which stands for its own replay only; will run";
            case Reuse.NotPulled(var recording) ->
                "recorded as " + recording + " and not pulled; `wave pull` gets it, else it will run";
            case Reuse.Changed changed -> changed(changed);
            case Reuse.Skipped(var reason) -> "will be skipped; " + reason;
            case Reuse.Unknown() -> "known when its inputs are";
            case Reuse.Never(var reason) -> "never; " + reason;
        };
    }

    private static String changed(Reuse.Changed changed) {
        if (changed.files().isEmpty()) {
            return "will run: " + changed.component() + " changed, " + printable(changed.before()) + " → "
                    + printable(changed.after());
        }
        var more = changed.files().size() - FILES;
        return "will run: files changed, "
                + printable(changed.files().stream().limit(FILES).collect(Collectors.joining(", ")))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
