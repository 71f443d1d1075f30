package dev.wave.agent;

import dev.wave.model.AdapterSettings;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Presence;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds what each type of adapter needs, by the type. Types that nothing is known of bring what they need.
public final class AgentFinders implements AgentFinder {
    private final SequencedMap<String, AgentFinder> byType;

    public AgentFinders(SequencedMap<String, AgentFinder> byType) {
        this.byType = new LinkedHashMap<>(byType);
    }

    @Override
    public Presence find(AdapterSettings adapter) {
        return finder(adapter).find(adapter);
    }

    @Override
    public Optional<String> version(AdapterSettings adapter) {
        return finder(adapter).version(adapter);
    }

    private AgentFinder finder(AdapterSettings adapter) {
        return Optional.ofNullable(byType.get(adapter.type())).orElse(AgentFinder.ALL_HERE);
    }
}
