package dev.wave.trust;

import dev.wave.diagnostic.Place;
import dev.wave.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// Everything a project's files would do that no sandbox holds back, for a person to read and approve as a whole.
///
/// @param items by what they are; the order in the files does not matter
public record TrustRequest(List<Item> items) {
    public TrustRequest {
        items = items.stream()
                .sorted(Comparator.comparing(Item::what).thenComparing(Item::text))
                .toList();
    }

    /// One thing that would be done.
    ///
    /// @param what the field, for example `adapters.mine.command`
    /// @param where for people; no part of what is approved, so moving a line asks nobody again
    /// @param why what of it no sandbox holds back, for people; no part of what is approved
    /// @param text all that decides what runs, as written; not safe to print as it is
    public record Item(String what, Place where, String why, String text) {}

    /// Whether there is nothing to approve.
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /// Names exactly these fields: any change to one of them is another digest.
    public Digest digest() {
        var sha256 = Digest.sha256();
        add(sha256, "wave-trust-1");
        for (var item : items) {
            add(sha256, item.what());
            add(sha256, item.text());
        }
        return Digest.ofFinished(sha256.digest());
    }

    /// With its length before it, so that no two lists of texts are the same bytes.
    private static void add(java.security.MessageDigest sha256, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
    }
}
