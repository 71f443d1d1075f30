package dev.wave.key;

import dev.wave.model.Digest;
import dev.wave.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What the project's files say about a step, with what it was made of.
///
/// @param components by name, in the order of the encoding
public record Definition(Digest digest, SequencedMap<String, Value> components) {
    public Definition {
        components = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(components));
    }
}
