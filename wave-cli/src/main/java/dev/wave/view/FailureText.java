package dev.wave.view;

import dev.wave.model.StepId;
import dev.wave.run.Failure;
import dev.wave.run.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/// Failures in one line for people.
public final class FailureText {

    private FailureText() {}

    public static String of(Failure failure) {
        return Printable.line(raw(failure)).text();
    }

    private static String raw(Failure failure) {
        return switch (failure) {
            case Failure.Exited(var code, var lines) -> "exited with " + code + lastLine(lines);
            case Failure.TimedOut(var limit, var after) ->
                switch (limit) {
                    case WALL -> "timed out after " + Shown.duration(after);
                    case IDLE -> "said nothing for " + Shown.duration(after);
                };
            case Failure.OutputExceeded(var bytes) -> "printed more than " + Shown.bytes(bytes);
            case Failure.ContractBroken(var verdicts) -> broken(verdicts);
            case Failure.PermissionViolation(var violations) ->
                "not permitted: "
                        + (violations.isEmpty() ? "" : violations.getFirst().toString()) + more(violations.size());
            case Failure.SecretFound(var places) ->
                "not stored: " + (places.isEmpty() ? "" : places.getFirst().toString()) + more(places.size());
            case Failure.AgentFailed(var message) -> "the agent failed: " + message;
            case Failure.Transient(var message, var _) -> message;
            case Failure.MergeConflict(var steps, var files) ->
                steps.stream().map(StepId::value).collect(Collectors.joining(" and ")) + " changed the same files: "
                        + listed(files);
            case Failure.NotPrepared(var message) -> message;
            case Failure.StoreFailed(var message) -> "store: " + message;
            case Failure.Lost() -> "lost with the process that ran it";
            case Failure.Cancelled() -> "cancelled";
        };
    }

    /// The first violation of the first broken contract, and how many more there are.
    static String broken(List<Verdict> verdicts) {
        var unheld = verdicts.stream().filter(verdict -> !verdict.held()).toList();
        var count =
                unheld.stream().mapToInt(verdict -> verdict.violations().size()).sum();
        return unheld.stream()
                        .flatMap(verdict ->
                                verdict.violations().stream().findFirst().map(first -> first.toString()).stream())
                        .findFirst()
                        .orElse(
                                unheld.isEmpty()
                                        ? "a contract is broken"
                                        : unheld.getFirst().contract() + " does not hold")
                + more(count);
    }

    private static String listed(List<String> files) {
        return String.join(", ", files.stream().limit(5).toList()) + (files.size() > 5 ? ", …" : "");
    }

    private static String more(int count) {
        return count > 1 ? " (and " + (count - 1) + " more)" : "";
    }

    private static String lastLine(String lines) {
        var last = lines.strip().lines().reduce((_, line) -> line).orElse("");
        return last.isBlank() ? "" : ": " + last;
    }
}
