package dev.wave.redaction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.function.IntPredicate;

/// The forms in which a secret's value is recognised: as it is, in JSON (also JSON in JSON), in base64 at each of
/// its three alignments and in both alphabets, in hexadecimal, percent-encoded, quoted for a shell, and escaped
/// for HTML. Not in anything compressed, encrypted or split up.
///
/// Forms are byte strings, written as text of which each character is a byte.
final class Encodings {

    /// Bytes of base64 below which too much else would look like it.
    private static final int SHORTEST_BASE64 = 6;

    private static final int SHORTEST_LINE = 16;
    private static final String UNRESERVED = "-._~";

    private final SequencedSet<String> forms = new LinkedHashSet<>();

    private Encodings() {}

    /// All forms of a value. Of several lines, long ones without spaces are recognised alone, too, because programs
    /// print keys line by line; but for the line that only says that a key follows.
    static List<String> of(String value) {
        var encodings = new Encodings();
        encodings.add(value);
        encodings.add(value.strip());
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE && !line.contains(" ") && !line.startsWith("-----"))
                .forEach(encodings::add);
        encodings.forms.remove("");
        return List.copyOf(encodings.forms);
    }

    private void add(String value) {
        if (value.isEmpty()) {
            return;
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        text(value);
        json(value);
        shell(value);
        html(value);
        base64(bytes);
        hexadecimal(bytes);
        percent(bytes);
    }

    private void text(String form) {
        forms.add(new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private void json(String value) {
        var plain = json(value, _ -> false);
        for (var form : List.of(
                plain,
                plain.replace("/", "\\/"),
                json(value, c -> "<>&='".indexOf(c) >= 0),
                json(value, c -> "<>&".indexOf(c) >= 0),
                json(value, c -> c > '~'),
                upperEscapes(json(value, c -> c > '~')))) {
            text(form);
            text(json(form, _ -> false));
        }
    }

    /// @param escaped which characters are written as a code although they need not be
    private static String json(String value, IntPredicate escaped) {
        var text = new StringBuilder();
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (c < ' ' || escaped.test(c)) {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }

    private static String upperEscapes(String json) {
        var text = new StringBuilder(json);
        for (var at = text.indexOf("\\u"); at >= 0 && at + 6 <= text.length(); at = text.indexOf("\\u", at + 2)) {
            text.replace(at + 2, at + 6, text.substring(at + 2, at + 6).toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }

    private void shell(String value) {
        text(value.replace("'", "'\\''"));
        text(value.replace("'", "'\"'\"'"));
        text(escaped(value, c -> "\"\\$`".indexOf(c) >= 0));
        text(escaped(value, c -> c < 0x80 && !Character.isLetterOrDigit(c) && "_-./:,@%+=\n".indexOf(c) < 0));
        text(escaped(value, c -> c < 0x80 && !Character.isLetterOrDigit(c) && "_-./\n".indexOf(c) < 0));
        var ansi = value.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
        text(ansi);
    }

    private static String escaped(String value, IntPredicate special) {
        var text = new StringBuilder();
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            text.append(special.test(c) ? "\\" : "").append(c);
        }
        return text.toString();
    }

    private void html(String value) {
        var plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        text(plain);
        for (var apostrophe : List.of("'", "&#39;", "&#x27;", "&apos;")) {
            text(plain.replace("\"", "&quot;").replace("'", apostrophe));
            text(plain.replace("\"", "&#34;").replace("'", apostrophe));
        }
    }

    /// Of base64 only the characters that the value alone decides: what stands before and after it in the encoded
    /// bytes is anybody's.
    private void base64(byte[] bytes) {
        for (var before = 0; before < 3; before++) {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            var own = text.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
            if (own.length() >= SHORTEST_BASE64) {
                forms.add(own);
                forms.add(own.replace('+', '-').replace('/', '_'));
                forms.add(wrapped(own, 76));
            }
        }
    }

    /// As a tool wraps it, and JSON then writes the line ends. Real line ends count for nothing anyway.
    private static String wrapped(String form, int width) {
        return form.replaceAll("(.{" + width + "})(?=.)", "$1\\\\n");
    }

    private void hexadecimal(byte[] bytes) {
        for (var digits : List.of("%02x", "%02X")) {
            var pairs = new ArrayList<String>();
            for (var b : bytes) {
                pairs.add(digits.formatted(b));
            }
            forms.add(String.join("", pairs));
            forms.add(wrapped(String.join("", pairs), 60));
            forms.add(String.join(" ", pairs));
            forms.add(String.join(":", pairs));
            forms.add("\\x" + String.join("\\x", pairs));
            forms.add("%" + String.join("%", pairs));
        }
    }

    private void percent(byte[] bytes) {
        for (var kept :
                List.of(UNRESERVED, UNRESERVED + "/", UNRESERVED + "!*'()", "-._*", UNRESERVED + "!*'();/?:@&=+$,#")) {
            var upper = percent(bytes, kept, "%%%02X");
            var lower = percent(bytes, kept, "%%%02x");
            forms.addAll(Arrays.asList(upper, lower, upper.replace("%20", "+"), lower.replace("%20", "+")));
        }
    }

    private static String percent(byte[] bytes, String kept, String format) {
        var text = new StringBuilder();
        for (var b : bytes) {
            var c = (char) (b & 0xff);
            var isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            text.append(isPlain ? Character.toString(c) : format.formatted(b));
        }
        return text.toString();
    }
}
