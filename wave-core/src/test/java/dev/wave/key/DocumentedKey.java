package dev.wave.key;

import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/// A key as `docs/reference/keys.md` tells an outsider to compute it. Uses nothing of Wave's, so that the page
/// and the program are two.
final class DocumentedKey {
    private static final Map<Integer, String> SHORT =
            Map.of((int) '"', "\\\"", (int) '\\', "\\\\", 8, "\\b", 9, "\\t", 10, "\\n", 12, "\\f", 13, "\\r");

    private static final Comparator<String> BY_CODE_POINTS =
            Comparator.comparing(text -> text.codePoints().toArray(), (one, other) -> Arrays.compare(one, other));

    private DocumentedKey() {}

    static String of(JsonElement components) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return "sha256:"
                    + HexFormat.of().formatHex(sha256.digest(text(components).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonElement json) {
        if (json.isJsonObject()) {
            return json.getAsJsonObject().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(BY_CODE_POINTS))
                    .map(field -> quoted(field.getKey()) + ":" + text(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (json.isJsonArray()) {
            return json.getAsJsonArray().asList().stream()
                    .map(DocumentedKey::text)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        var plain = json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
        return plain ? quoted(json.getAsString()) : json.toString(); // the vectors' numbers are canonical as they are
    }

    private static String quoted(String text) {
        return text.codePoints().mapToObj(DocumentedKey::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int point) {
        var surrogate = point >= 0xd800 && point <= 0xdfff;
        return SHORT.getOrDefault(
                point, point < 0x20 || surrogate ? String.format("\\u%04x", point) : Character.toString(point));
    }
}
