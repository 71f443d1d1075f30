package dev.wave.git;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/// How much uncommitted content a base may take in, in bytes: a forgotten database or video should not end up
/// in the store.
public record BaseLimits(long file, long total) {
    public static final BaseLimits DEFAULT = new BaseLimits(10L << 20, 200L << 20);

    private static final int LISTED = 20;

    /// Refuses with a list if one of the files, by shown path with its size, or all together, are too large.
    void check(Map<String, Long> sizes) {
        var tooLarge = new ArrayList<>(
                sizes.entrySet().stream().filter(e -> e.getValue() > file).toList());
        var sum = sizes.values().stream().mapToLong(Long::longValue).sum();
        if (tooLarge.isEmpty() && sum <= total) {
            return;
        }
        var listed = tooLarge.isEmpty() ? new ArrayList<>(sizes.entrySet()) : tooLarge;
        listed.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        var text = new StringBuilder(
                tooLarge.isEmpty()
                        ? "uncommitted files hold " + megabytes(sum) + " in all, more than " + megabytes(total)
                        : "uncommitted files are larger than " + megabytes(file));
        text.append(":\n");
        listed.stream()
                .limit(LISTED)
                .forEach(e -> text.append("  ")
                        .append(megabytes(e.getValue()))
                        .append("  ")
                        .append(e.getKey())
                        .append('\n'));
        if (listed.size() > LISTED) {
            text.append("  and ").append(listed.size() - LISTED).append(" more\n");
        }
        throw new GitFailed(text.append("name them in .gitignore or .waveignore, commit them, or use --committed")
                .toString());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
