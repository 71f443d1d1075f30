package dev.wave.engine;

import dev.wave.run.Failure;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.util.ArrayList;
import java.util.List;

/// Bounds the text a fact carries: events hold what a person reads, at most about 16 KB of it; whole texts
/// are in the store.
final class Excerpt {
    private static final int TEXT = 8 * 1024;
    private static final int EVIDENCE = 4 * 1024;
    private static final int LINE = 240;
    private static final int LINES = 20;

    private Excerpt() {}

    static Failure of(Failure failure) {
        return switch (failure) {
            case Failure.Exited(var code, var lastLines) -> new Failure.Exited(code, end(lastLines, TEXT));
            case Failure.ContractBroken(var verdicts) -> new Failure.ContractBroken(of(verdicts));
            case Failure.PermissionViolation(var violations) ->
                new Failure.PermissionViolation(violations(violations, LINES));
            case Failure.SecretFound(var places) -> new Failure.SecretFound(violations(places, LINES));
            case Failure.AgentFailed(var message) -> new Failure.AgentFailed(end(message, TEXT));
            case Failure.Transient(var message, var retryAfter) ->
                new Failure.Transient(end(message, TEXT), retryAfter);
            case Failure.MergeConflict(var steps, var files) -> new Failure.MergeConflict(steps, lines(files));
            case Failure.NotPrepared(var message) -> new Failure.NotPrepared(end(message, TEXT));
            case Failure.StoreFailed(var message) -> new Failure.StoreFailed(end(message, TEXT));
            case Failure.TimedOut _, Failure.OutputExceeded _, Failure.Lost _, Failure.Cancelled _ -> failure;
        };
    }

    /// The more verdicts there are, the less of each.
    static List<Verdict> of(List<Verdict> verdicts) {
        var share = Math.max(1, verdicts.size());
        return verdicts.stream()
                .map(verdict -> new Verdict(
                        verdict.contract(),
                        verdict.status(),
                        violations(verdict.violations(), Math.max(1, LINES / share)),
                        end(verdict.evidence(), Math.min(EVIDENCE, TEXT / share))))
                .toList();
    }

    static List<String> lines(List<String> lines) {
        var kept = new ArrayList<String>();
        lines.stream().limit(LINES).forEach(line -> kept.add(start(line)));
        if (lines.size() > LINES) {
            kept.add("and " + (lines.size() - LINES) + " more");
        }
        return kept;
    }

    private static List<Violation> violations(List<Violation> violations, int limit) {
        var kept = new ArrayList<Violation>();
        violations.stream()
                .limit(limit)
                .forEach(violation -> kept.add(new Violation(start(violation.where()), start(violation.message()))));
        if (violations.size() > limit) {
            kept.add(new Violation("", "and " + (violations.size() - limit) + " more"));
        }
        return kept;
    }

    private static String start(String text) {
        if (text.length() <= LINE) {
            return text;
        }
        var cut = Character.isHighSurrogate(text.charAt(LINE - 1)) ? LINE - 1 : LINE;
        return text.substring(0, cut) + "…";
    }

    /// Programs say last what went wrong.
    private static String end(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var from = text.length() - length;
        return "…" + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
