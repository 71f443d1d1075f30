package dev.wave.gateway;

import dev.wave.gateway.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;

/// What an agent has in the place of a key: worth nothing anywhere but at the one door it was made for.
record Token(String text) {
    private static final int BYTES = 24;

    static Token fresh() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token("wave-" + HexFormat.of().formatHex(bytes));
    }

    /// Whether a request carries it, in one of the ways in which keys are carried.
    boolean isIn(Headers headers) {
        return Stream.of(
                        headers.all("x-api-key").stream(),
                        headers.all("x-goog-api-key").stream(),
                        headers.all("api-key").stream(),
                        headers.all("authorization").stream().map(Token::ofBearer))
                .flatMap(given -> given)
                .anyMatch(this::is);
    }

    private static String ofBearer(String value) {
        return value.regionMatches(true, 0, "bearer ", 0, 7)
                ? value.substring(7).strip()
                : "";
    }

    private boolean is(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}
