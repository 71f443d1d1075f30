package dev.wave.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds what has the form of a key in bytes, whoever it belongs to: for what is about to leave the machine.
///
/// Knows the forms that say themselves what they are, and no others: a random word is no key to it.
public final class KeyPatterns {
    private static final int PIECE = 1 << 20;

    /// No key is longer; as much of a piece is looked at again with the next one.
    private static final int OVERLAP = 512;

    private record Form(String name, Pattern pattern) {
        Form(String name, String pattern) {
            this(name, Pattern.compile(pattern));
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("a private key", "-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
            new Form("a key of Anthropic", "\\bsk-ant-[A-Za-z0-9_-]{20,}"),
            new Form("a key of OpenAI", "\\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}"),
            new Form("a token of GitHub", "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})"),
            new Form("a token of GitLab", "\\bglpat-[A-Za-z0-9_-]{20}"),
            new Form("a key of AWS", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            new Form("a key of Google", "\\bAIza[A-Za-z0-9_-]{35}"),
            new Form("a token of Slack", "\\bxox[abprs]-[A-Za-z0-9-]{20}"),
            new Form("a key of Stripe", "\\b[rs]k_live_[A-Za-z0-9]{20}"),
            new Form("a token of npm", "\\bnpm_[A-Za-z0-9]{36}"));

    private KeyPatterns() {}

    /// What kind of key the bytes hold, for people; never the key. Does not close the stream.
    public static Optional<String> in(InputStream bytes) throws IOException {
        var before = "";
        for (var piece = bytes.readNBytes(PIECE); piece.length > 0; piece = bytes.readNBytes(PIECE)) {
            var text = before + new String(piece, StandardCharsets.ISO_8859_1);
            for (var form : FORMS) {
                if (form.pattern().matcher(text).find()) {
                    return Optional.of(form.name());
                }
            }
            before = text.substring(Math.max(0, text.length() - OVERLAP));
        }
        return Optional.empty();
    }
}
