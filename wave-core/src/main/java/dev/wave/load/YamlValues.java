package dev.wave.load;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Value;

/// Reads YAML, and so JSON, that is data and no part of a project: the values of parameters in a file.
public final class YamlValues {

    private YamlValues() {}

    /// The value of the only document in the text, under the limits that hold for projects.
    public static Checked<Value> read(String file, String text) {
        var problems = new Problems();
        var value = YamlReader.read(file, text, problems).map(Node::value).orElseGet(Value.Null::new);
        return Checked.of(value, problems.found());
    }
}
