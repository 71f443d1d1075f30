package dev.wave.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Which exact model a tier stands for, by the type of the adapter. When an id changes, [#VERSION] must grow:
/// the same word then means another model, and steps run again.
public final class ModelTable {

    /// Counts the changes to the table.
    public static final int VERSION = 1;

    /// The tiers, from the least to the most costly.
    public static final List<String> TIERS = List.of("cheap", "balanced", "strong");

    /// What is asked where nobody wishes for anything.
    static final String USUAL = "balanced";

    private static final SequencedMap<String, List<String>> IDS = new LinkedHashMap<>();

    /// Names that Claude Code or its API lead to whatever is the newest.
    private static final Set<String> CLAUDE_ALIASES = Set.of(
            "opus",
            "sonnet",
            "haiku",
            "fable",
            "best",
            "default",
            "opusplan",
            "claude-opus-4-0",
            "claude-opus-4-1",
            "claude-opus-4-5",
            "claude-sonnet-4-0",
            "claude-sonnet-4-5",
            "claude-haiku-4-5");

    static {
        IDS.put("claude", List.of("claude-haiku-4-5-20251001", "claude-sonnet-4-5-20250929", "claude-opus-4-8"));
    }

    private ModelTable() {}

    /// The ids of an adapter type by tier; empty for a type without tiers of its own.
    public static SequencedMap<String, String> ids(String adapterType) {
        var ids = new LinkedHashMap<String, String>();
        Optional.ofNullable(IDS.get(adapterType)).ifPresent(known -> {
            for (var i = 0; i < TIERS.size(); i++) {
                ids.put(TIERS.get(i), known.get(i));
            }
        });
        return Collections.unmodifiableSequencedMap(ids);
    }

    /// The adapter types that have tiers of their own.
    public static List<String> types() {
        return List.copyOf(IDS.sequencedKeySet());
    }

    /// Whether a name is known to mean another model from time to time. What is not known is taken for exact.
    static boolean floats(String adapterType, String name) {
        var bare = name.endsWith("[1m]") ? name.substring(0, name.length() - "[1m]".length()) : name;
        return bare.endsWith("-latest") || (adapterType.equals("claude") && CLAUDE_ALIASES.contains(bare));
    }
}
