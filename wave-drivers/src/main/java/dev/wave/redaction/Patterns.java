package dev.wave.redaction;

import java.util.Arrays;
import java.util.List;

/// Many byte strings to be looked for at once, in one pass over the bytes (Aho and Corasick, "Efficient string
/// matching", CACM 18, 1975). Immutable once built; a state is a number.
///
/// Line ends are no part of any pattern, and a reader leaves them out: what was wrapped is found all the same.
final class Patterns {

    /// The state in which nothing has begun.
    static final int NOTHING = 0;

    /// Bytes of a pattern at least, line ends not counted: less would be found everywhere.
    static final int SHORTEST = 4;

    private final int[] firstByte = new int[256];
    private int[] firstChild = new int[64];
    private int[] nextSibling = new int[64];
    private int[] fallback = new int[64];
    private int[] depth = new int[64];
    private int[] length = new int[64];
    private int[] owner = new int[64];
    private byte[] label = new byte[64];
    private int states = 1;
    private int longest;

    private Patterns() {}

    /// @param owned for each owner, its patterns as text of which each character is a byte
    static Patterns of(List<List<String>> owned) {
        var patterns = new Patterns();
        for (var number = 0; number < owned.size(); number++) {
            for (var form : owned.get(number)) {
                patterns.add(form.replace("\n", "").replace("\r", ""), number);
            }
        }
        patterns.link();
        return patterns;
    }

    boolean isEmpty() {
        return states == 1;
    }

    int longest() {
        return longest;
    }

    /// How many of the last bytes may be the beginning of a pattern.
    int begun(int state) {
        return depth[state];
    }

    /// How many of the last bytes are the longest pattern that ends here; 0 if none does.
    int found(int state) {
        return length[state];
    }

    /// Whose pattern that is.
    int owner(int state) {
        return owner[state];
    }

    int next(int state, byte b) {
        var from = state;
        while (from != NOTHING) {
            var child = child(from, b);
            if (child != NOTHING) {
                return child;
            }
            from = fallback[from];
        }
        return firstByte[b & 0xff];
    }

    private void add(String pattern, int number) {
        if (pattern.length() < SHORTEST) {
            return;
        }
        var state = NOTHING;
        for (var i = 0; i < pattern.length(); i++) {
            var b = (byte) pattern.charAt(i);
            var child = state == NOTHING ? firstByte[b & 0xff] : child(state, b);
            state = child == NOTHING ? grow(state, b) : child;
        }
        if (length[state] == 0) {
            length[state] = pattern.length();
            owner[state] = number;
        }
        longest = Math.max(longest, pattern.length());
    }

    private int child(int state, byte b) {
        var child = firstChild[state];
        while (child != NOTHING && label[child] != b) {
            child = nextSibling[child];
        }
        return child;
    }

    private int grow(int parent, byte b) {
        if (states == label.length) {
            var more = states * 2;
            firstChild = Arrays.copyOf(firstChild, more);
            nextSibling = Arrays.copyOf(nextSibling, more);
            fallback = Arrays.copyOf(fallback, more);
            depth = Arrays.copyOf(depth, more);
            length = Arrays.copyOf(length, more);
            owner = Arrays.copyOf(owner, more);
            label = Arrays.copyOf(label, more);
        }
        var state = states++;
        label[state] = b;
        depth[state] = depth[parent] + 1;
        if (parent == NOTHING) {
            firstByte[b & 0xff] = state;
        } else {
            nextSibling[state] = firstChild[parent];
            firstChild[parent] = state;
        }
        return state;
    }

    /// Gives each state, the shorter ones first, the longest other one that its bytes end with.
    private void link() {
        var queue = new int[states];
        var end = 0;
        for (var state : firstByte) {
            if (state != NOTHING) {
                queue[end++] = state;
            }
        }
        for (var at = 0; at < end; at++) {
            var state = queue[at];
            for (var child = firstChild[state]; child != NOTHING; child = nextSibling[child]) {
                fallback[child] = next(fallback[state], label[child]);
                if (length[child] == 0) {
                    length[child] = length[fallback[child]];
                    owner[child] = owner[fallback[child]];
                }
                queue[end++] = child;
            }
        }
    }
}
