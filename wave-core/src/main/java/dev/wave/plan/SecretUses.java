package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.Named;
import dev.wave.model.Project;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import dev.wave.model.Step;
import dev.wave.model.WorkspaceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Resolves the secrets that steps name.
final class SecretUses {
    private final Project project;
    private final List<Diagnostic> problems;

    SecretUses(Project project, List<Diagnostic> problems) {
        this.project = project;
        this.problems = problems;
    }

    /// The secrets of a step; those that are not declared are reported and left out.
    PlannedSecrets of(Step step) {
        return new PlannedSecrets(
                declared(step.secrets()),
                declared(step.workspace()
                        .setup()
                        .map(WorkspaceSpec.Setup::secrets)
                        .orElse(List.of())));
    }

    /// Reports secrets whose variable the adapter's own `env` sets too.
    void refuseSetBy(PlannedAction action, Step step) {
        if (!(action instanceof PlannedAction.Ask ask)) {
            return;
        }
        for (var use : step.secrets()) {
            if (ask.adapter().env().containsKey(use.name())) {
                problems.add(Diagnostic.of(
                        Code.E_CONFLICT,
                        use.place(),
                        "the variable '" + use.name() + "' is also set by the adapter '"
                                + ask.adapter().name() + "'",
                        "remove it from 'env' there, or give the secret another name"));
            }
        }
    }

    private List<Secret> declared(List<Named> uses) {
        var found = new ArrayList<Secret>();
        uses.forEach(use -> declared(use).ifPresent(found::add));
        return found;
    }

    private Optional<Secret> declared(Named use) {
        var secret = SecretName.isValid(use.name())
                ? Optional.ofNullable(project.secrets().get(new SecretName(use.name())))
                : Optional.<Secret>empty();
        if (secret.isEmpty()) {
            problems.add(Diagnostic.of(
                    Code.E_UNKNOWN_SECRET,
                    use.place(),
                    "there is no secret '" + use.name() + "'",
                    Nearest.question(
                                    use.name(),
                                    project.secrets().keySet().stream()
                                            .map(SecretName::value)
                                            .toList())
                            .orElse("declare it in wave.yaml, under 'secrets:'")));
        }
        return secret;
    }
}
