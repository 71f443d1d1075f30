package dev.wave.gateway;

import dev.wave.gateway.http.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The proxies by which this machine reaches other hosts, as `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
/// `NO_PROXY` name them, in small letters or capitals.
///
/// What is on this machine or in a private network by its address is reached without one; so is what
/// `NO_PROXY` lists by name, with all names below it.
public final class Uplinks {

    /// None: every host is reached directly.
    public static final Uplinks NONE = new Uplinks(Map.of());

    private static final Pattern SHAPE =
            Pattern.compile("(?:(?<scheme>[A-Za-z0-9+.-]+)://)?(?:(?<user>[^@/]*)@)?(?<at>[^@/]+)/?");
    private static final int USUAL_PORT = 80;

    private final Map<String, String> environment;
    private final List<String> direct;

    private Uplinks(Map<String, String> environment) {
        this.environment = new LinkedHashMap<>(environment);
        direct = Stream.of(value("no_proxy").orElse("").split("[,\\s]+", -1))
                .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /// Those of this environment.
    public static Uplinks of(Map<String, String> environment) {
        return new Uplinks(environment);
    }

    /// One of them.
    ///
    /// @param authorization value of the header field that it wants
    record Uplink(Way at, Optional<String> authorization) {

        /// The header fields by which it lets a request pass, as lines.
        String fields() {
            return authorization
                    .map(value -> "Proxy-Authorization: " + value + "\r\n")
                    .orElse("");
        }
    }

    /// The one that leads to a host, if one does.
    ///
    /// @param tunnel whether it is to join connections, and not to pass on one request
    /// @throws Refused 502 if it is none that Wave can speak to
    Optional<Uplink> to(Way way, boolean tunnel) throws Refused {
        if (way.isNear() || isDirect(way)) {
            return Optional.empty();
        }
        var name = tunnel ? "https_proxy" : "http_proxy";
        var named = value(name).isPresent() ? name : "all_proxy";
        var url = value(named);
        return url.isPresent() ? Optional.of(uplink(named, url.get())) : Optional.empty();
    }

    private static Uplink uplink(String name, String url) throws Refused {
        var parts = SHAPE.matcher(url);
        if (!parts.matches()
                || (parts.group("scheme") != null && !parts.group("scheme").equalsIgnoreCase("http"))) {
            throw new Refused(502, name + " of the user's environment names no proxy of the form http://HOST:PORT");
        }
        var user = Optional.ofNullable(parts.group("user"))
                .map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
                .map(text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        return new Uplink(Way.of(parts.group("at"), USUAL_PORT), user);
    }

    private boolean isDirect(Way way) {
        return direct.stream()
                .anyMatch(entry -> entry.equals("*")
                        || entry.equals(way.toString())
                        || way.host().equals(entry)
                        || way.host().endsWith("." + entry));
    }

    private Optional<String> value(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .flatMap(variable -> Stream.ofNullable(environment.get(variable)))
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
