package dev.wave.model;

import dev.wave.diagnostic.Place;

/// A contract of a step with the policy that follows its failure.
public record Handover(Contract contract, Policy policy, Place place) {

    /// What follows a broken contract; no part of any key.
    ///
    /// @param maxRetries attempts after the first that this contract may cost
    public record Policy(boolean mustPass, OnFailure onFailure, int maxRetries) {

        /// What holds where the author says nothing: three attempts, then the step fails.
        public static final Policy DEFAULT = new Policy(true, OnFailure.RETRY, 2);

        public Policy {
            if (maxRetries < 0) {
                throw new IllegalArgumentException("max_retries below 0: " + maxRetries);
            }
        }
    }

    /// The ways to go on after a broken contract.
    public enum OnFailure {
        RETRY,
        HALT,
        CONTINUE
    }
}
