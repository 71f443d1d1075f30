package dev.wave.key;

import dev.wave.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A key with what it was made of, so that `wave why` can name the first component that differs.
///
/// @param components by name, in the order of the encoding
public record KeyedStep(Key key, SequencedMap<String, Value> components) {
    public KeyedStep {
        components = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(components));
    }
}
