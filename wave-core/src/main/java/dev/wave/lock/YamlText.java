package dev.wave.lock;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Writes values as YAML that changes line by line: every section and every entry of a section has a line of
/// its own, and small things below stand on one.
final class YamlText {
    /// Texts that a reader could take for something else are quoted: `~`, `0x1f` and `True` as well.
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setSplitLines(false)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private YamlText() {}

    static String of(Value value) {
        var text = new StringWriter();
        new Dump(SETTINGS).dumpNode(node(value, 0), new Target(text));
        return text.toString();
    }

    private record Target(StringWriter text) implements StreamDataWriter {
        @Override
        public void write(String some) {
            text.write(some);
        }

        @Override
        public void write(String some, int offset, int length) {
            text.write(some, offset, length);
        }
    }

    private static Node node(Value value, int depth) {
        return switch (value) {
            case Value.Null _ -> scalar(Tag.NULL, "null");
            case Value.Bool(var truth) -> scalar(Tag.BOOL, Boolean.toString(truth));
            case Value.Num number -> scalar(number.isWhole() ? Tag.INT : Tag.FLOAT, CanonicalJson.number(number));
            case Value.Str(var text) ->
                new ScalarNode(Tag.STR, text, text.contains("\n") ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
            case Value.Seq(var items) ->
                new SequenceNode(
                        Tag.SEQ,
                        items.stream().map(item -> node(item, depth + 1)).toList(),
                        FlowStyle.FLOW);
            case Value.Obj(var fields) -> mapping(fields, depth);
        };
    }

    private static Node mapping(Map<String, Value> fields, int depth) {
        var small = depth > 1 && fields.values().stream().noneMatch(YamlText::isLarge);
        List<NodeTuple> tuples = fields.entrySet().stream()
                .map(field -> new NodeTuple(scalar(Tag.STR, field.getKey()), node(field.getValue(), depth + 1)))
                .toList();
        return new MappingNode(Tag.MAP, tuples, small ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static boolean isLarge(Value value) {
        return switch (value) {
            case Value.Null _, Value.Bool _, Value.Num _ -> false;
            case Value.Str(var text) -> text.contains("\n");
            case Value.Seq _, Value.Obj _ -> true;
        };
    }

    private static ScalarNode scalar(Tag tag, String text) {
        return new ScalarNode(tag, text, ScalarStyle.PLAIN);
    }
}
