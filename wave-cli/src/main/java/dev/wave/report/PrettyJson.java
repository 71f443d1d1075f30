package dev.wave.report;

import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.util.Optional;

/// JSON with a line for each value, for people to read.
final class PrettyJson {
    private static final int DEEPEST = 20;

    private final StringBuilder text = new StringBuilder();

    private PrettyJson() {}

    /// The text in lines; empty if it is no JSON.
    static Optional<String> of(String json) {
        return JsonText.read(json) instanceof JsonText.Read.Parsed(var value)
                ? Optional.of(of(value))
                : Optional.empty();
    }

    private static String of(Value value) {
        var pretty = new PrettyJson();
        pretty.append(value, 0);
        return pretty.text.toString();
    }

    private void append(Value value, int depth) {
        switch (value) {
            case Value.Obj(var fields)
            when !fields.isEmpty() && depth < DEEPEST -> {
                var separator = "{";
                for (var field : fields.entrySet()) {
                    line(separator, depth + 1);
                    text.append(CanonicalJson.inOrder(Value.of(field.getKey()))).append(": ");
                    append(field.getValue(), depth + 1);
                    separator = ",";
                }
                line("", depth);
                text.append('}');
            }
            case Value.Seq(var items)
            when !items.isEmpty() && depth < DEEPEST -> {
                var separator = "[";
                for (var item : items) {
                    line(separator, depth + 1);
                    append(item, depth + 1);
                    separator = ",";
                }
                line("", depth);
                text.append(']');
            }
            default -> text.append(CanonicalJson.inOrder(value));
        }
    }

    private void line(String before, int depth) {
        text.append(before).append('\n').append("  ".repeat(depth));
    }
}
