package dev.wave.report;

import dev.wave.model.StepId;
import dev.wave.run.Activity;
import dev.wave.story.RunStory;
import dev.wave.story.StepStory;
import dev.wave.view.Shown;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What attempts printed and did.
final class TranscriptView {
    /// Of one attempt, in characters.
    private static final int MOST = 64 * 1024;

    private final RunStory run;
    private final Evidence evidence;
    private final Pieces pieces;

    TranscriptView(RunStory run, Evidence evidence, Pieces pieces) {
        this.run = run;
        this.evidence = evidence;
        this.pieces = pieces;
    }

    Html view(StepId step, StepStory.Attempt attempt) {
        var activities = evidence.activities(step, attempt.number(), MOST);
        if (activities.isEmpty()) {
            return Html.none();
        }
        var text = activities.stream()
                .flatMap(activity -> line(activity).stream())
                .map(line -> line.endsWith("\n") ? line : line + "\n")
                .collect(Collectors.joining());
        return Html.of(
                        "details",
                        Html.of("summary", Html.text("Transcript of attempt " + attempt.number())),
                        pieces.block(
                                "Transcript of attempt " + attempt.number() + " of " + step,
                                text,
                                MOST,
                                "All of it: wave logs " + step + " --run " + run.id() + "."))
                .as("transcript");
    }

    private static Optional<String> line(Activity activity) {
        return switch (activity) {
            case Activity.Said(var text) -> Optional.of(text);
            case Activity.ToolStarted(var _, var tool, var summary) -> Optional.of("[" + tool + "] " + summary);
            case Activity.ToolFinished(var _, var ok) -> ok ? Optional.empty() : Optional.of("[failed]");
            case Activity.Used(var usage) -> Shown.usage(usage).map(used -> "(" + used + " so far)");
            case Activity.Notice(var text) -> Optional.of("(" + text + ")");
        };
    }

    /// The attempts of which something is shown.
    List<Html> of(StepId step, List<StepStory.Attempt> attempts) {
        return attempts.stream().map(attempt -> view(step, attempt)).toList();
    }
}
