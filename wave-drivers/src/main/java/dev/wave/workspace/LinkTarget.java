package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a symbolic link says, exactly: bytes, one char a byte. `a//b` and `dir/` stay what they are.
final class LinkTarget {
    private LinkTarget() {}

    static String of(Path link) throws IOException {
        var target = Files.readSymbolicLink(link);
        var text = target.toString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        var bytes = FileName.ofAbsolute(Path.of("/").resolve(target));
        return (target.isAbsolute() ? bytes : bytes.substring(1)) + (text.endsWith("/") ? "/" : "");
    }

    /// The target of a link to be made; its bytes are kept.
    static Path path(String target) {
        if (target.chars().allMatch(c -> c < 0x80)) {
            return Path.of(target);
        }
        return target.startsWith("/")
                ? FileName.in(Path.of("/"), target.substring(1))
                : Path.of("/").relativize(FileName.in(Path.of("/"), target));
    }

    /// Why a link at this path of a tree must not be left by a step; empty if it stays inside.
    ///
    /// The link's own folder is a real one, so leading `..` count exactly. After a name they may not stand:
    /// the name may be a link itself.
    static Optional<String> escape(String path, String target) {
        if (target.startsWith("/")) {
            return Optional.of("is absolute");
        }
        var depth = path.chars().filter(c -> c == '/').count();
        var named = false;
        for (var name : target.split("/+", -1)) {
            if (name.equals("..")) {
                depth--;
                if (named) {
                    return Optional.of("goes up after going down, which may leave the workspace");
                }
                if (depth < 0) {
                    return Optional.of("leads out of the workspace");
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                named = true;
                if (ReservedName.isGit(name)) {
                    return Optional.of("leads into .git");
                }
            }
        }
        return Optional.empty();
    }
}
