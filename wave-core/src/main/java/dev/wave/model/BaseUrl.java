package dev.wave.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// The address below which a model's API lies: `https://host:port/path`, without a slash at its end. It holds
/// no user, no query and no fragment, so that it can be shown and nothing secret is in it.
public record BaseUrl(URI uri) {
    public BaseUrl {
        wrong(uri).ifPresent(what -> {
            throw new IllegalArgumentException("not a base URL: " + what);
        });
    }

    /// Reads an address; slashes at its end are dropped.
    public static Read read(String text) {
        try {
            var uri = new URI(text.strip().replaceFirst("/+$", ""));
            return wrong(uri).<Read>map(Read.Wrong::new).orElseGet(() -> new Read.Good(new BaseUrl(uri)));
        } catch (URISyntaxException _) {
            return new Read.Wrong("is not a URL");
        }
    }

    /// What reading gave.
    public sealed interface Read {
        /// An address that can be used.
        record Good(BaseUrl url) implements Read {}

        /// An address that cannot be used.
        ///
        /// @param what what is wrong, to follow the field's name; never holds what was written
        record Wrong(String what) implements Read {}
    }

    /// The host's name or address, as it is written.
    public String host() {
        return uri.getHost();
    }

    private static Optional<String> wrong(URI uri) {
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must start with https:// or http://");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("holds a user or password");
        }
        if (uri.getHost() == null) {
            return Optional.of("names no valid host");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("has no port from 1 to 65535");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("ends with a query or fragment");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
