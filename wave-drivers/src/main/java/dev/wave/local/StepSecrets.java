package dev.wave.local;

import dev.wave.secret.SecretValues;

/// The values of a step's secrets, for one attempt.
///
/// @param ofAction for its agent or command, and nobody else
/// @param ofSetup for its `setup`, and nobody else
record StepSecrets(SecretValues ofAction, SecretValues ofSetup) {}
