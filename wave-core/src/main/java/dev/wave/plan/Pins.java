package dev.wave.plan;

import dev.wave.model.AdapterName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What a lock decides for planning, whatever a machine has installed and the newest table of models says.
///
/// @param adapters the version of each adapter's program
/// @param models what each wish comes down to, by its [#wish] name
public record Pins(SequencedMap<AdapterName, String> adapters, SequencedMap<String, ModelPin> models) {

    /// Nothing is decided.
    public static final Pins NONE = new Pins(new LinkedHashMap<>(), new LinkedHashMap<>());

    public Pins {
        adapters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(new TreeMap<>(adapters)));
        models = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(new TreeMap<>(models)));
    }

    /// How a lock names a wish for a model: `ADAPTER/WISH`.
    ///
    /// @param wish a tier, or an alias as it is written
    public static String wish(AdapterName adapter, String wish) {
        return adapter + "/" + wish;
    }

    /// The wish of a name that [#wish] made.
    static String wished(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /// The pinned version of an adapter's program.
    public Optional<String> version(AdapterName adapter) {
        return Optional.ofNullable(adapters.get(adapter));
    }

    /// What is pinned for a wish.
    ///
    /// @param name as [#wish] makes it
    public Optional<ModelPin> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /// These without the versions of programs.
    public Pins withoutAdapters() {
        return new Pins(new LinkedHashMap<>(), models);
    }

    /// These without the models.
    public Pins withoutModels() {
        return new Pins(adapters, new LinkedHashMap<>());
    }
}
