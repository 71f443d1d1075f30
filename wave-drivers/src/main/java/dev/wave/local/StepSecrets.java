package dev.wave.local;

import dev.wave.model.Secret;
import dev.wave.plan.PlannedStep;
import dev.wave.secret.SecretMissing;
import dev.wave.secret.SecretValues;
import java.util.List;

/// Looks up the values of a step's secrets; the vault knows them then.
final class StepSecrets {
    private StepSecrets() {}

    /// For its agent or command, and nobody else.
    static SecretValues ofAction(PlannedStep step, Stage stage, RunContext run)
            throws NotFillable, InterruptedException {
        return look(step.secrets().ofAction(), stage, run);
    }

    /// For its `setup`, and nobody else. To be called only when that runs: a secret's command may ask a person.
    static SecretValues ofSetup(PlannedStep step, Stage stage, RunContext run)
            throws NotFillable, InterruptedException {
        return look(step.secrets().ofSetup(), stage, run);
    }

    private static SecretValues look(List<Secret> secrets, Stage stage, RunContext run)
            throws NotFillable, InterruptedException {
        try {
            return stage.secrets().look(secrets, run::sees);
        } catch (SecretMissing problem) {
            throw new NotFillable(problem.getMessage());
        }
    }
}
