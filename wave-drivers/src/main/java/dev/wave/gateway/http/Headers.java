package dev.wave.gateway.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Header fields, in the order in which they came. Names are compared without regard to case.
public record Headers(List<Field> fields) {
    public Headers {
        fields = List.copyOf(fields);
    }

    /// No fields.
    public static final Headers NONE = new Headers(List.of());

    /// Those that are about one connection only (RFC 9110, 7.6.1), and what some clients send in their stead.
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /// One field.
    public record Field(String name, String value) {

        /// The name as it is compared.
        public String key() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /// All values of the fields with this name.
    ///
    /// @param name in lower case
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.key().equals(name))
                .map(Field::value)
                .toList();
    }

    /// The first value of a field.
    ///
    /// @param name in lower case
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /// Whether a field that is a list of words has this one.
    ///
    /// @param name in lower case
    /// @param word in lower case
    public boolean says(String name, String word) {
        return words(name).contains(word);
    }

    private Set<String> words(String name) {
        return all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /// What may be passed on: all but what is about this connection, which the field `Connection` may add to.
    public Headers endToEnd() {
        var named = words("connection");
        return only(name -> !OF_CONNECTION.contains(name) && !named.contains(name));
    }

    /// Only the fields whose name, in lower case, is wanted.
    public Headers only(Predicate<String> wanted) {
        return new Headers(
                fields.stream().filter(field -> wanted.test(field.key())).toList());
    }

    /// With one more field, at the end.
    public Headers with(String name, String value) {
        var more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }
}
