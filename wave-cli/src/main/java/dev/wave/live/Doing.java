package dev.wave.live;

import dev.wave.run.Activity;
import dev.wave.run.Usage;
import java.util.Optional;

/// What an agent is doing, as far as one line says it.
///
/// @param used in this attempt so far, if it was told
record Doing(String text, Optional<Usage> used) {
    static final Doing NOTHING = new Doing("", Optional.empty());

    /// Enough for any terminal, and little to keep.
    private static final int LONGEST = 300;

    /// What it is doing after one more activity.
    Doing after(Activity activity) {
        return switch (activity) {
            case Activity.Said(var said) -> saying(lastLine(said));
            case Activity.ToolStarted(var _, var tool, var summary) -> saying(tool + " " + summary);
            case Activity.ToolFinished(var _, var ok) -> ok || text.isEmpty() ? this : saying(text + " (failed)");
            case Activity.Used(var soFar) -> new Doing(text, Optional.of(soFar));
            case Activity.Notice(var notice) -> saying("(" + notice + ")");
        };
    }

    private Doing saying(String text) {
        var line = text.strip();
        return line.isEmpty() ? this : new Doing(line.substring(0, Math.min(line.length(), LONGEST)), used);
    }

    private static String lastLine(String text) {
        var end = text.stripTrailing();
        return end.substring(Math.max(end.lastIndexOf('\n'), end.lastIndexOf('\r')) + 1);
    }
}
