package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/// Gets rid of folders: renamed at once, deleted when there is time.
///
/// A few files go here and now. Many, and whatever Java cannot delete, are left to a process of their own
/// that outlives this one; what that does not finish is deleted when Wave starts again.
final class Trash {
    private static final int AT_ONCE = 2000;

    /// `find` gives folders back to their owner before it looks into them.
    private static final String DELETE =
            "find \"$1\" -type d ! -perm -700 -exec chmod u+rwx {} \\; 2>/dev/null; rm -rf -- \"$1\"";

    private final Path folder;

    Trash(Path folder) {
        this.folder = folder;
    }

    /// Takes the folder away; its path is free when this returns.
    void take(Path unwanted) throws IOException {
        var gone = folder.resolve(UUID.randomUUID().toString());
        try {
            Files.move(unwanted, gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            return;
        }
        empty(gone);
    }

    /// Deletes what was taken earlier.
    void empty() throws IOException {
        try (var left = Files.newDirectoryStream(folder)) {
            for (var each : left) {
                empty(each);
            }
        }
    }

    private static void empty(Path gone) throws IOException {
        try {
            if (!delete(gone, new Count(AT_ONCE))) {
                deleteLater(gone);
            }
        } catch (IOException _) {
            deleteLater(gone); // a path too long for one call, a file that vanished: `rm` knows how
        }
    }

    private static void deleteLater(Path gone) throws IOException {
        new ProcessBuilder(List.of("/bin/sh", "-c", DELETE, "sh", gone.toString()))
                .directory(Path.of("/").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Deletes a file or folder with all in it, following no link; nothing there is well.
    static void delete(Path path) throws IOException {
        delete(path, new Count(Integer.MAX_VALUE));
    }

    private static final class Count {
        private int left;

        Count(int left) {
            this.left = left;
        }
    }

    private static boolean delete(Path path, Count count) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!FileStat.of(path).grants(0700)) {
                Walk.grant(path, 0700);
            }
            for (var child : Walk.names(path)) {
                if (count.left-- <= 0 || !delete(child, count)) {
                    return false;
                }
            }
        }
        Files.deleteIfExists(path);
        return true;
    }
}
