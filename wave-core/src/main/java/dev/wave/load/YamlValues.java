package dev.wave.load;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Value;

/// Reads YAML, and so JSON, that is data and no part of a project: the values of parameters in a file.
public final class YamlValues {

    private YamlValues() {}

    /// The value of the only document in the text, under the limits that hold for projects.
    ///
    /// A value has no places, and only problems need them: a text that has some is read a second time.
    public static Checked<Value> read(String file, String text) {
        var problems = new Problems();
        var read = YamlReader.readUnplaced(file, text, problems);
        if (!problems.found().isEmpty()) {
            problems = new Problems();
            read = YamlReader.read(file, text, problems);
        }
        return Checked.of(read.map(Node::value).orElseGet(Value.Null::new), problems.found());
    }
}
