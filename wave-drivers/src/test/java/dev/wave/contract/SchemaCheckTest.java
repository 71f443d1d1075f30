package dev.wave.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SchemaCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{\"type\": \"object\"}",
                "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\"}",
                "{\"$schema\": \"https://json-schema.org/draft/2019-09/schema\", \"type\": \"object\"}",
                "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\"}",
                "{\"$schema\": \"http://json-schema.org/draft-06/schema#\", \"type\": \"object\"}",
                "{\"$schema\": \"http://json-schema.org/draft-04/schema#\", \"type\": \"object\"}",
                "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/a\"}}}",
                "{\"$ref\": \"#\"}",
                "{\"$id\": \"https://example.org/s\", \"$ref\": \"other\", \"$defs\": {\"o\": {\"$id\": \"other\", \"type\": \"string\"}}}",
                "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}"
            })
    void a_schema_of_a_known_dialect_can_be_used(String schema) throws Exception {
        assertThat(SchemaCheck.problems(schema)).isEmpty();
    }

    @Test
    void what_is_no_schema_says_all_that_is_wrong() throws Exception {
        assertThat(SchemaCheck.problems("{\"type\": \"objekt\", \"minLength\": -1}"))
                .anySatisfy(problem -> assertThat(problem).startsWith("/type: "))
                .anySatisfy(problem -> assertThat(problem).isEqualTo("/minLength: expected >= 0, found -1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "12",
                "{\"type\": \"object\", \"type\": \"array\"}",
                "{\"required\": \"name\"}",
                "{\"pattern\": \"(\"}",
                "{\"$ref\": \"#/$defs/nowhere\"}",
                "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/nowhere\"}}}",
                "{\"$ref\": \"https://example.org/other.json\"}",
                "{\"$ref\": \"file:///etc/passwd\"}",
                "{\"$ref\": \"classpath:META-INF/MANIFEST.MF\"}",
                "{\"$ref\": \"other.json\"}",
                "{\"$schema\": \"https://example.org/my-dialect\"}",
                "{\"$schema\": \"http://json-schema.org/draft-03/schema#\"}",
                "{\"$schema\": 12}"
            })
    void what_cannot_be_used_is_refused(String schema) throws Exception {
        assertThat(SchemaCheck.problems(schema))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).doesNotContain("\n"));
    }

    @Test
    void a_schema_nested_without_end_is_refused() throws Exception {
        var deep = "{\"not\": ".repeat(100_000) + "true" + "}".repeat(100_000);

        assertThat(SchemaCheck.problems(deep))
                .isEqualTo(List.of("it cannot be checked: it is nested deeper than 512 levels"));
    }
}
