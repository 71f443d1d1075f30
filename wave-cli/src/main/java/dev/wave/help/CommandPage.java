package dev.wave.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What `wave COMMAND --help` prints: purpose, usage, options by group, and examples.
///
/// @param groups the title an option stands under; groups stand in the order of `titles`
/// @param titles all titles
/// @param more lines between options and examples
/// @param width in characters
public record CommandPage(
        String name,
        CommandSpec spec,
        Function<OptionSpec, String> groups,
        List<String> titles,
        List<String> more,
        int width) {
    private static final int WIDEST_NAME = 24;

    public CommandPage {
        titles = List.copyOf(titles);
        more = List.copyOf(more);
    }

    /// The page.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var sentence : spec.usageMessage().description()) {
            lines.addAll(Wrapped.words(sentence, width));
        }
        lines.add("");
        usages().forEach(usage -> lines.addAll(hanging("usage: ", usage)));
        var rows = rows();
        var column = rows.values().stream()
                .flatMap(List::stream)
                .mapToInt(row -> row.name().length())
                .filter(length -> length <= WIDEST_NAME)
                .max()
                .orElse(0);
        rows.forEach((title, group) -> {
            lines.add("");
            lines.add(title + ":");
            group.forEach(row -> lines.addAll(row.lines(column, width)));
        });
        if (!more.isEmpty()) {
            lines.add("");
            lines.addAll(more);
        }
        lines.add("");
        lines.add("Examples:");
        Examples.of(name).forEach(line -> lines.add("  " + line));
        return lines;
    }

    private List<String> usages() {
        var own = spec.usageMessage().customSynopsis();
        if (own.length > 0) {
            return List.of(own);
        }
        var words = new ArrayList<String>();
        words.add("wave " + name);
        spec.positionalParameters().forEach(param -> words.add(word(param)));
        spec.options().stream().filter(OptionSpec::required).forEach(option -> words.add(last(option)));
        words.add("[OPTIONS]");
        return List.of(String.join(" ", words));
    }

    private static String word(PositionalParamSpec param) {
        var label = param.arity().min() == 0 ? "[" + param.paramLabel() + "]" : param.paramLabel();
        return param.arity().max() > 1 ? label + "…" : label;
    }

    private LinkedHashMap<String, List<Row>> rows() {
        var rows = new LinkedHashMap<String, List<Row>>();
        var arguments = spec.positionalParameters().stream()
                .map(param -> new Row(param.paramLabel(), description(param)))
                .distinct()
                .toList();
        if (!arguments.isEmpty()) {
            rows.put("Arguments", arguments);
        }
        for (var title : titles) {
            var group = spec.options().stream()
                    .filter(option -> groups.apply(option).equals(title))
                    .map(option -> new Row(names(option), description(option)))
                    .toList();
            if (!group.isEmpty()) {
                rows.put(title, group);
            }
        }
        return rows;
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    /// All its names, a short one first, and its value: `-i, --input TEXT`.
    private static String names(OptionSpec option) {
        var shorter = Arrays.stream(option.names())
                .limit(option.names().length - 1L)
                .map(each -> each + ", ")
                .collect(Collectors.joining());
        var indent = shorter.isEmpty() && last(option).startsWith("--") ? "    " : "";
        return indent + shorter + last(option);
    }

    private static String last(OptionSpec option) {
        var name = option.names()[option.names().length - 1];
        return switch (option.arity().max()) {
            case 0 -> name;
            default ->
                option.arity().min() == 0 ? name + "[=" + option.paramLabel() + "]" : name + " " + option.paramLabel();
        };
    }

    private List<String> hanging(String head, String text) {
        var wrapped = Wrapped.words(text, width - head.length());
        var lines = new ArrayList<String>();
        for (var line : wrapped) {
            lines.add((lines.isEmpty() ? head : " ".repeat(head.length())) + line);
        }
        return lines;
    }

    /// A name and what it means.
    private record Row(String name, String meaning) {

        List<String> lines(int column, int width) {
            var lines = new ArrayList<String>();
            var indent = column + 4;
            if (name.length() > column) {
                lines.add("  " + name);
            }
            for (var part : Wrapped.words(meaning, Math.max(width - indent, 20))) {
                var head = lines.isEmpty() ? "  " + name : "";
                lines.add((head + " ".repeat(indent - head.length()) + part).stripTrailing());
            }
            return lines;
        }
    }
}
