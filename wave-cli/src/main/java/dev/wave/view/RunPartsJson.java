package dev.wave.view;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.plan.Drift;
import dev.wave.run.Artifact;
import dev.wave.run.Origin;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.Usage;

/// The parts of runs that several answers in JSON have, in the words of `docs/reference/json.md`.
public final class RunPartsJson {

    private RunPartsJson() {}

    /// Where a result is from, as fields of an object.
    public static ObjectWriter origin(ObjectWriter fields, Origin from) {
        return switch (from) {
            case Origin.OfRun(var run, var made) -> fields.text("from_run", run).text("made", made);
            case Origin.OfRecording(var name) -> fields.text("from_recording", name);
        };
    }

    /// What was used, as fields of an object; none if it is unknown.
    public static void usage(ObjectWriter fields, Usage usage) {
        if (!usage.equals(Usage.UNKNOWN)) {
            fields.number("tokens", usage.tokens()).text("cost", usage.cost().map(cost -> cost.toPlainString()));
        }
    }

    /// Why a step was skipped, in a word.
    public static String reason(SkipReason reason) {
        return switch (reason) {
            case SkipReason.Condition _ -> "condition";
            case SkipReason.Needs _ -> "needs";
            case SkipReason.Stopped _ -> "stopped";
            case SkipReason.NotSelected _ -> "not_selected";
        };
    }

    /// A pin that the machine did not keep to.
    public static Value drift(Drift drift) {
        return new ObjectWriter()
                .text("pin", drift.pin())
                .text("pinned", drift.pinned())
                .text("found", drift.found())
                .done();
    }

    /// An output, without its bytes.
    public static Value artifact(Artifact artifact) {
        return new ObjectWriter()
                .text("name", artifact.name())
                .text("format", artifact.format().text())
                .text("content", artifact.content().id())
                .number("size", artifact.content().size())
                .done();
    }
}
