package dev.wave.lock;

import dev.wave.diagnostic.Checked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Puts the two sides of an unfinished merge of a lock together. Pins and definitions are computed anew by
/// whoever asks, so only recordings have to be merged; of two that bear one name and are not equal, neither is
/// ever chosen silently.
public final class LockMerge {

    private LockMerge() {}

    /// Which side's recordings win where both have one of that name.
    public enum Take {
        OURS,
        THEIRS,
        /// Neither: they are a conflict.
        NEITHER
    }

    /// What came of it.
    public sealed interface Outcome {

        record Merged(Lock lock) implements Outcome {}

        /// Both sides recorded these, and not the same.
        record Conflict(List<RecordingName> recordings) implements Outcome {
            public Conflict {
                recordings = List.copyOf(recordings);
            }
        }
    }

    /// Whether a text holds two sides.
    public static boolean isNeeded(String text) {
        return MergeMarks.first(text).isPresent();
    }

    /// The merge of both sides of the text.
    public static Checked<Outcome> of(String text, Take take) {
        return LockText.read(MergeMarks.side(text, MergeMarks.Side.OURS))
                .then(ours -> LockText.read(MergeMarks.side(text, MergeMarks.Side.THEIRS))
                        .then(theirs -> Checked.valid(merged(ours, theirs, take))));
    }

    private static Outcome merged(Lock ours, Lock theirs, Take take) {
        var all = new LinkedHashMap<>(theirs.recordings());
        var conflicts = new ArrayList<RecordingName>();
        ours.recordings().forEach((name, recording) -> {
            var other = all.get(name);
            if (other != null && !other.equals(recording) && take == Take.NEITHER) {
                conflicts.add(name);
            }
            if (other == null || take != Take.THEIRS) {
                all.put(name, recording);
            }
        });
        return conflicts.isEmpty() ? new Outcome.Merged(ours.with(all)) : new Outcome.Conflict(conflicts);
    }
}
