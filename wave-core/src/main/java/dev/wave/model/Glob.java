package dev.wave.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A pattern for paths, in the way of git: `*` and `?` stand for anything but `/`, `[a-z]` and `[!a-z]` for
/// one character, `**` for any number of folders, `\` takes the next character as it is.
///
/// - Without a `/` before its end it matches at any depth: `*.java`; a leading `/` ties it to the root.
/// - A pattern whose last part has no wildcard names a file, or a folder with all below it: `src`,
///   `docs/api`. With a `/` at its end it names only a folder.
/// - `src/*` are the files directly in `src`, `src/**` all below it.
///
/// Upper and lower case differ. Matching takes time linear in the path for each part of the pattern.
public final class Glob {
    private final String pattern;
    private final List<String> parts;
    private final boolean below;
    private final boolean folderOnly;

    private Glob(String pattern, List<String> parts, boolean below, boolean folderOnly) {
        this.pattern = pattern;
        this.parts = List.copyOf(parts);
        this.below = below;
        this.folderOnly = folderOnly;
    }

    /// Reads a pattern; every text is one. A bracket that is not closed stands for itself.
    public static Glob of(String pattern) {
        var text = pattern.startsWith("./") ? pattern.substring(1) : pattern;
        var folderOnly = text.endsWith("/");
        var parts = new ArrayList<>(Arrays.asList(text.split("/", -1)));
        parts.removeIf(part -> part.isEmpty() || part.equals("."));
        var anchored = text.startsWith("/") || parts.size() > 1;
        if (parts.isEmpty()) {
            return new Glob(pattern, List.of("**", "*"), true, false);
        }
        var last = parts.getLast();
        if (last.equals("**")) {
            parts.add("*");
        }
        if (!anchored) {
            parts.addFirst("**");
        }
        return new Glob(pattern, parts, folderOnly || last.equals("**") || !hasWildcard(last), folderOnly);
    }

    /// Whether the path of a file, with `/` and relative to the root, is meant.
    public boolean matches(String path) {
        var names = path.split("/", -1);
        var at = start();
        for (var i = 0; i < names.length; i++) {
            if (i > 0 && below && at[parts.size()]) {
                return true;
            }
            at = step(at, names[i]);
        }
        return at[parts.size()] && !folderOnly;
    }

    /// Whether the pattern matches the path of a folder itself.
    public boolean matchesFolder(String path) {
        return after(path)[parts.size()];
    }

    /// Whether every file below this folder matches, whatever its name.
    public boolean covers(String folder) {
        var at = start();
        for (var name : folder.split("/", -1)) {
            at = step(at, name);
            if ((below && at[parts.size()]) || (at[parts.size() - 1] && endsInAnything())) {
                return true;
            }
        }
        return false;
    }

    /// Whether a file below this folder could match.
    public boolean reaches(String folder) {
        if (covers(folder)) {
            return true;
        }
        var at = after(folder);
        for (var i = 0; i < parts.size(); i++) {
            if (at[i]) {
                return true;
            }
        }
        return false;
    }

    /// The last two parts are `**` and `*`.
    private boolean endsInAnything() {
        return parts.size() > 1
                && parts.getLast().equals("*")
                && parts.get(parts.size() - 2).equals("**");
    }

    private boolean[] after(String path) {
        var at = start();
        for (var name : path.split("/", -1)) {
            at = step(at, name);
        }
        return at;
    }

    /// Which parts may come next; one more for "all matched".
    private boolean[] start() {
        var at = new boolean[parts.size() + 1];
        reach(at, 0);
        return at;
    }

    private void reach(boolean[] at, int index) {
        at[index] = true;
        if (index < parts.size() && parts.get(index).equals("**")) {
            reach(at, index + 1);
        }
    }

    private boolean[] step(boolean[] at, String name) {
        var next = new boolean[at.length];
        for (var i = 0; i < parts.size(); i++) {
            if (at[i]) {
                if (parts.get(i).equals("**")) {
                    reach(next, i);
                } else if (nameMatches(parts.get(i), name)) {
                    reach(next, i + 1);
                }
            }
        }
        return next;
    }

    private static boolean hasWildcard(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0;
    }

    /// One name against one part: after a `*` only the last choice is ever taken back.
    private static boolean nameMatches(String part, String name) {
        var p = 0;
        var n = 0;
        var star = -1;
        var starName = 0;
        while (n < name.length()) {
            if (p < part.length() && part.charAt(p) == '*') {
                star = ++p;
                starName = n;
            } else {
                var next = p < part.length() ? one(part, p, name.codePointAt(n)) : -1;
                if (next >= 0) {
                    p = next;
                    n += Character.charCount(name.codePointAt(n));
                } else if (star >= 0) {
                    p = star;
                    starName += Character.charCount(name.codePointAt(starName));
                    n = starName;
                } else {
                    return false;
                }
            }
        }
        while (p < part.length() && part.charAt(p) == '*') {
            p++;
        }
        return p == part.length();
    }

    /// Where the pattern goes on if what stands at `p` matches the character; -1 if it does not.
    private static int one(String part, int p, int character) {
        var c = part.codePointAt(p);
        if (c == '?') {
            return p + 1;
        }
        if (c == '[') {
            var end = closing(part, p);
            if (end > 0) {
                return inBrackets(part.substring(p + 1, end), character) ? end + 1 : -1;
            }
        }
        if (c == '\\' && p + 1 < part.length()) {
            var taken = part.codePointAt(p + 1);
            return taken == character ? p + 1 + Character.charCount(taken) : -1;
        }
        return c == character ? p + Character.charCount(c) : -1;
    }

    private static int closing(String part, int open) {
        var i = open + 1;
        if (i < part.length() && (part.charAt(i) == '!' || part.charAt(i) == '^')) {
            i++;
        }
        // a bracket that comes first is a member
        return part.indexOf(']', i + 1);
    }

    private static boolean inBrackets(String inside, int character) {
        var negated = inside.startsWith("!") || inside.startsWith("^");
        var members = inside.substring(negated ? 1 : 0).codePoints().toArray();
        for (var i = 0; i < members.length; i++) {
            var low = members[i];
            var high = low;
            if (i + 2 < members.length && members[i + 1] == '-') {
                high = members[i + 2];
                i += 2;
            }
            if (low <= character && character <= high) {
                return !negated;
            }
        }
        return negated;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /// As it was written.
    @Override
    public String toString() {
        return pattern;
    }
}
