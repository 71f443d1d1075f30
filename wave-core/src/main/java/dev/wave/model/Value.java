package dev.wave.model;

import java.math.BigDecimal;
import java.text.Normalizer;
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

    /// A number, exactly. Nearly all are small whole ones, and those do without [BigDecimal], whose first use
    /// takes the JDK ten milliseconds.
    sealed interface Num extends Value, Comparable<Num> {

        /// A whole number that fits.
        record Whole(long value) implements Num {
            @Override
            public BigDecimal exact() {
                return BigDecimal.valueOf(value);
            }

            @Override
            public boolean isWhole() {
                return true;
            }
        }

        /// Any other number, without zeros at its end.
        record Decimal(BigDecimal exact) implements Num {
            public Decimal {
                if (fits(exact)) {
                    throw new IllegalArgumentException("a small whole number: " + exact);
                }
                exact = exact.stripTrailingZeros();
            }

            @Override
            public boolean isWhole() {
                return exact.scale() <= 0;
            }
        }

        /// The number with all its digits.
        BigDecimal exact();

        boolean isWhole();

        @Override
        default int compareTo(Num other) {
            return this instanceof Whole(var mine) && other instanceof Whole(var others)
                    ? Long.compare(mine, others)
                    : exact().compareTo(other.exact());
        }

        static Num of(BigDecimal number) {
            return fits(number) ? new Whole(number.longValueExact()) : new Decimal(number);
        }

        private static boolean fits(BigDecimal number) {
            return number.signum() == 0
                    || (number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                            && number.stripTrailingZeros().scale() <= 0);
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

    /// The same value with all strings, keys too, in Unicode's normal form C. Of keys that become equal the
    /// first stays.
    default Value nfc() {
        return switch (this) {
            case Null _, Bool _, Num _ -> this;
            case Str(var text) -> new Str(normalised(text));
            case Seq(var items) -> new Seq(items.stream().map(Value::nfc).toList());
            case Obj(var fields) -> {
                var normalised = new LinkedHashMap<String, Value>();
                fields.forEach((name, value) -> normalised.putIfAbsent(normalised(name), value.nfc()));
                yield new Obj(normalised);
            }
        };
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static Value of(String text) {
        return new Str(text);
    }

    static Value of(long number) {
        return new Num.Whole(number);
    }

    static Value of(boolean truth) {
        return new Bool(truth);
    }
}
