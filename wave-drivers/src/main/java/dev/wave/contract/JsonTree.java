package dev.wave.contract;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// JSON as the validator's tree, by the reader that all of Wave uses. The validator's own mapper, which
/// the tree's texts
/// would need as well to be written, is some 450 classes that no JVM should load for this. Numbers keep all digits.
final class JsonTree implements NodeReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// The tree of a text in which [JsonCheck] found no problem.
    static JsonNode of(byte[] checked) throws IOException {
        return read(new InputStreamReader(new ByteArrayInputStream(checked), StandardCharsets.UTF_8));
    }

    @Override
    public JsonNode readTree(String content, InputFormat format) {
        return published(new StringReader(content));
    }

    @Override
    public JsonNode readTree(InputStream content, InputFormat format) {
        return published(new InputStreamReader(content, StandardCharsets.UTF_8));
    }

    /// The tree of what the validator brings with it: its meta-schemas, all in JSON.
    private static JsonNode published(Reader json) {
        try {
            return read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Reader text) throws IOException {
        var json = new JsonReader(text);
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(FormatCheck.DEEPEST);
        return value(json);
    }

    private static JsonNode value(JsonReader json) throws IOException {
        return switch (json.peek()) {
            case BEGIN_OBJECT -> {
                var object = NODES.objectNode();
                json.beginObject();
                while (json.hasNext()) {
                    object.set(json.nextName(), value(json));
                }
                json.endObject();
                yield object;
            }
            case BEGIN_ARRAY -> {
                var array = NODES.arrayNode();
                json.beginArray();
                while (json.hasNext()) {
                    array.add(value(json));
                }
                json.endArray();
                yield array;
            }
            case STRING -> text(json.nextString());
            case NUMBER -> number(json.nextString());
            case BOOLEAN -> NODES.booleanNode(json.nextBoolean());
            case NULL -> {
                json.nextNull();
                yield NODES.nullNode();
            }
            case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT ->
                throw new IllegalStateException("no value at " + json.getPath());
        };
    }

    /// The node of a text.
    static JsonNode text(String text) {
        return new TextNode(text);
    }

    private static final class TextNode extends StringNode {
        private static final long serialVersionUID = 1L;

        TextNode(String text) {
            super(text);
        }

        @Override
        public String toString() {
            return CanonicalJson.text(Value.of(asString()));
        }
    }

    private static JsonNode number(String text) {
        if (text.contains(".") || text.contains("e") || text.contains("E")) {
            return NODES.numberNode(new BigDecimal(text));
        }
        var whole = new BigInteger(text);
        if (whole.bitLength() >= Long.SIZE) {
            return NODES.numberNode(whole);
        }
        return whole.bitLength() < Integer.SIZE
                ? NODES.numberNode(whole.intValue())
                : NODES.numberNode(whole.longValue());
    }
}
