package dev.wave.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FormatCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1, 2.5e3, \"\\u00e9\", null, true]",
                " 42 ",
                "\"text\"",
                "{\"a\": {\"a\": 1}, \"b\": [{\"a\": 1}]}"
            })
    void json_is_one_strict_value(String json) throws IOException {
        assertThat(problem(Format.JSON, json)).isEmpty();
    }

    @Test
    void what_is_not_json_is_said_with_its_place() throws IOException {
        assertThat(problem(Format.JSON, "{\"a\": 1,\n \"b\": }"))
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("expected JSON").contains("line 2"));
        assertThat(problem(Format.JSON, "{\"a\": 1"))
                .hasValueSatisfying(text -> assertThat(text).contains("end too early"));
        assertThat(problem(Format.JSON, "{\"a\": 1} {}"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("expected"));
        for (var wrong : new String[] {
            "{'a': 1}",
            "{a: 1}",
            "NaN",
            "[Infinity]",
            "[1,]",
            "// no\n1",
            "/* */ 1",
            "True",
            "01",
            "1;",
            "{\"a\"=1}",
            "\"\t\"",
            "{\"a\":1,}",
            "nul",
            "+1",
            ".5"
        }) {
            assertThat(problem(Format.JSON, wrong)).as(wrong).isPresent();
        }
    }

    @Test
    void a_key_twice_is_not_json() throws IOException {
        assertThat(problem(Format.JSON, "{\"a\": 1, \"b\": {\"a\": 1}, \"a\": 2}"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("the key 'a' stands twice"));
        assertThat(problem(Format.JSON, "{\"a\": 1, \"\\u0061\": 2}")).isPresent();
    }

    @Test
    void a_byte_order_mark_is_not_json() throws IOException {
        assertThat(problem(Format.JSON, "\uFEFF{}")).contains("expected JSON, found a byte order mark before it");
    }

    @Test
    void nesting_and_numbers_beyond_reason_are_not_checked() {
        assertThatThrownBy(() -> problem(Format.JSON, "[".repeat(100_000)))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("nested deeper than 512");
        assertThatThrownBy(() -> problem(Format.JSON, "[1e1000000000]")).isInstanceOf(CannotCheck.class);
        assertThatThrownBy(() -> problem(Format.YAML, "[".repeat(100_000)))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("nested deeper than 512");
    }

    @Test
    void fifty_megabytes_of_json_are_read_without_a_tree() throws IOException {
        var json = new StringBuilder("[");
        while (json.length() < 50_000_000) {
            json.append("{\"name\": \"x\", \"values\": [1, 2, 3]},");
        }

        assertThat(problem(Format.JSON, json.append("null]").toString())).isEmpty();
    }

    @Test
    void what_is_larger_than_any_document_is_not_checked() {
        assertThatThrownBy(() -> FormatCheck.problem(Format.JSON, endless(' ')))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("larger than 64 MB");
        assertThatThrownBy(() -> FormatCheck.problem(Format.TEXT, endless(' ')))
                .isInstanceOf(CannotCheck.class)
                .hasMessageContaining("takes too long");
    }

    @Test
    void yaml_is_read_and_not_expanded() throws IOException {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("]\n");
        }

        assertThat(problem(Format.YAML, laughs.toString())).isEmpty();
        assertThat(problem(Format.YAML, "a: 1\nb: [x, {y: z}]\n---\na: 2\n")).isEmpty();
        assertThat(problem(Format.YAML, "text: " + "x".repeat(4_000_000))).isEmpty();
    }

    @Test
    void what_is_not_yaml_is_said_with_its_place() throws IOException {
        assertThat(problem(Format.YAML, "a: 1\n b: 2\n"))
                .hasValueSatisfying(text -> assertThat(text).contains("line 2"));
        assertThat(problem(Format.YAML, "a: 1\nb: 2\na: 3\n")).contains("the key 'a' stands twice (line 3, column 1)");
        assertThat(problem(Format.YAML, "a: *b\n"))
                .hasValueSatisfying(text -> assertThat(text).contains("'*b' has no anchor"));
        assertThat(problem(Format.YAML, "# only a comment\n")).contains(FormatCheck.EMPTY);
        assertThat(problem(Format.YAML, "a: \"\n")).isPresent();
        assertThat(problem(Format.YAML, "\t- a\n")).isPresent();
    }

    @Test
    void csv_has_records_of_one_length() throws IOException {
        assertThat(problem(Format.CSV, "a,b,c\r\n1,\"x, \"\"y\"\"\n z\",3\r\n,,\r\n"))
                .isEmpty();
        assertThat(problem(Format.CSV, "one column\nwithout commas\n")).isEmpty();
        assertThat(problem(Format.CSV, "a,b\n1,2\n1,2,3\n"))
                .contains("expected 2 fields as in the first record, found 3 (line 3)");
        assertThat(problem(Format.CSV, "a,b\n1,2\n\n1\n"))
                .contains("expected 2 fields as in the first record, found 1 (line 4)");
        assertThat(problem(Format.CSV, "a,b\n\"1,2\n"))
                .contains("expected CSV, found a quote that is never closed (record of line 2)");
        assertThat(problem(Format.CSV, "a\"b,c\n")).isPresent();
        assertThat(problem(Format.CSV, "\"a\"b,c\n")).isPresent();
        assertThat(problem(Format.CSV, "a,b,\"c\"")).isEmpty();
    }

    @Test
    void a_diff_has_hunks_as_long_as_they_say() throws IOException {
        var diff = """
                From 1 Mon Sep 17 00:00:00 2001
                Subject: a mailed patch

                diff --git a/x b/x
                --- a/x
                +++ b/x
                @@ -1,3 +1,3 @@ fn
                 a
                -b
                +B
                 c
                \\ No newline at end of file
                --
                2.39
                """;
        assertThat(problem(Format.DIFF, diff)).isEmpty();
        assertThat(problem(Format.DIFF, diff.replace("-1,3", "-1,9")))
                .contains("expected a unified diff, found a hunk of another length than its heading says (line 7)");
        assertThat(problem(Format.DIFF, "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n"))
                .isEmpty();
        assertThat(problem(Format.DIFF, "I changed x to y.\n")).contains("expected a unified diff, found no hunk");
        assertThat(problem(Format.DIFF, "@@ -1 +1 @@\n-a\n+b\n")).isEmpty();
        assertThat(problem(Format.DIFF, "@@ -1,99999999999999 +1 @@\n-a\n")).isPresent();
    }

    @Test
    void text_is_utf_8_and_not_blank() throws IOException {
        assertThat(problem(Format.TEXT, "ä")).isEmpty();
        assertThat(problem(Format.MARKDOWN, " \n\t\n")).contains(FormatCheck.EMPTY);
        assertThat(FormatCheck.problem(Format.CODE, bytes(new byte[] {'a', (byte) 0xFF})))
                .contains("it is not UTF-8");
        assertThat(FormatCheck.problem(Format.JSON, bytes(new byte[] {'"', (byte) 0xC3, '"'})))
                .contains("it is not UTF-8");
    }

    @Test
    void html_has_a_tag() throws IOException {
        assertThat(problem(Format.HTML, "<!doctype html><p>x")).isEmpty();
        assertThat(problem(Format.HTML, "x".repeat(8191) + "<p>")).isEmpty();
        assertThat(problem(Format.HTML, "a < b")).contains("expected HTML, found no tag");
    }

    @Test
    void binary_and_any_are_only_not_empty() throws IOException {
        assertThat(FormatCheck.problem(Format.BINARY, bytes(new byte[] {0}))).isEmpty();
        assertThat(problem(Format.BINARY, " ")).isEmpty();
        assertThat(FormatCheck.problem(Format.ANY, bytes(new byte[] {(byte) 0xFF})))
                .isEmpty();
        assertThat(problem(Format.ANY, " \r\n")).contains(FormatCheck.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DIRECTORY")
    void nothing_is_never_something(Format format) throws IOException {
        assertThat(problem(format, "")).contains(FormatCheck.EMPTY);
    }

    private static Optional<String> problem(Format format, String text) throws IOException {
        return FormatCheck.problem(format, bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static InputStream bytes(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream endless(char letter) {
        return new InputStream() {
            @Override
            public int read() {
                return letter;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) letter);
                return length;
            }
        };
    }
}
