package dev.wave.lock;

import dev.wave.diagnostic.Checked;
import dev.wave.plan.Pins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Puts the two sides of an unfinished merge of a lock together. Definitions are computed anew by whoever asks, and
/// so are pins that the sides do not agree on: these are left out. Of two recordings that bear one name and are not
/// equal, neither is ever chosen silently.
public final class LockMerge {

    private LockMerge() {}

    /// Which side wins where both have a recording, or a pin, of one name.
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
        return conflicts.isEmpty()
                ? new Outcome.Merged(ours.with(all).with(pins(ours.pins(), theirs.pins(), take)))
                : new Outcome.Conflict(conflicts);
    }

    private static Pins pins(Pins ours, Pins theirs, Take take) {
        return new Pins(agreed(ours.adapters(), theirs.adapters(), take), agreed(ours.models(), theirs.models(), take));
    }

    /// What only one side has, or both have alike; of the rest, the winning side's.
    private static <K, V> SequencedMap<K, V> agreed(Map<K, V> ours, Map<K, V> theirs, Take take) {
        var all = new LinkedHashMap<K, V>(ours);
        theirs.forEach((name, value) -> {
            var own = all.putIfAbsent(name, value);
            if (own != null && !own.equals(value)) {
                switch (take) {
                    case OURS -> {}
                    case THEIRS -> all.put(name, value);
                    case NEITHER -> all.remove(name);
                }
            }
        });
        return all;
    }
}
