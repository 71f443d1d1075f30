package dev.wave.help;

import dev.wave.option.Argument;
import dev.wave.option.Option;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// What `wave COMMAND --help` prints: purpose, usage, options by group, and examples.
///
/// @param titles those that options stand under, in their order
/// @param more lines between options and examples
/// @param width in characters
public record CommandPage(String name, Syntax syntax, List<String> titles, List<String> more, int width) {
    private static final int WIDEST_NAME = 24;

    public CommandPage {
        titles = List.copyOf(titles);
        more = List.copyOf(more);
    }

    /// The page.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var sentence : syntax.purpose()) {
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
        if (!syntax.usages().isEmpty()) {
            return syntax.usages();
        }
        var words = new ArrayList<String>();
        words.add("wave " + name);
        syntax.arguments().forEach(argument -> words.add(word(argument)));
        syntax.options().stream()
                .filter(option -> option.times() == Times.ONCE)
                .forEach(option -> words.add(last(option)));
        words.add("[OPTIONS]");
        return List.of(String.join(" ", words));
    }

    private static String word(Argument argument) {
        return switch (argument.times()) {
            case AT_MOST_ONCE -> "[" + argument.label() + "]";
            case ONCE -> argument.label();
            case ANY -> "[" + argument.label() + "]…";
        };
    }

    private LinkedHashMap<String, List<Row>> rows() {
        var rows = new LinkedHashMap<String, List<Row>>();
        var arguments = syntax.arguments().stream()
                .map(argument -> new Row(argument.label(), argument.meaning()))
                .distinct()
                .toList();
        if (!arguments.isEmpty()) {
            rows.put("Arguments", arguments);
        }
        for (var title : titles) {
            var group = syntax.options().stream()
                    .filter(option -> option.group().equals(title))
                    .map(option -> new Row(names(option), option.meaning()))
                    .toList();
            if (!group.isEmpty()) {
                rows.put(title, group);
            }
        }
        return rows;
    }

    /// All its names, a short one first, and its value: `-i, --input TEXT`.
    private static String names(Option option) {
        var names = option.form().names();
        var shorter = names.subList(0, names.size() - 1).stream()
                .map(each -> each + ", ")
                .collect(Collectors.joining());
        var indent = shorter.isEmpty() && last(option).startsWith("--") ? "    " : "";
        return indent + shorter + last(option);
    }

    private static String last(Option option) {
        var name = option.form().names().getLast();
        if (!option.takesValue()) {
            return name;
        }
        return option.needsValue() ? name + " " + option.label() : name + "[=" + option.label() + "]";
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
