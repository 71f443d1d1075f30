package dev.wave.report;

import dev.wave.model.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// What a page looks like, and the policy that lets it look so and do nothing else.
///
/// @param text of Wave's own; no markup
record StyleSheet(String text) {
    StyleSheet {
        if (text.contains("</") || text.contains("<!--")) {
            throw new IllegalArgumentException("markup in a style sheet");
        }
    }

    /// The one that Wave has.
    static StyleSheet own() {
        try (var file = StyleSheet.class.getResourceAsStream("report.css")) {
            if (file == null) {
                throw new IllegalStateException("report.css is missing");
            }
            return new StyleSheet(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For `Content-Security-Policy`: nothing is loaded, nothing runs, and no style holds but this one.
    String policy() {
        var hash = HexFormat.of().parseHex(Digest.ofText(text).hex());
        return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash)
                + "'; base-uri 'none'; form-action 'none'";
    }
}
