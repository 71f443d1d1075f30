package dev.wave.git;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which paths of a result may be written into a user's folder. A tree object can hold any bytes as names;
/// some would reach git's own files, in one spelling or another, or Wave's.
public final class SafePath {
    private static final List<String> OWN = List.of("wave.yaml", "wave.lock", ".wave");

    private SafePath() {}

    /// Why the path must not be written; empty if it may.
    public static Optional<String> objection(String path) {
        var names = path.split("/", -1);
        for (var name : names) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
                return Optional.of("is not a path inside the project");
            }
            if (isGit(FileName.shown(name))) {
                return Optional.of("would reach git's own files");
            }
        }
        if (OWN.contains(names[0].toLowerCase(Locale.ROOT))) {
            return Optional.of("belongs to Wave, which steps may not change");
        }
        return Optional.empty();
    }

    /// `.git` as any file system may read it: without regard to case, with ignorable characters (HFS+), with
    /// dots, spaces or a stream name behind, or by its short name (NTFS).
    private static boolean isGit(String name) {
        var visible = new StringBuilder();
        name.codePoints().filter(c -> !isIgnorable(c)).forEach(visible::appendCodePoint);
        var colon = visible.indexOf(":");
        var plain = (colon >= 0 ? visible.substring(0, colon) : visible.toString())
                .replaceFirst("[. ]+$", "")
                .toLowerCase(Locale.ROOT);
        return plain.equals(".git") || plain.equals("git~1");
    }

    private static boolean isIgnorable(int c) {
        return (c >= 0x200C && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x206A && c <= 0x206F)
                || c == 0xFEFF;
    }
}
