package dev.wave.plan;

import java.util.Optional;

/// The model that an agent is asked with.
///
/// @param id an exact id or the alias as it is written; empty if the adapter takes none
/// @param tier what the author wished for, if that is a tier and not the id
/// @param floating whether the id is an alias that means another model from time to time
/// @param pin the name under which a lock pins it, as [Pins#wish] makes it; absent if the project's text says
/// exactly which model it is
public record PlannedModel(String id, Optional<String> tier, boolean floating, Optional<String> pin) {

    /// For an adapter that takes no model.
    public static final PlannedModel NONE = exactly("");

    /// What the project's text asks for: the exact id, or what a lock pins, a tier or an alias.
    public String wish() {
        return pin.map(Pins::wished).orElse(id);
    }

    /// A model by its exact id.
    public static PlannedModel exactly(String id) {
        return new PlannedModel(id, Optional.empty(), false, Optional.empty());
    }
}
