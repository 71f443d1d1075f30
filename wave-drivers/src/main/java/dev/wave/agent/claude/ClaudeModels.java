package dev.wave.agent.claude;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Which of Anthropic's models a tier stands for.
///
/// When an id changes, [#VERSION] must grow: the same words then mean another model.
public final class ClaudeModels {

    /// Counts the changes to the table.
    public static final int VERSION = 1;

    /// Exact ids, by tier: `cheap`, `balanced`, `strong`.
    public static final SequencedMap<String, String> TIERS = tiers();

    /// The tier of those who wish for nothing.
    private static final String USUAL = "balanced";

    private ClaudeModels() {}

    /// The id that is asked for: a tier's, or the word itself, which may be an id or an alias of the program's.
    ///
    /// @param wish empty for none
    static String id(String wish) {
        var word = wish.isEmpty() ? USUAL : wish;
        return TIERS.getOrDefault(word, word);
    }

    private static SequencedMap<String, String> tiers() {
        var tiers = new LinkedHashMap<String, String>();
        tiers.put("cheap", "claude-haiku-4-5-20251001");
        tiers.put("balanced", "claude-sonnet-4-5-20250929");
        tiers.put("strong", "claude-opus-4-8");
        return Collections.unmodifiableSequencedMap(tiers);
    }
}
