package dev.wave.model;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The commits that a step with `workspace: {history: true}` sees: one, and all that came before it.
///
/// @param commit the id of the one
/// @param folder the project's folder in the repository, to which the commits are narrowed; empty at its top
/// @param cut the digest of where a shallow clone's history ends; absent if it is whole
public record History(String commit, String folder, Optional<Digest> cut) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public History {
        if (!COMMIT.matcher(commit).matches()) {
            throw new IllegalArgumentException("not the id of a commit: '" + commit + "'");
        }
    }

    /// As plain values: what is absent is left out.
    public Value.Obj toValue() {
        return new ObjectWriter()
                .text("commit", commit)
                .text("folder", Optional.of(folder).filter(text -> !text.isEmpty()))
                .text("cut", cut)
                .done();
    }

    /// What [#toValue] wrote.
    public static History of(ObjectReader fields) {
        return new History(
                fields.text("commit"),
                fields.maybe("folder", Function.identity()).orElse(""),
                fields.maybe("cut", Digest::new));
    }
}
