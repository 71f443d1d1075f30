package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Diagnostic;
import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class SchemaBundleTest {
    private final LinkedHashMap<String, String> files = new LinkedHashMap<>();
    private final ArrayList<Diagnostic> problems = new ArrayList<>();

    @Test
    void leaves_a_schema_without_references_alone() {
        assertThat(bundled("{'type':'object','properties':{'a':{'$ref':'#/$defs/x'}},'$defs':{'x':true}}"))
                .isEqualTo("{'$defs':{'x':true},'properties':{'a':{'$ref':'#/$defs/x'}},'type':'object'}");
    }

    @Test
    void puts_files_inside_that_are_referred_to() {
        files.put("c/b.json", "{'$id':'https://example.org/b','type':'string','items':{'$ref':'#/x'},'x':true}");

        assertThat(bundled("{'items':{'$ref':'b.json'}}"))
                .isEqualTo("{'$defs':{'wave:1':{'items':"
                        + "{'$ref':'#/$defs/wave:1/x'},'type':'string','x':true}},'items':{'$ref':'#/$defs/wave:1'}}");
    }

    @Test
    void follows_references_round_in_circles_once() {
        files.put("c/b.json", "{'not':{'$ref':'a.json#/x'},'else':{'$ref':'../d/e f.json#/y/z'}}");
        files.put("d/e f.json", "{'y':{'z':{'$ref':'../c/b.json'}}}");

        assertThat(bundled("{'x':{'$ref':'./b.json#'}}"))
                .isEqualTo("{'$defs':{'wave:1':{'else':"
                        + "{'$ref':'#/$defs/wave:2/y/z'},'not':{'$ref':'#/x'}},"
                        + "'wave:2':{'y':{'z':{'$ref':'#/$defs/wave:1'}}}},'x':{'$ref':'#/$defs/wave:1'}}");
        assertThat(problems).isEmpty();
    }

    @Test
    void says_the_same_wherever_the_files_are_and_however_they_are_laid_out() {
        files.put("c/b.json", "{'minimum':1}");
        files.put("c/d.json", "{'maximum':9}");
        var before = bundled("{'if':{'$ref':'b.json'},'then':{'$ref':'d.json'}}");
        files.put("x/y.json", "{'minimum':1}");
        files.put("x/a.json", "{'maximum':9}");

        assertThat(bundled("{'then':{'$ref':'../x/a.json'},'if':{'$ref':'../x/y.json'}}"))
                .isEqualTo(before);
    }

    @Test
    void takes_data_and_names_for_what_they_are() {
        var schema =
                "{'const':{'$ref':'x.json'},'properties':{'$ref':{'type':'string'},'enum':{'default':{'$ref':'y'}}}}";

        assertThat(bundled(schema)).isEqualTo(schema);
        assertThat(problems).isEmpty();
    }

    @Test
    void knows_the_names_a_schema_gives_to_itself() {
        assertThat(bundled("{'$id':'https://example.org/a','allOf':[{'$ref':'https://example.org/a#/x'},"
                        + "{'$ref':'https://example.org/b'},{'$ref':'#name'}],'x':{'$id':'https://example.org/b'}}"))
                .isEqualTo("{'$id':'https://example.org/a','allOf':[{'$ref':'#/x'},"
                        + "{'$ref':'https://example.org/b'},{'$ref':'#name'}],'x':{'$id':'https://example.org/b'}}");
        assertThat(problems).isEmpty();
    }

    @Test
    void fetches_nothing_and_leaves_the_project_for_nothing() {
        bundled("{'allOf':[{'$ref':'https://example.org/x.json'},{'$ref':'../../x.json'},{'$ref':'missing.json'},"
                + "{'$ref':'https://json-schema.org/draft/2020-12/schema'}]}");

        assertThat(Samples.told(problems)).isEqualTo("""
                E-SCHEMA the schema cannot be used: it refers to 'https://example.org/x.json', and schemas are never fetched from the network | put the file under .wave/contracts and refer to it by its path
                E-SCHEMA the schema cannot be used: it refers to '../../x.json', which is outside the project
                E-SCHEMA the schema cannot be used: it refers to 'c/missing.json', and there is no such file""");
    }

    private String bundled(String schema) {
        var texts = new LinkedHashMap<String, String>();
        files.forEach((path, text) -> texts.put(path, text.replace('\'', '"')));
        var bundle = new SchemaBundle(texts, Samples.PLACE, problems).bundle("c/a.json", value(schema));
        return CanonicalJson.text(bundle).replace('"', '\'');
    }

    private static Value value(String text) {
        return switch (JsonText.read(text.replace('\'', '"'))) {
            case JsonText.Read.Parsed(var value) -> value;
            case JsonText.Read.Malformed(var message) -> throw new AssertionError(message);
        };
    }
}
