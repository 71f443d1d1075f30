package dev.wave.load;

import dev.wave.diagnostic.Place;
import dev.wave.model.JsonText;
import dev.wave.model.Text;
import dev.wave.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A piece of a YAML document with its place. Keys of a mapping are texts, and each stands there once.
sealed interface Node {

    Place place();

    /// What it is, for sentences: "found a list".
    String shown();

    /// Anything that is neither list nor mapping, as written, and what YAML 1.2's core schema takes it for.
    record Scalar(String text, Place place, Kind kind, Text.Layout layout) implements Node {

        @Override
        public String shown() {
            return switch (kind) {
                case NULL -> "nothing";
                case BOOLEAN -> text;
                case NUMBER -> "the number " + text;
                case STRING -> "'" + shortened(text) + "'";
            };
        }

        private static String shortened(String text) {
            var line = text.lines().findFirst().orElse("");
            return line.length() > 40 ? line.substring(0, 40) + "…" : line.length() < text.length() ? line + "…" : line;
        }
    }

    record Items(List<Node> nodes, Place place) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    record Mapping(List<Entry> entries, Place place) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String shown() {
            return "a mapping";
        }

        Optional<Entry> entry(String key) {
            for (var entry : entries) { // no stream: this is asked for every field of every step, there or not
                if (entry.key().equals(key)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }
    }

    /// A key of a mapping and what it is set to.
    record Entry(String key, Place place, Node value) {}

    /// The kinds of scalars.
    enum Kind {
        NULL,
        BOOLEAN,
        NUMBER,
        STRING
    }

    /// The node as a plain value, without its places.
    default Value value() {
        return switch (this) {
            case Scalar(var text, var _, var kind, var _) ->
                switch (kind) {
                    case NULL -> new Value.Null();
                    case BOOLEAN -> Value.of(text.toLowerCase(Locale.ROOT).equals("true"));
                    case NUMBER -> number(text);
                    case STRING -> Value.of(text);
                };
            case Items(var nodes, var _) ->
                new Value.Seq(nodes.stream().map(Node::value).toList());
            case Mapping(var entries, var _) -> {
                var fields = new LinkedHashMap<String, Value>();
                entries.forEach(entry -> fields.put(entry.key(), entry.value().value()));
                yield new Value.Obj(fields);
            }
        };
    }

    /// The number of a scalar that [YamlScalars] took for one.
    private static Value.Num number(String text) {
        if (text.startsWith("0x")) {
            return Value.Num.of(new BigDecimal(new BigInteger(text.substring(2), 16)));
        }
        if (text.startsWith("0o")) {
            return Value.Num.of(new BigDecimal(new BigInteger(text.substring(2), 8)));
        }
        return JsonText.number(text);
    }
}
