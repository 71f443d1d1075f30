package dev.wave.gateway;

import dev.wave.gateway.http.Headers;
import java.util.List;
import java.util.regex.Pattern;

/// What proves to a model's API on whose account it is asked. Its text never says the key.
public final class Credential {
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    private final List<Headers.Field> fields;

    private Credential(List<Headers.Field> fields) {
        this.fields = fields;
    }

    /// `x-api-key: KEY`, as Anthropic's API wants it.
    ///
    /// @throws IllegalArgumentException if the key is empty or has a character that no key has
    public static Credential apiKey(String key) {
        return new Credential(List.of(new Headers.Field("x-api-key", checked(key))));
    }

    /// `authorization: Bearer KEY`, as most others want it.
    ///
    /// @throws IllegalArgumentException if the key is empty or has a character that no key has
    public static Credential bearer(String key) {
        return new Credential(List.of(new Headers.Field("authorization", "Bearer " + checked(key))));
    }

    /// None: for a server of one's own.
    public static Credential none() {
        return new Credential(List.of());
    }

    private static String checked(String key) {
        var bare = key.strip();
        if (!PLAIN.matcher(bare).matches()) {
            throw new IllegalArgumentException("the key is empty, or holds a space or a control character");
        }
        return bare;
    }

    /// The header fields that carry it.
    List<Headers.Field> fields() {
        return fields;
    }

    @Override
    public String toString() {
        return fields.isEmpty() ? "no credential" : fields.getFirst().name() + ": …";
    }
}
