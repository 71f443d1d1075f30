package dev.wave.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.wave.model.SecretName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String VALUE = "p4$$ \"w'rd\\<&/ü+";

    /// How the value comes out of a tool, with the name of the tool.
    static Stream<Map.Entry<String, String>> forms() throws IOException {
        var bytes = VALUE.getBytes(StandardCharsets.UTF_8);
        var forms = new LinkedHashMap<String, String>();
        forms.put("as it is", VALUE);
        forms.put("JSON", new Gson().newBuilder().disableHtmlEscaping().create().toJson(VALUE));
        forms.put("JSON for HTML", new Gson().toJson(VALUE));
        forms.put("JSON in JSON", new Gson().toJson(new Gson().toJson(Map.of("v", VALUE))));
        forms.put("JSON in ASCII", "\"p4$$ \\\"w'rd\\\\<&/\\u00fc+\"");
        for (var before : List.of("", "x", "xy", "xyz", "user:")) {
            for (var after : List.of("", "\n", "\"}")) {
                var around = (before + VALUE + after).getBytes(StandardCharsets.UTF_8);
                forms.put(
                        "base64 of " + before + "…" + after, Base64.getEncoder().encodeToString(around));
                forms.put(
                        "url base64 of " + before + "…" + after,
                        Base64.getUrlEncoder().encodeToString(around));
                forms.put(
                        "wrapped base64 of " + before + "…" + after,
                        Base64.getMimeEncoder(4, new byte[] {10}).encodeToString(around));
            }
        }
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        forms.put("hex with colons", HexFormat.ofDelimiter(":").formatHex(bytes));
        forms.put("hex of a shell", HexFormat.of().withPrefix("\\x").formatHex(bytes));
        forms.put("form", URLEncoder.encode(VALUE, StandardCharsets.UTF_8));
        forms.put("URI", URLEncoder.encode(VALUE, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.put("every byte in percent", HexFormat.of().withPrefix("%").formatHex(bytes));
        forms.put("single quotes", "'p4$$ \"w'\\''rd\\<&/ü+'");
        forms.put("double quotes", "\"p4\\$\\$ \\\"w'rd\\\\<&/ü+\"");
        forms.put("bash's %q", "p4\\$\\$\\ \\\"w\\'rd\\\\\\<\\&/ü+");
        forms.put("HTML", "p4$$ &quot;w&#39;rd\\&lt;&amp;/ü+");
        return forms.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void hides_a_value_however_it_is_written(Map.Entry<String, String> form) throws IOException {
        var text = "before " + form.getValue() + " after";
        var redaction = knowing(VALUE);

        assertThat(redaction.text(text)).contains("[secret TOKEN]").doesNotContain(form.getValue());
        assertThat(redaction.in(text)).contains(new SecretName("TOKEN"));
        assertThat(redaction.in(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .contains(new SecretName("TOKEN"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void hides_it_wherever_the_stream_is_cut(Map.Entry<String, String> form) {
        var bytes = ("a" + form.getValue() + "b").getBytes(StandardCharsets.UTF_8);
        var whole = redacted(bytes, bytes.length);

        for (var cut = 1; cut < bytes.length; cut++) {
            assertThat(redacted(bytes, cut, bytes.length)).as("cut at " + cut).isEqualTo(whole);
        }
        var each = new int[bytes.length];
        for (var i = 0; i < each.length; i++) {
            each[i] = i + 1;
        }
        assertThat(redacted(bytes, each)).isEqualTo(whole);
    }

    @Test
    void replaces_exactly_the_value() {
        assertThat(knowing("hunter22").text("x hunter22y hunter2 hunter22hunter22."))
                .isEqualTo("x [secret TOKEN]y hunter2 [secret TOKEN][secret TOKEN].");
    }

    @Test
    void agrees_with_a_search_in_the_whole_text_however_that_is_cut() {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++) {
            var value = word(random, 4 + random.nextInt(6));
            var text = new StringBuilder();
            for (var part = 0; part < 12; part++) {
                text.append(random.nextInt(3) == 0 ? value : word(random, random.nextInt(9)));
            }
            var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
            var cuts = new ArrayList<Integer>();
            for (var at = random.nextInt(4); at < bytes.length; at += 1 + random.nextInt(5)) {
                cuts.add(at);
            }
            cuts.add(bytes.length);

            assertThat(redacted(
                            value,
                            bytes,
                            cuts.stream().mapToInt(Integer::intValue).toArray()))
                    .as(value + " in " + text)
                    .isEqualTo(covered(text.toString(), value));
        }
    }

    @Test
    void lets_through_at_once_what_cannot_be_the_beginning_of_a_value() {
        var stream = knowing("hunter22").stream();

        assertThat(text(stream.add(bytes("a line\n"), 7))).isEqualTo("a line\n");
        assertThat(text(stream.add(bytes("a hunt"), 6))).isEqualTo("a ");
        assertThat(text(stream.add(bytes("ing dog\n"), 8))).isEqualTo("hunting dog\n");
        assertThat(text(stream.add(bytes("h"), 1))).isEmpty();
        assertThat(text(stream.end())).isEqualTo("h");
    }

    @Test
    void finds_what_a_terminal_or_a_tool_has_wrapped() {
        assertThat(knowing("hunter22").text("hun\r\nter22 h\nu\nn\nt\ne\nr\n2\n2 hun\n\n\nter22"))
                .isEqualTo("[secret TOKEN] [secret TOKEN] hun\n\n\nter22");
    }

    @Test
    void finds_the_lines_of_a_key_alone() {
        var key = """
                -----BEGIN PRIVATE KEY-----
                MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj
                MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S
                -----END PRIVATE KEY-----""";
        var redaction = knowing(key);

        assertThat(redaction.text(key)).isEqualTo("[secret TOKEN]");
        assertThat(redaction.text("> MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S\n")).isEqualTo("> [secret TOKEN]\n");
        assertThat(redaction.in("-----BEGIN PRIVATE KEY-----")).isEmpty();
    }

    @Test
    void tells_several_secrets_apart_and_hides_what_overlaps() {
        var vault = new Vault();
        vault.add(new SecretName("A"), "abcdef");
        vault.add(new SecretName("B"), "defghi");
        vault.add(new SecretName("C"), "other-one");

        assertThat(vault.redaction().text("abcdefghi! other-one")).isEqualTo("[secret A]! [secret C]");
    }

    @Test
    void goes_on_hiding_a_value_that_was_rotated() {
        var vault = new Vault();
        vault.add(new SecretName("A"), "the-old-one");
        var before = vault.redaction();
        vault.add(new SecretName("A"), "the-new-one");

        assertThat(before.text("the-new-one")).isEqualTo("the-new-one");
        assertThat(vault.redaction().text("the-old-one the-new-one")).isEqualTo("[secret A] [secret A]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing here", "[secret OTHER]", "hunter2", "ünïcode \uD83D\uDE00"})
    void leaves_everything_else_as_it_is(String text) {
        assertThat(knowing("hunter22").text(text)).isEqualTo(text);
        assertThat(knowing("hunter22").inMessage(text)).isEmpty();
        assertThat(Redaction.NONE.text(text)).isEqualTo(text);
    }

    @Test
    void knows_that_a_message_held_a_value_once_it_is_hidden() {
        assertThat(knowing("hunter22").inMessage("it is [secret TOKEN]")).contains(new SecretName("TOKEN"));
    }

    @Test
    void says_nothing_of_a_value_itself() {
        var vault = new Vault();
        vault.add(new SecretName("TOKEN"), "hunter22");

        assertThat(vault.redaction()).hasToString("Redaction[TOKEN]");
        assertThat(vault.redaction().place("dir/hunter22.txt", new SecretName("TOKEN")))
                .hasToString("dir/[secret TOKEN].txt: holds the secret TOKEN");
    }

    /// The text with every occurrence covered, those that overlap as one.
    private static String covered(String text, String value) {
        var out = new StringBuilder();
        var done = 0;
        var end = 0;
        for (var at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            if (at >= end) {
                out.append(text, done, at).append("[secret TOKEN]");
            }
            end = at + value.length();
            done = end;
        }
        return out + text.substring(done);
    }

    private static String word(Random random, int length) {
        var word = new StringBuilder();
        for (var i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(2)));
        }
        return word.toString();
    }

    private static Redaction knowing(String value) {
        var vault = new Vault();
        vault.add(new SecretName("TOKEN"), value);
        return vault.redaction();
    }

    private static String redacted(byte[] bytes, int... cuts) {
        return redacted(VALUE, bytes, cuts);
    }

    private static String redacted(String value, byte[] bytes, int... cuts) {
        var stream = knowing(value).stream();
        var out = new ByteArrayOutputStream();
        var from = 0;
        for (var cut : cuts) {
            var piece = Arrays.copyOfRange(bytes, from, cut);
            out.writeBytes(stream.add(piece, piece.length));
            from = cut;
        }
        out.writeBytes(stream.end());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
