package dev.wave.workspace;

import dev.wave.git.FileName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Names that never become part of a step's tree.
final class ReservedName {
    /// Code points that HFS+ ignores in names, so that `.g\u200cit` is `.git` there; git's `utf8.c` has the
    /// list.
    private static final String IGNORED_BY_HFS =
            "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u206a\u206b\u206c\u206d\u206e\u206f\ufeff";

    private ReservedName() {}

    /// Whether some file system takes the name for `.git`: other case, trailing dots and blanks, a stream
    /// name, the short name of NTFS, code points that HFS+ ignores.
    static boolean isGit(String name) {
        var text = new String(FileName.bytes(name), StandardCharsets.UTF_8);
        var visible = new StringBuilder();
        text.chars().filter(c -> IGNORED_BY_HFS.indexOf(c) < 0).forEach(c -> visible.append((char) c));
        var lower = visible.toString().toLowerCase(Locale.ROOT);
        var stream = lower.indexOf(':');
        var plain = (stream < 0 ? lower : lower.substring(0, stream)).replaceAll("[. ]+$", "");
        return plain.equals(".git") || plain.equals("git~1");
    }

    /// Whether the name, at the root of a project, belongs to Wave: a step can neither read nor change it as
    /// part of its tree.
    static boolean isWave(String name) {
        return name.equalsIgnoreCase(".wave")
                || name.equalsIgnoreCase("wave.yaml")
                || name.equalsIgnoreCase("wave.lock");
    }
}
