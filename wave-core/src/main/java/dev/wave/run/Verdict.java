package dev.wave.run;

import java.util.List;

/// The outcome of checking one contract.
///
/// @param contract the planned contract's name, or `outputs` for what the step declares to produce
/// @param evidence what a person can look at: the end of a command's output, at most 4 KB
/// @param impure whether the check could reach the network: then checking again may tell something else
public record Verdict(String contract, Status status, List<Violation> violations, String evidence, boolean impure) {
    public Verdict {
        violations = List.copyOf(violations);
    }

    /// Of a check that depends on nothing but what it looks at.
    public Verdict(String contract, Status status, List<Violation> violations, String evidence) {
        this(contract, status, violations, evidence, false);
    }

    /// The same, marked as one that may come out otherwise another time.
    public Verdict asImpure() {
        return new Verdict(contract, status, violations, evidence, true);
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
