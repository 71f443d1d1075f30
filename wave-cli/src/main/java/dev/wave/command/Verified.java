package dev.wave.command;

import dev.wave.local.Recheck.Finding;
import dev.wave.local.Recheck.Rechecked;
import dev.wave.lock.RecordingName;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How one recording fared when it was verified.
///
/// @param problems why it cannot be derived
/// @param checks its contracts, checked again; absent if that was not asked for, or it cannot be derived
record Verified(RecordingName name, List<String> problems, Optional<List<Rechecked>> checks) {

    boolean holds() {
        return problems.isEmpty() && checks.orElse(List.of()).stream().noneMatch(Rechecked::differs);
    }

    /// For people.
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(name
                + (holds() ? "  holds" : "  does not hold")
                + checks.map(Verified::counted).orElse(""));
        problems.forEach(problem -> lines.add("  " + Printable.line(problem).text()));
        checks.orElse(List.of())
                .forEach(check -> told(check)
                        .map(text -> check.step() + ": " + check.contract() + " " + text)
                        .ifPresent(line -> lines.add("  " + Printable.line(line).text())));
        return lines;
    }

    private static String counted(List<Rechecked> checks) {
        var made = checks.stream()
                .filter(check -> !(check.finding() instanceof Finding.NotMade))
                .count();
        return made == 0 ? "; nothing could be checked again" : "; " + Shown.plural(made, "check") + " made again";
    }

    private static Optional<String> told(Rechecked check) {
        return switch (check.finding()) {
            case Finding.Agrees _ -> Optional.empty();
            case Finding.NotMade(var why) -> Optional.of("was not checked again: " + why);
            case Finding.Differs(var now, var then) ->
                Optional.of(then.map(status -> word(status) + " when it was recorded, and ")
                                .orElse("has no recorded verdict, and ")
                        + now(now));
        };
    }

    private static String now(Verdict now) {
        var first = now.violations().stream()
                .findFirst()
                .map(Violation::toString)
                .map(text -> ": " + text)
                .orElse("");
        return switch (now.status()) {
            case HELD -> "holds now";
            case BROKEN -> "does not now" + first;
            case ERRORED -> "cannot be checked now" + first;
        };
    }

    private static String word(Verdict.Status status) {
        return switch (status) {
            case HELD -> "held";
            case BROKEN -> "was broken";
            case ERRORED -> "could not be checked";
        };
    }

    Value json() {
        var json = new ObjectWriter()
                .text("recording", name)
                .truth("holds", holds())
                .texts("problems", problems);
        checks.ifPresent(all -> json.list("checks", all, Verified::json));
        return json.done();
    }

    private static Value json(Rechecked check) {
        var json = new ObjectWriter().text("step", check.step()).text("contract", check.contract());
        return switch (check.finding()) {
            case Finding.Agrees(var now) -> verdict(json.truth("agrees", true), now);
            case Finding.Differs(var now, var _) -> verdict(json.truth("agrees", false), now);
            case Finding.NotMade(var why) -> json.text("not_checked", why).done();
        };
    }

    private static Value verdict(ObjectWriter json, Verdict now) {
        return json.text("status", now.status().name().toLowerCase(Locale.ROOT))
                .texts(
                        "violations",
                        now.violations().stream().map(Violation::toString).toList())
                .text("evidence", now.evidence())
                .done();
    }
}
