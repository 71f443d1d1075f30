package dev.wave.plan;

import dev.wave.model.Secret;
import java.util.List;

/// The secrets of a step: what it names, with where each value is looked up. A plan never holds a value.
///
/// @param ofAction for the agent or the command of the step, and for nothing else of it
/// @param ofSetup for the command of its `setup`, and for nothing else of it
public record PlannedSecrets(List<Secret> ofAction, List<Secret> ofSetup) {
    public PlannedSecrets {
        ofAction = List.copyOf(ofAction);
        ofSetup = List.copyOf(ofSetup);
    }

    /// For a step that names no secret.
    public static final PlannedSecrets NONE = new PlannedSecrets(List.of(), List.of());

    public boolean isEmpty() {
        return ofAction.isEmpty() && ofSetup.isEmpty();
    }
}
