package dev.wave.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which hosts are meant: a name, a name with `*` for any part of it, or an address; of it one port, or those
/// of the web.
///
/// @param host in lower case; an IPv6 address in brackets
/// @param port absent: 80 and 443
public record HostRule(String host, Optional<Integer> port) {
    private static final List<Integer> WEB = List.of(80, 443);
    private static final int MOST = 65_535;
    private static final Pattern SHAPE =
            Pattern.compile("([a-z0-9*_](?:[a-z0-9*_.-]*[a-z0-9*_])?|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    /// Reads `host` or `host:port`; empty if the text is neither.
    public static Optional<HostRule> read(String text) {
        var shape = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!shape.matches()) {
            return Optional.empty();
        }
        var port = Optional.ofNullable(shape.group(2)).map(Integer::valueOf);
        return port.filter(number -> number < 1 || number > MOST).isPresent()
                ? Optional.empty()
                : Optional.of(new HostRule(shape.group(1), port));
    }

    /// Whether it names one host, and not a pattern of them.
    public boolean isLiteral() {
        return host.indexOf('*') < 0;
    }

    /// Whether the rule lets a host be reached. A pattern means no addresses: these have to be written as they
    /// are.
    ///
    /// @param name in lower case; an IPv6 address in brackets
    public boolean allows(String name, int number) {
        return port.map(own -> own == number).orElseGet(() -> WEB.contains(number))
                && (isLiteral() ? host.equals(name) : !ADDRESS.matcher(name).matches() && isLike(name));
    }

    /// Whether the rule, as one that denies, is about a host: without a port about all of them.
    ///
    /// @param name in lower case; an IPv6 address in brackets
    public boolean denies(String name, int number) {
        return port.map(own -> own == number).orElse(true) && isLike(name);
    }

    /// From the left, taking the first place where each piece between two `*` is found.
    private boolean isLike(String name) {
        if (isLiteral()) {
            return host.equals(name);
        }
        var pieces = host.split("\\*", -1);
        var last = pieces[pieces.length - 1];
        if (!name.startsWith(pieces[0]) || !name.endsWith(last) || name.length() < pieces[0].length() + last.length()) {
            return false;
        }
        int from = pieces[0].length();
        for (var piece : List.of(pieces).subList(1, pieces.length - 1)) {
            int found = name.indexOf(piece, from);
            if (found < 0) {
                return false;
            }
            from = found + piece.length();
        }
        return from <= name.length() - last.length();
    }

    @Override
    public String toString() {
        return host + port.map(number -> ":" + number).orElse("");
    }
}
