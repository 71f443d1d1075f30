package dev.wave.engine;

import dev.wave.model.Digest;
import dev.wave.run.Failure;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells whether two failures are the same one: what varies by chance (numbers, hashes, spaces) is left out.
final class Fingerprint {
    private static final Pattern VARIABLE = Pattern.compile("\\b[0-9a-f]*[0-9][0-9a-f]*\\b|[0-9]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LENGTH = 400;

    private Fingerprint() {}

    static String of(Failure failure) {
        return Digest.ofText(describe(failure)).hex().substring(0, 16);
    }

    private static String describe(Failure failure) {
        return switch (failure) {
            case Failure.Exited(var code, var lastLines) -> "exited " + code + " " + normal(lastLines);
            case Failure.TimedOut(var limit, var _) -> "timed out " + limit;
            case Failure.OutputExceeded _ -> "output exceeded";
            case Failure.ContractBroken(var verdicts) ->
                "contract " + verdicts.stream().map(Fingerprint::describe).collect(Collectors.joining("; "));
            case Failure.PermissionViolation(var violations) ->
                "permission " + violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
            case Failure.SecretFound(var places) ->
                "secret " + places.stream().map(Violation::toString).collect(Collectors.joining("; "));
            case Failure.AgentFailed(var message) -> "agent " + normal(message);
            case Failure.Transient(var message, var _) -> "transient " + normal(message);
            case Failure.MergeConflict(var steps, var files) -> "conflict " + steps + files;
            case Failure.NotPrepared(var message) -> "not prepared " + normal(message);
            case Failure.StoreFailed(var message) -> "store " + normal(message);
            case Failure.Lost _ -> "lost";
            case Failure.Cancelled _ -> "cancelled";
        };
    }

    private static String describe(Verdict verdict) {
        // Exact violations: a coverage that rises from attempt to attempt is progress, not repetition.
        return verdict.contract() + " " + verdict.status() + " "
                + (verdict.violations().isEmpty() ? normal(verdict.evidence()) : verdict.violations());
    }

    private static String normal(String text) {
        var plain = SPACE.matcher(VARIABLE.matcher(text).replaceAll("#")).replaceAll(" ");
        return plain.length() <= LENGTH ? plain : plain.substring(plain.length() - LENGTH);
    }
}
