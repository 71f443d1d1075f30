package dev.wave.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The trees that the validator is given, held to those that its own mapper reads.
class JsonTreeTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "2147483647",
                "2147483648",
                "-2147483648",
                "-2147483649",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "-9223372036854775809",
                "123456789012345678901234567890",
                "0.0",
                "-0.0",
                "1.50",
                "1e5",
                "1E400",
                "100e-2",
                "0.1000000000000000055511151231257827021181583404541015625",
                "true",
                "false",
                "null",
                "\"\"",
                "\"a \\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u0001 \\u2028 é 😀 \\ud83d\\ude00\"",
                "[]",
                "{}",
                "[1, [2.0, \"x\"], {\"b\": null, \"a\": [true]}]",
                "{\"\": {\"deep\": {\"er\": [[[]]]}}, \"z\": 1, \"a\": 2}"
            })
    void is_what_the_validators_own_mapper_reads(String json) throws IOException {
        var tree = tree(json);
        var theirs = MAPPER.readTree(json);
        assertThat(tree).isEqualTo(theirs);
        assertThat(tree.getNodeType()).isEqualTo(theirs.getNodeType());
        assertThat(tree.toString()).isEqualTo(theirs.toString());
        assertThat(new JsonTree().readTree(json, InputFormat.JSON)).isEqualTo(theirs);
    }

    @Test
    void keeps_what_is_whole_apart_from_what_has_a_fraction() throws IOException {
        assertThat(tree("1").isIntegralNumber()).isTrue();
        assertThat(tree("1.0").isIntegralNumber()).isFalse();
        assertThat(tree("1e0").isIntegralNumber()).isFalse();
    }

    private static JsonNode tree(String json) throws IOException {
        return JsonTree.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
