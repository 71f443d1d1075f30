package dev.wave.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Documents as trees, for schemas: JSON, and YAML as far as JSON can say the same. Numbers keep all their
/// digits.
final class SchemaDocuments {

    /// Bytes of a document that becomes a tree.
    static final int LARGEST = 10 * 1024 * 1024;

    private static final int MOST_NODES = 1_000_000;

    private SchemaDocuments() {}

    /// Reads strict JSON, or says what is wrong with it.
    static JsonNode json(byte[] bytes, Function<String, ? extends RuntimeException> wrong) throws IOException {
        checkSize(bytes);
        var problem = JsonCheck.problem(FormatCheck.reader(new ByteArrayInputStream(bytes), LARGEST));
        if (problem.isPresent()) {
            throw wrong.apply(problem.get());
        }
        return JsonTree.of(bytes);
    }

    /// Reads YAML, or says what is wrong with it. Aliases are followed as far as the whole stays small.
    static JsonNode yaml(byte[] bytes, Function<String, ? extends RuntimeException> wrong) throws IOException {
        checkSize(bytes);
        var settings = LoadSettings.builder()
                .setCodePointLimit(LARGEST)
                .setBufferSize(Math.max(1024, bytes.length)) // the reader's time grows with pieces squared
                .setMaxAliasesForCollections(1000)
                .build();
        try {
            var loaded = new Load(settings).loadFromString(new String(bytes, StandardCharsets.UTF_8));
            return new Converted(wrong).node(Optional.ofNullable(loaded), 0);
        } catch (YamlEngineException e) {
            throw wrong.apply("expected YAML: " + Shown.plain(String.valueOf(e.getMessage())));
        }
    }

    private static void checkSize(byte[] bytes) throws CannotCheck {
        if (bytes.length > LARGEST) {
            throw new CannotCheck("it is larger than " + LARGEST / 1024 / 1024 + " MB, too large for a schema");
        }
    }

    private static final class Converted {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
        private final Function<String, ? extends RuntimeException> wrong;
        private int nodes;

        Converted(Function<String, ? extends RuntimeException> wrong) {
            this.wrong = wrong;
        }

        JsonNode node(Optional<?> value, int depth) throws CannotCheck {
            if (++nodes > MOST_NODES || depth > FormatCheck.DEEPEST) {
                throw new CannotCheck("its aliases make it too large or too deep");
            }
            return switch (value.orElse(null)) {
                case null -> NODES.nullNode();
                case String text -> JsonTree.text(text);
                case Boolean truth -> NODES.booleanNode(truth);
                case Integer number -> NODES.numberNode(number);
                case Long number -> NODES.numberNode(number);
                case java.math.BigInteger number -> NODES.numberNode(number);
                case Double number
                when Double.isFinite(number) -> NODES.numberNode(java.math.BigDecimal.valueOf(number));
                case List<?> list -> {
                    var array = NODES.arrayNode();
                    for (var item : list) {
                        array.add(node(Optional.ofNullable(item), depth + 1));
                    }
                    yield array;
                }
                case Map<?, ?> map -> {
                    var object = NODES.objectNode();
                    for (var entry : map.entrySet()) {
                        object.set(
                                String.valueOf(entry.getKey()), node(Optional.ofNullable(entry.getValue()), depth + 1));
                    }
                    yield object;
                }
                default ->
                    throw wrong.apply("expected what JSON can say, found " + Shown.text(String.valueOf(value.get())));
            };
        }
    }
}
