package dev.wave.command;

import dev.wave.lock.RecordingName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.Value;
import dev.wave.plan.Plan;
import java.util.stream.Collectors;

/// What recordings are called where nobody says: after the values of their parameters.
final class CaseNames {
    private static final int LONGEST = 60;

    private CaseNames() {}

    /// `default` for a pipeline without parameters.
    static String of(Plan plan) {
        if (plan.arguments().isEmpty()) {
            return "default";
        }
        var values = plan.arguments().values().stream().map(CaseNames::text).collect(Collectors.joining("-"));
        var name = values.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        return RecordingName.isCase(name) && name.length() <= LONGEST
                ? name
                : "case-" + Digest.ofText(values).hex().substring(0, 8);
    }

    /// A value as it would be given on a command line.
    static String text(Value value) {
        return value instanceof Value.Str(var text) ? text : CanonicalJson.text(value);
    }
}
