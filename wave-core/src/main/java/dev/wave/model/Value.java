package dev.wave.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A value as YAML, JSON, parameters and expressions have them. Immutable; maps keep the author's order.
///
/// Two numbers are equal if they are the same number: `2`, `2.0` and `2.00` are one value.
public sealed interface Value {

    record Null() implements Value {}

    record Bool(boolean value) implements Value {}

    record Num(BigDecimal value) implements Value {
        public Num {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    record Str(String value) implements Value {}

    record Seq(List<Value> items) implements Value {
        public Seq {
            items = List.copyOf(items);
        }
    }

    record Obj(SequencedMap<String, Value> fields) implements Value {
        public Obj {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    static Value of(String text) {
        return new Str(text);
    }

    static Value of(long number) {
        return new Num(BigDecimal.valueOf(number));
    }

    static Value of(boolean truth) {
        return new Bool(truth);
    }
}
