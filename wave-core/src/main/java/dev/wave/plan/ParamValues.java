package dev.wave.plan;

import dev.wave.expression.Kind;
import dev.wave.model.JsonText;
import dev.wave.model.Param;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes typed values of what users write for a parameter.
final class ParamValues {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,1000}");

    private ParamValues() {}

    /// A value of the parameter's type, or why there is none.
    sealed interface Read {

        record Good(Value value) implements Read {}

        /// It is none.
        ///
        /// @param sentence goes on after the flag's name
        record Bad(String sentence) implements Read {}
    }

    /// The value of texts from a command line; several of them only for lists.
    static Read parsed(Param param, List<String> texts) {
        var text = texts.getFirst();
        return switch (param.type()) {
            case STRING -> new Read.Good(Value.of(text));
            case INTEGER ->
                INTEGER.matcher(text).matches()
                        ? number(text)
                        : new Read.Bad("should be a whole number and is '" + text + "'");
            case NUMBER -> number(text);
            case BOOLEAN ->
                switch (text) {
                    case "true" -> new Read.Good(Value.of(true));
                    case "false" -> new Read.Good(Value.of(false));
                    default -> new Read.Bad("should be true or false and is '" + text + "'");
                };
            case LIST -> list(texts);
        };
    }

    /// The same for a value that has a type already, from a file.
    static Read typed(Param param, Value value) {
        var fits = switch (param.type()) {
            case STRING -> value instanceof Value.Str;
            case INTEGER -> value instanceof Value.Num number && number.isWhole();
            case NUMBER -> value instanceof Value.Num;
            case BOOLEAN -> value instanceof Value.Bool;
            case LIST -> value instanceof Value.Seq;
        };
        return fits
                ? new Read.Good(value)
                : new Read.Bad("should be " + ParamUsage.words(param.type()) + " and is "
                        + Kind.of(value).words() + " in the parameter file");
    }

    private static Read number(String text) {
        try {
            return new Read.Good(JsonText.number(text));
        } catch (NumberFormatException e) {
            return new Read.Bad("should be a number and is '" + e.getMessage() + "'");
        }
    }

    /// `a,b`, or JSON; a flag that stands there several times adds up.
    private static Read list(List<String> texts) {
        var items = new ArrayList<Value>();
        for (var text : texts) {
            if (text.strip().startsWith("[")) {
                switch (JsonText.read(text)) {
                    case JsonText.Read.Parsed(Value.Seq(var read)) -> items.addAll(read);
                    case JsonText.Read.Parsed _ -> {
                        return new Read.Bad("should be a list and is '" + text + "'");
                    }
                    case JsonText.Read.Malformed(var message) -> {
                        return new Read.Bad("begins like JSON and is none: " + message);
                    }
                }
            } else if (!text.isEmpty()) {
                List.of(text.split(",", -1)).forEach(item -> items.add(Value.of(item.strip())));
            }
        }
        return new Read.Good(new Value.Seq(items));
    }
}
