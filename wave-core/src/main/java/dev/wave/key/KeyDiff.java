package dev.wave.key;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Says why two keys differ, in the terms of their components.
public final class KeyDiff {

    /// Characters of a value that are shown at most.
    static final int SHOWN = 160;

    private static final int CONTEXT = 30;

    private final List<Difference> found = new ArrayList<>();

    private KeyDiff() {}

    /// A component, or a part of one, that is not the same.
    ///
    /// @param component its name, with the way into it: `adapter.command[0]`
    /// @param before the old value, shortened around the first difference; `absent` if there was none
    /// @param after the new value in the same way
    /// @param texts both in full, if they are texts of which what is shown is not all, or not clear
    public record Difference(String component, String before, String after, Optional<Texts> texts) {

        /// A difference of which all is shown.
        public Difference(String component, String before, String after) {
            this(component, before, after, Optional.empty());
        }

        /// What stands for a value that is not there.
        public static final String ABSENT = "absent";

        @Override
        public String toString() {
            return component + ": " + before + " → " + after;
        }
    }

    /// Two versions of one text.
    public record Texts(String before, String after) {

        private static Optional<Texts> of(Value before, Value after) {
            return before instanceof Value.Str(var old)
                            && after instanceof Value.Str(var now)
                            && (isLong(old) || isLong(now))
                    ? Optional.of(new Texts(old, now))
                    : Optional.empty();
        }

        private static boolean isLong(String text) {
            return text.length() > SHOWN || text.indexOf('\n') >= 0;
        }
    }

    /// The first difference in the order of the components' names; empty if the keys are equal.
    public static Optional<Difference> first(SequencedMap<String, Value> before, SequencedMap<String, Value> after) {
        return all(before, after).stream().findFirst();
    }

    /// Every difference, in the order of the components' names.
    public static List<Difference> all(SequencedMap<String, Value> before, SequencedMap<String, Value> after) {
        var diff = new KeyDiff();
        diff.fields("", before, after);
        return List.copyOf(diff.found);
    }

    private void compare(String path, Optional<Value> before, Optional<Value> after) {
        if (before.equals(after)) {
            return;
        }
        if (before.orElse(null) instanceof Value.Obj(var some) && after.orElse(null) instanceof Value.Obj(var others)) {
            fields(path + ".", some, others);
        } else if (before.orElse(null) instanceof Value.Seq(var some)
                && after.orElse(null) instanceof Value.Seq(var others)
                && some.size() == others.size()) {
            for (var i = 0; i < some.size(); i++) {
                compare(some.size() == 1 ? path : path + "[" + i + "]", at(some, i), at(others, i));
            }
        } else {
            var old = before.map(KeyDiff::shown).orElse(Difference.ABSENT);
            var now = after.map(KeyDiff::shown).orElse(Difference.ABSENT);
            var start = Math.max(0, common(old, now) - CONTEXT);
            var texts = before.flatMap(some -> after.flatMap(other -> Texts.of(some, other)));
            found.add(new Difference(path, cut(old, start), cut(now, start), texts));
        }
    }

    private void fields(String prefix, SequencedMap<String, Value> before, SequencedMap<String, Value> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            compare(prefix + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
        }
    }

    private static Optional<Value> at(List<Value> items, int index) {
        return Optional.of(items.get(index));
    }

    private static String shown(Value value) {
        return value instanceof Value.Str(var text) ? CanonicalJson.text(Value.of(text)) : CanonicalJson.text(value);
    }

    private static int common(String some, String other) {
        var end = Math.min(some.length(), other.length());
        for (var i = 0; i < end; i++) {
            if (some.charAt(i) != other.charAt(i)) {
                return i;
            }
        }
        return end;
    }

    private static String cut(String text, int start) {
        if (text.length() <= SHOWN) {
            return text;
        }
        var from = Math.min(start, Math.max(0, text.length() - SHOWN));
        var to = Math.min(text.length(), from + SHOWN);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }
}
