package dev.wave.report;

import dev.wave.run.Verdict;
import dev.wave.story.RunStory;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What contracts found, with the evidence.
final class VerdictView {
    private static final int VIOLATIONS = 20;
    private static final int EVIDENCE = 4096;

    private final RunStory run;
    private final Pieces pieces;

    VerdictView(RunStory run, Pieces pieces) {
        this.run = run;
        this.pieces = pieces;
    }

    /// @param of whose verdicts they are, for the caption
    Html view(List<Verdict> verdicts, String of) {
        if (verdicts.isEmpty()) {
            return Html.none();
        }
        return Html.of(
                        "table",
                        Html.of("caption", "Verdicts of " + of),
                        Html.of("thead", Html.of("tr", heading("Contract"), heading("Verdict"), heading("Found"))),
                        Html.of("tbody", verdicts.stream().map(this::row).toList()))
                .as("verdicts");
    }

    private static Html heading(String text) {
        return Html.of("th", text).with("scope", "col");
    }

    private Html row(Verdict verdict) {
        var word = verdict.status().name().toLowerCase(Locale.ROOT);
        return Html.of(
                        "tr",
                        Html.of("th", verdict.contract()).with("scope", "row"),
                        Html.of("td", word + (verdict.impure() ? ", could reach the network" : "")),
                        Html.of("td", found(verdict)))
                .as(word);
    }

    private List<Html> found(Verdict verdict) {
        var found = new ArrayList<Html>();
        var violations = verdict.violations();
        if (!violations.isEmpty()) {
            found.add(Html.of(
                    "ul",
                    violations.stream()
                            .limit(VIOLATIONS)
                            .map(violation -> Html.of("li", pieces.line(violation.toString())))
                            .toList()));
        }
        if (violations.size() > VIOLATIONS) {
            found.add(Pieces.note(Shown.plural(violations.size() - VIOLATIONS, "violation")
                    + " more. All of them: wave show " + run.id() + " --format ndjson."));
        }
        if (!verdict.evidence().isBlank()) {
            found.add(Html.of(
                    "details",
                    Html.of("summary", "Evidence"),
                    pieces.block(
                            "Evidence of " + verdict.contract(),
                            verdict.evidence(),
                            EVIDENCE,
                            "All of it: wave show " + run.id() + " --format ndjson.")));
        }
        return found;
    }
}
