package dev.wave.view;

import dev.wave.key.KeyDiff;
import dev.wave.lock.GrantChange;
import dev.wave.lock.LockCheck.Difference;
import dev.wave.model.ObjectWriter;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// How far a pipeline, as the files and this machine are now, is from what `wave.lock` says of it.
///
/// @param grants by step, what it may do that it could not, and the other way round
/// @param drift pins and definitions that are not as they were locked
public record FromLock(SequencedMap<StepId, GrantChange> grants, List<Difference> drift) {
    public FromLock {
        grants = Collections.unmodifiableSequencedMap(grants);
        drift = List.copyOf(drift);
    }

    /// A difference for people: what it is, and below it what of a definition changed.
    public static List<String> lines(Difference difference) {
        return Stream.concat(
                        Stream.of(Printable.line(difference.toString()).text()),
                        difference.edits().stream()
                                .map(edit ->
                                        "  " + Printable.line(edit.toString()).text()))
                .toList();
    }

    /// A difference for programs.
    public static Value json(Difference difference) {
        var json = new ObjectWriter().text("where", difference.where()).text("what", difference.what());
        if (!difference.edits().isEmpty()) {
            json.list("edits", difference.edits(), FromLock::json);
        }
        return json.done();
    }

    private static Value json(KeyDiff.Difference edit) {
        return new ObjectWriter()
                .text("component", edit.component())
                .text("before", edit.before())
                .text("after", edit.after())
                .done();
    }
}
