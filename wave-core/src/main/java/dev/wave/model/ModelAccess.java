package dev.wave.model;

import java.util.Optional;

/// How the agent of an adapter gets to its model. No part of any key: where a model is asked, and on whose
/// account, is not what it is asked.
public sealed interface ModelAccess {

    /// What an adapter has whose author says nothing: a key from the usual variable, at the usual address.
    ModelAccess USUAL = new Key(Optional.empty(), Optional.empty());

    /// With a key out of the environment of the person who runs Wave.
    ///
    /// @param baseUrl the address of the model's API; empty for the provider's own
    /// @param variable the variable that holds the key; empty for the provider's usual one
    record Key(Optional<BaseUrl> baseUrl, Optional<VariableName> variable) implements ModelAccess {}

    /// With the login that the agent's own program keeps for this person, always at the provider's address.
    record Login() implements ModelAccess {}
}
