package dev.wave.key;

import dev.wave.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A key with what it was made of, so that `wave why` can name the first component that differs.
///
/// @param components by name, in the order of the encoding
public record KeyedStep(Key key, SequencedMap<String, Value> components) {

    /// The component that tells the samples of one step apart.
    public static final String SAMPLE = "sample";

    public KeyedStep {
        components = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(components));
    }

    /// Which sample it is; empty for the first.
    public Optional<Integer> number() {
        return components.get(SAMPLE) instanceof Value.Num.Whole(var number)
                ? Optional.of(Math.toIntExact(number))
                : Optional.empty();
    }

    /// The same step's sample of that number, from 1. The first one has the key it has without samples, so that
    /// asking for more keeps what is there.
    public KeyedStep sample(int number) {
        var sampled = new TreeMap<>(components);
        sampled.remove(SAMPLE);
        if (number > 1) {
            sampled.put(SAMPLE, Value.of(number));
        }
        return new KeyedStep(new Key(KeyBuilder.digest(sampled)), sampled);
    }

    /// The key that the step had if nothing pinned the version of its agent's program; absent if nothing does.
    public Optional<Key> unpinned() {
        if (!(components.get("adapter") instanceof Value.Obj(var adapter)) || !adapter.containsKey("version")) {
            return Optional.empty();
        }
        var fields = new LinkedHashMap<>(adapter);
        fields.remove("version");
        var without = new LinkedHashMap<>(components);
        without.put("adapter", new Value.Obj(fields));
        return Optional.of(new Key(KeyBuilder.digest(without)));
    }
}
