package dev.wave.local;

import dev.wave.plan.PlannedStep;
import dev.wave.secret.SecretMissing;
import dev.wave.secret.SecretValues;

/// The values of a step's secrets, for one attempt.
///
/// @param ofAction for its agent or command, and nobody else
/// @param ofSetup for its `setup`, and nobody else
record StepSecrets(SecretValues ofAction, SecretValues ofSetup) {

    /// Looks them up; the vault knows them when this returns.
    static StepSecrets of(PlannedStep step, Stage stage, RunContext run) throws NotFillable, InterruptedException {
        try {
            return new StepSecrets(
                    stage.secrets().look(step.secrets().ofAction(), run::sees),
                    stage.secrets().look(step.secrets().ofSetup(), run::sees));
        } catch (SecretMissing problem) {
            throw new NotFillable(problem.getMessage());
        }
    }
}
