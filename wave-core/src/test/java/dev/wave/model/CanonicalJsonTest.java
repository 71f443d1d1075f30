package dev.wave.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void sorts_keys_by_code_points_and_writes_no_spaces() {
        // U+FB33 lies below U+1F600 although its UTF-16 unit lies above the surrogates.
        assertThat(canonical(
                        "{\"\uFB33\": 1, \"\uD83D\uDE00\": 2, \"b\": [1, {\"z\": null, \"a\": true}], \"a\": \"x\"}"))
                .isEqualTo("{\"a\":\"x\",\"b\":[1,{\"a\":true,\"z\":null}],\"\uFB33\":1,\"\uD83D\uDE00\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "2, 2",
        "2.0, 2",
        "2.00e0, 2",
        "100, 100",
        "1e2, 100",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "123456789012345678901234, 1.23456789012345678901234e+23",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "-1.5e-9, -1.5e-9",
        "333333333.33333329, 333333333.33333329",
        "4.50, 4.5"
    })
    void writes_a_number_in_one_way(String written, String canonical) {
        assertThat(canonical(written)).isEqualTo(canonical);
        assertThat(CanonicalJson.number(Value.Num.of(new BigDecimal(written)))).isEqualTo(canonical);
    }

    @Test
    void escapes_only_what_json_must_escape() {
        assertThat(canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void writes_lone_surrogates_so_that_they_survive_utf_8() {
        assertThat(CanonicalJson.text(Value.of("a\uD800b\uDC00"))).isEqualTo("\"a\\ud800b\\udc00\"");
        assertThat(CanonicalJson.text(Value.of("\uD83D\uDE00"))).isEqualTo("\"\uD83D\uDE00\"");
    }

    @Test
    void reads_back_what_it_writes() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("\n", new Value.Seq(List.of(new Value.Null(), Value.of(true), Value.of("\u2028"))));
        fields.put("", Value.Num.of(new BigDecimal("1e-300")));
        var value = new Value.Obj(fields);

        assertThat(JsonText.read(CanonicalJson.text(value))).isEqualTo(new JsonText.Read.Parsed(value));
    }

    @Test
    void keeps_texts_apart_that_differ_only_in_normal_form_until_asked() {
        var composed = Value.of("\u00e9");
        var decomposed = Value.of("e\u0301");

        assertThat(CanonicalJson.text(decomposed)).isNotEqualTo(CanonicalJson.text(composed));
        assertThat(decomposed.nfc()).isEqualTo(composed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "Infinity",
                "tru",
                "1 2",
                "[1] x",
                "{\"a\":1,\"a\":2}",
                "\"a\nb\"",
                "\"\\x\"",
                "// c\n1",
                "1e99999999999",
                "1e20000",
                "\"\\ud8\"",
                "TRUE",
                "nul"
            })
    void refuses_what_is_not_strictly_json(String text) {
        assertThat(JsonText.read(text)).isInstanceOf(JsonText.Read.Malformed.class);
    }

    @Test
    void refuses_deep_nesting_and_endless_numbers_without_overflow() {
        assertThat(JsonText.read("[".repeat(20_000))).isInstanceOf(JsonText.Read.Malformed.class);
        assertThat(JsonText.read("[".repeat(20_000) + "]".repeat(20_000))).isInstanceOf(JsonText.Read.Malformed.class);
        assertThat(JsonText.read("{\"a\":".repeat(20_000))).isInstanceOf(JsonText.Read.Malformed.class);
        assertThat(JsonText.read("1".repeat(100_000))).isInstanceOf(JsonText.Read.Malformed.class);
        assertThat(JsonText.read("[".repeat(150) + "]".repeat(150))).isInstanceOf(JsonText.Read.Parsed.class);
    }

    private static String canonical(String json) {
        return switch (JsonText.read(json)) {
            case JsonText.Read.Parsed(var value) -> CanonicalJson.text(value);
            case JsonText.Read.Malformed(var message) -> throw new AssertionError(message);
        };
    }
}
