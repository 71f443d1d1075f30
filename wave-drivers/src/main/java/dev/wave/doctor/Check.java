package dev.wave.doctor;

/// What one look at the machine found.
///
/// @param what was looked at, for example `git`
/// @param says what was found, in a few words
/// @param fix what to do about it; empty only if all is as it should be
public record Check(String what, Status status, String says, String fix) {
    public Check {
        if (status != Status.OK && fix.isEmpty()) {
            throw new IllegalArgumentException("what to do about " + what + " is not said: " + says);
        }
    }

    /// What a finding means for running pipelines.
    public enum Status {
        /// As it should be.
        OK,
        /// Something is weaker or less than it could be; runs work all the same.
        NOTE,
        /// No run can work like this.
        PROBLEM
    }

    /// As it should be.
    public static Check ok(String what, String says) {
        return new Check(what, Status.OK, says, "");
    }

    /// Weaker than it could be.
    public static Check note(String what, String says, String fix) {
        return new Check(what, Status.NOTE, says, fix);
    }

    /// In the way of every run.
    public static Check problem(String what, String says, String fix) {
        return new Check(what, Status.PROBLEM, says, fix);
    }
}
