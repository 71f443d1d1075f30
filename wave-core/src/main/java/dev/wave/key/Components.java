package dev.wave.key;

import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.util.Optional;
import java.util.SequencedMap;

/// The stored form of a key's components: canonical JSON whose SHA-256 is the key.
public final class Components {

    private Components() {}

    /// What is stored for `wave why`. Its digest is the key's.
    public static String write(SequencedMap<String, Value> components) {
        return CanonicalJson.text(new Value.Obj(components));
    }

    /// The components of a stored text; empty if it is none.
    public static Optional<SequencedMap<String, Value>> read(String text) {
        return JsonText.read(text) instanceof JsonText.Read.Parsed(Value.Obj(var fields))
                ? Optional.of(fields)
                : Optional.empty();
    }
}
