package dev.wave.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Whether a text can be used as a JSON Schema.
///
/// Dialects: what `$schema` names (drafts 4, 6, 7, 2019-09, 2020-12), else 2020-12. A `$ref` may point to
/// anything within the schema and to the published meta-schemas, which Wave has with it; nothing is ever
/// fetched. `format` is asserted in every dialect: an author who writes it wants it.
public final class SchemaCheck {

    /// How long one check may take.
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private SchemaCheck() {}

    /// What is wrong with the schema, each in one line; empty if it can be used.
    public static List<String> problems(String json) throws InterruptedException {
        try {
            return Bounded.call(() -> compiled(json), LONGEST);
        } catch (CannotCheck e) {
            return List.of("it cannot be checked: " + e.reason());
        }
    }

    private static List<String> compiled(String json) throws IOException {
        try {
            CompiledSchema.of(json);
            return List.of();
        } catch (CompiledSchema.Unusable e) {
            return e.problems();
        }
    }
}
