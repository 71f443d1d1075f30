package dev.wave.agent;

import dev.wave.spi.AgentAdapter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The adapters there are, by the `type:` they answer to.
public final class Agents {
    private final SequencedMap<String, AgentAdapter> byType = new LinkedHashMap<>();

    public Agents(List<AgentAdapter> adapters) {
        for (var adapter : adapters) {
            if (byType.put(adapter.type(), adapter) != null) {
                throw new IllegalArgumentException("two adapters for the type '" + adapter.type() + "'");
            }
        }
    }

    public Optional<AgentAdapter> adapter(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    public SequencedSet<String> types() {
        return Collections.unmodifiableSequencedMap(byType).sequencedKeySet();
    }
}
