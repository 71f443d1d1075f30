package dev.wave.plan;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The parameters of a pipeline as `wave run NAME --help` lists them.
public final class ParamUsage {

    private ParamUsage() {}

    /// One line for each parameter, and one for the input text; ends with a line end.
    public static String of(Outline outline) {
        var rows = new ArrayList<List<String>>();
        outline.params().values().forEach(param -> rows.add(List.of(flag(param), about(param))));
        switch (outline.input()) {
            case NONE -> {}
            case OPTIONAL -> rows.add(List.of("-i TEXT", "the text of {{ input }}"));
            case REQUIRED -> rows.add(List.of("-i TEXT", "the text of {{ input }} (required)"));
        }
        if (rows.isEmpty()) {
            return outline.pipeline() + " has no parameters\n";
        }
        var width = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
        return rows.stream()
                .map(row -> ("  " + row.getFirst()
                                + " ".repeat(width - row.getFirst().length()) + "  " + row.getLast())
                        .stripTrailing())
                .collect(Collectors.joining("\n", "parameters of " + outline.pipeline() + ":\n", "\n"));
    }

    private static String flag(Param param) {
        return "--" + param.name() + "=" + placeholder(param);
    }

    static String placeholder(Param param) {
        return param.type().name().toUpperCase(Locale.ROOT);
    }

    static String words(Param.Type type) {
        return switch (type) {
            case STRING -> "text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list";
        };
    }

    private static String about(Param param) {
        var notes = new ArrayList<String>();
        if (!param.allowed().isEmpty()) {
            notes.add("one of "
                    + param.allowed().stream().map(CanonicalJson::text).collect(Collectors.joining(", ")));
        }
        notes.add(param.defaultValue()
                .map(value -> "default " + CanonicalJson.text(value))
                .orElse("required"));
        if (param.inferred()) {
            notes.add("found in a text as {" + param.name() + "}");
        }
        return param.description() + (param.description().isEmpty() ? "" : " ") + "(" + String.join("; ", notes) + ")";
    }
}
