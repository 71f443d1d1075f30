package dev.wave.model;

import java.util.regex.Pattern;

/// The name of a file tree: a git tree object with the algorithm of its name, `git-sha1:…` or `git-sha256:…`.
public record TreeId(String value) implements Comparable<TreeId> {
    private static final Pattern SHAPE = Pattern.compile("git-sha1:[0-9a-f]{40}|git-sha256:[0-9a-f]{64}");

    public TreeId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a tree id: '" + value + "'");
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(TreeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
