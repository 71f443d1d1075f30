package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.model.Named;
import dev.wave.model.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The fields of one mapping, typed. A field of the wrong kind is a problem and then as if it were absent.
///
/// Creating it reports every field the language does not have at this place, or not yet.
final class Fields {
    private final Node.Mapping mapping;
    private final FieldNames names;
    private final Problems problems;

    Fields(Node.Mapping mapping, FieldNames names, Problems problems) {
        this.mapping = mapping;
        this.names = names;
        this.problems = problems;
        mapping.entries().forEach(this::reportUnusable);
    }

    /// The fields of a node, if it is a mapping.
    static Optional<Fields> of(Node node, FieldNames names, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(mapping, names, problems));
        }
        problems.add(
                Code.E_TYPE,
                node.place(),
                names.what() + " must be a mapping, found " + node.shown(),
                "write it as fields, for example '" + names.effective().getFirst() + ": …'");
        return Optional.empty();
    }

    private void reportUnusable(Node.Entry entry) {
        var name = entry.key();
        if (names.notYet().contains(name)) {
            problems.add(
                    Code.E_NOT_YET,
                    entry.place(),
                    "'" + name + "' is part of the language, but not of this version",
                    "remove it; nothing would be done about it");
        } else if (!names.effective().contains(name)) {
            problems.add(
                    Code.E_UNKNOWN_FIELD,
                    entry.place(),
                    "unknown field '" + name + "' in " + names.what(),
                    names.fixFor(name));
        }
    }

    Place place() {
        return mapping.place();
    }

    boolean has(String name) {
        return mapping.entry(name).isPresent();
    }

    /// Whether one of the fields that are not acted on yet is there.
    boolean hasNotYet(String... some) {
        return Stream.of(some).anyMatch(name -> names.notYet().contains(name) && has(name));
    }

    Optional<Node> node(String name) {
        return mapping.entry(name).map(Node.Entry::value);
    }

    /// Where the name of the field stands; the mapping's place if it is not there.
    Place placeOf(String name) {
        return mapping.entry(name).map(Node.Entry::place).orElse(mapping.place());
    }

    Node require(String name, Node otherwise) {
        return node(name).orElseGet(() -> {
            missing(name);
            return otherwise;
        });
    }

    void missing(String name) {
        problems.add(
                Code.E_MISSING_FIELD,
                mapping.place(),
                names.what() + " needs the field '" + name + "'",
                "add '" + name + ":'");
    }

    /// Reports each of the others that stands beside the field; answers whether one does.
    boolean exclude(String name, String... others) {
        var clashing = has(name) ? Stream.of(others).filter(this::has).toList() : List.<String>of();
        for (var other : clashing) {
            problems.add(
                    Code.E_CONFLICT,
                    placeOf(other),
                    "'" + other + "' and '" + name + "' exclude each other; '" + name + "' is in line "
                            + placeOf(name).line(),
                    "keep one of them");
        }
        return !clashing.isEmpty();
    }

    /// A text, also one that YAML takes for a number: `version: 1.2`.
    Optional<Node.Scalar> scalar(String name) {
        return scalar(name, "a text");
    }

    private Optional<Node.Scalar> scalar(String name, String expected) {
        return node(name).flatMap(node -> textIn(node, name, expected));
    }

    private Optional<Node.Scalar> textIn(Node node, String name, String expected) {
        if (node instanceof Node.Scalar scalar
                && (scalar.kind() == Node.Kind.STRING || scalar.kind() == Node.Kind.NUMBER)) {
            return Optional.of(scalar);
        }
        wrongKind(node, name, expected, expected.equals("a text") ? fixForText(node) : Optional.empty());
        return Optional.empty();
    }

    private static Optional<String> fixForText(Node node) {
        return switch (node) {
            case Node.Scalar scalar
            when scalar.kind() == Node.Kind.BOOLEAN -> Optional.of("for the text write \"" + scalar.text() + "\"");
            case Node.Mapping _ -> Optional.of("a text that starts with '{' must be in quotes");
            default -> Optional.empty();
        };
    }

    Optional<String> string(String name) {
        return scalar(name).map(Node.Scalar::text);
    }

    Optional<Text> text(String name) {
        return scalar(name).map(Fields::text);
    }

    static Text text(Node.Scalar scalar) {
        return new Text(scalar.text(), scalar.place(), scalar.layout());
    }

    Optional<Named> named(String name) {
        return scalar(name).map(scalar -> new Named(scalar.text(), scalar.place()));
    }

    /// A name of a certain shape.
    <N> Optional<N> name(String field, String what, Predicate<String> isValid, Function<String, N> constructor) {
        return scalar(field).flatMap(scalar -> Names.of(scalar, what, isValid, constructor, problems));
    }

    Optional<Boolean> truth(String name) {
        return node(name).flatMap(node -> {
            if (node instanceof Node.Scalar(var text, var _, var kind, var _) && kind == Node.Kind.BOOLEAN) {
                return Optional.of(text.toLowerCase(Locale.ROOT).equals("true"));
            }
            wrongKind(node, name, "true or false", Optional.empty());
            return Optional.empty();
        });
    }

    Optional<Integer> integer(String name, int least, int most) {
        return node(name).flatMap(node -> {
            if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.NUMBER) {
                wrongKind(node, name, "a number", Optional.empty());
                return Optional.empty();
            }
            var number = Quantities.integer(scalar).filter(value -> least <= value && value <= most);
            if (number.isEmpty()) {
                problems.add(
                        Code.E_VALUE,
                        node.place(),
                        "'" + name + "' must be a whole number from " + least + " to " + most + ", found "
                                + scalar.text());
            }
            return number.map(Math::toIntExact);
        });
    }

    Optional<Duration> duration(String name) {
        return scalar(name, "a duration such as 10m").flatMap(scalar -> {
            var duration = Quantities.duration(scalar.text());
            if (duration.isEmpty()) {
                problems.add(
                        Code.E_VALUE,
                        scalar.place(),
                        "'" + scalar.text() + "' is not a duration",
                        "write it as 90s, 10m, 1h30m or 7d");
            }
            return duration;
        });
    }

    Optional<Long> size(String name) {
        return scalar(name, "a size such as 64MB").flatMap(scalar -> {
            var size = Quantities.size(scalar.text());
            if (size.isEmpty()) {
                problems.add(
                        Code.E_VALUE,
                        scalar.place(),
                        "'" + scalar.text() + "' is not a size",
                        "write it as 512KB, 64MB or 2GB");
            }
            return size;
        });
    }

    /// One of an enum's constants, written in lower case.
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return scalar(name, "a word").flatMap(scalar -> {
            var allowed = new LinkedHashMap<String, E>();
            for (var constant : type.getEnumConstants()) {
                allowed.put(constant.name().toLowerCase(Locale.ROOT), constant);
            }
            var chosen = Optional.ofNullable(allowed.get(scalar.text()));
            if (chosen.isEmpty()) {
                problems.notOneOf(Code.E_VALUE, scalar, "'" + name + "' cannot be " + scalar.shown(), allowed.keySet());
            }
            return chosen;
        });
    }

    /// The items of a list; a single text or mapping counts as a list of one. Empty if the field is not
    /// there.
    List<Node> items(String name) {
        return node(name)
                .map(node -> switch (node) {
                    case Node.Items(var nodes, var _) -> nodes;
                    case Node.Scalar(var _, var _, var kind, var _) when kind == Node.Kind.STRING -> List.of(node);
                    case Node.Scalar _, Node.Mapping _ -> {
                        wrongKind(node, name, "a list", Optional.empty());
                        yield List.<Node>of();
                    }
                })
                .orElse(List.of());
    }

    /// The texts of a list of texts.
    List<Node.Scalar> scalars(String name) {
        var texts = new ArrayList<Node.Scalar>();
        for (var item : items(name)) {
            textIn(item, "an item of " + name, "a text").ifPresent(texts::add);
        }
        return texts;
    }

    List<String> strings(String name) {
        return scalars(name).stream().map(Node.Scalar::text).toList();
    }

    /// The names in a list. One that stands there twice is a problem.
    ///
    /// @param what what is named, for sentences: "dependency"
    List<Named> distinct(String name, String what) {
        var names = new LinkedHashMap<String, Named>();
        for (var scalar : scalars(name)) {
            if (names.putIfAbsent(scalar.text(), new Named(scalar.text(), scalar.place())) != null) {
                problems.add(
                        Code.E_DUPLICATE,
                        scalar.place(),
                        "the " + what + " '" + scalar.text() + "' is named twice",
                        "remove one of them");
            }
        }
        return List.copyOf(names.values());
    }

    /// The entries of a mapping the author chooses the keys of.
    List<Node.Entry> entries(String name) {
        return node(name)
                .map(node -> {
                    if (node instanceof Node.Mapping(var entries, var _)) {
                        return entries;
                    }
                    wrongKind(node, name, "a mapping of names", Optional.empty());
                    return List.<Node.Entry>of();
                })
                .orElse(List.of());
    }

    /// A mapping of names to texts; numbers and truths count as they are written.
    SequencedMap<String, Node.Scalar> scalarsByName(String name) {
        var texts = new LinkedHashMap<String, Node.Scalar>();
        for (var entry : entries(name)) {
            if (entry.value() instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
                texts.put(entry.key(), scalar);
            } else {
                wrongKind(entry.value(), entry.key(), "a text", Optional.empty());
            }
        }
        return texts;
    }

    SequencedMap<String, String> stringsByName(String name) {
        var texts = new LinkedHashMap<String, String>();
        scalarsByName(name).forEach((key, scalar) -> texts.put(key, scalar.text()));
        return texts;
    }

    private void wrongKind(Node node, String name, String expected, Optional<String> fix) {
        var field = name.startsWith("an item of ") ? "an item of '" + name.substring(11) + "'" : "'" + name + "'";
        problems.add(Code.E_TYPE, node.place(), field + " must be " + expected + ", found " + node.shown(), fix);
    }
}
