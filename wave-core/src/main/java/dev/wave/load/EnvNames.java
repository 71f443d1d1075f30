package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.VariableName;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// Checks the names of environment variables an author sets.
final class EnvNames {
    private static final Set<String> FIXED = Set.of("PATH", "HOME", "TZ", "LANG", "TMPDIR");

    private EnvNames() {}

    /// The variables of a field, as text, with names a process can have and Wave does not set itself.
    static SequencedMap<String, String> checked(Fields fields, String name, Problems problems) {
        var texts = new LinkedHashMap<String, String>();
        scalars(fields, name, problems).forEach((key, scalar) -> texts.put(key, scalar.text()));
        return texts;
    }

    static SequencedMap<String, Node.Scalar> scalars(Fields fields, String name, Problems problems) {
        fields.entries(name).forEach(entry -> check(entry, problems));
        return fields.scalarsByName(name);
    }

    /// Whether the key is a name for a variable that Wave does not set itself; otherwise it is reported.
    static boolean check(Node.Entry entry, Problems problems) {
        var name = entry.key();
        if (!VariableName.isValid(name)) {
            problems.add(
                    Code.E_VALUE,
                    entry.place(),
                    "'" + name + "' is not a name for an environment variable",
                    "use letters, digits and '_'");
            return false;
        } else if (FIXED.contains(name) || name.startsWith("LC_") || name.startsWith("WAVE_")) {
            problems.add(
                    Code.E_VALUE,
                    entry.place(),
                    "'" + name + "' is set by Wave and the same in every run",
                    "choose another name");
            return false;
        }
        return true;
    }
}
