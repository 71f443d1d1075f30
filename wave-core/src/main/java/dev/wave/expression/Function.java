package dev.wave.expression;

import java.util.List;
import java.util.Optional;

/// The built-in functions. Each is total over arguments of the right kinds, and cheap.
public enum Function {
    /// Whether a text contains a text, or a list an item.
    CONTAINS("contains", Kind.BOOLEAN, Kind.ANY, Optional.of(Kind.ANY)),
    STARTS_WITH("startsWith", Kind.BOOLEAN, Kind.STRING, Optional.of(Kind.STRING)),
    ENDS_WITH("endsWith", Kind.BOOLEAN, Kind.STRING, Optional.of(Kind.STRING)),
    /// Code points of a text, items of a list, fields of an object.
    LENGTH("length", Kind.NUMBER, Kind.ANY, Optional.empty()),
    LOWER("lower", Kind.STRING, Kind.STRING, Optional.empty()),
    UPPER("upper", Kind.STRING, Kind.STRING, Optional.empty()),
    TRIM("trim", Kind.STRING, Kind.STRING, Optional.empty()),
    /// The first argument; the second where the first does not exist or is null.
    DEFAULT("default", Kind.ANY, Kind.ANY, Optional.of(Kind.ANY)),
    /// The items of a list as one text, with a separator between them.
    JOIN("join", Kind.STRING, Kind.LIST, Optional.of(Kind.STRING)),
    /// The canonical JSON text of a value.
    TO_JSON("toJSON", Kind.STRING, Kind.ANY, Optional.empty());

    private final String text;
    private final Kind result;
    private final Kind first;
    private final Optional<Kind> second;

    Function(String text, Kind result, Kind first, Optional<Kind> second) {
        this.text = text;
        this.result = result;
        this.first = first;
        this.second = second;
    }

    /// How it is written; case matters.
    public String text() {
        return text;
    }

    public Kind result() {
        return result;
    }

    /// The kinds of its one or two values.
    public List<Kind> parameters() {
        return second.map(last -> List.of(first, last)).orElseGet(() -> List.of(first));
    }

    public static Optional<Function> of(String text) {
        for (var function : values()) {
            if (function.text.equals(text)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }
}
