package dev.wave.plan;

import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ModelAccess;
import dev.wave.model.Project;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Chooses the adapter of steps for which neither persona nor project names one: `default_adapter: auto`.
public final class DefaultAdapter {

    /// The adapters that need no `adapters:` entry, in the order in which they are looked for.
    static final List<String> CANDIDATES = List.of("claude", "codex", "gemini", "opencode", "anthropic", "openai");

    private DefaultAdapter() {}

    /// The adapter that was chosen before, else the first that the lock pins, else the first that this machine
    /// has, else the first that this Wave can drive: then the project is still good, and only a run is refused.
    /// Empty if it can drive none.
    public static Optional<AdapterName> of(Project project, Surroundings surroundings) {
        var drivable = candidates(project, surroundings);
        return surroundings
                .chosenAdapter()
                .or(() -> drivable.stream()
                        .map(AdapterSettings::name)
                        .filter(surroundings.pins().adapters()::containsKey)
                        .findFirst())
                .or(() -> drivable.stream()
                        .filter(adapter -> surroundings.agents().find(adapter) instanceof Presence.Here)
                        .map(AdapterSettings::name)
                        .findFirst())
                .or(() -> drivable.stream().map(AdapterSettings::name).findFirst());
    }

    /// The adapters that are tried, as the project configures them.
    static List<AdapterSettings> candidates(Project project, Surroundings surroundings) {
        return CANDIDATES.stream()
                .map(AdapterName::new)
                .map(name -> Optional.ofNullable(project.adapters().get(name)).orElseGet(() -> builtIn(name)))
                .filter(adapter -> surroundings.adapterTypes().contains(adapter.type()))
                .toList();
    }

    /// An adapter as it is without an `adapters:` entry. Its name says its type.
    public static AdapterSettings builtIn(AdapterName name) {
        return new AdapterSettings(
                name,
                Place.startOf("built-in"),
                name.value().startsWith("acp:") ? "acp" : name.value(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                ModelAccess.USUAL);
    }
}
