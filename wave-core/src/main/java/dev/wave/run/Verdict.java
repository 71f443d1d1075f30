package dev.wave.run;

import java.util.List;

/// The outcome of checking one contract.
///
/// @param contract the planned contract's name, or `outputs` for what the step declares to produce
/// @param evidence what a person can look at: the end of a command's output, at most 4 KB
public record Verdict(String contract, Status status, List<Violation> violations, String evidence) {
    public Verdict {
        violations = List.copyOf(violations);
    }

    public boolean held() {
        return status == Status.HELD;
    }

    /// An errored check is not a held one: a missing tool is no pass.
    public enum Status {
        HELD,
        BROKEN,
        ERRORED
    }
}
