package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.process.Errand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Copies into a plain checkout what an overlay would only lay over it.
final class PlainCopy {
    private PlainCopy() {}

    /// A whole folder to a place where there is nothing yet; by `cp`, which shares blocks where the file
    /// system can.
    static void folder(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        var copied = Errand.run(List.of("cp", "-a", "--", from.toString(), to.toString()));
        if (copied.exit() != 0) {
            throw new IOException("cannot copy " + from + ": " + copied.output());
        }
    }

    /// What is done about a name that is gone.
    interface Removal {
        void at(Path path) throws IOException;
    }

    /// Makes the changes in the folder.
    static void apply(Node.Folder changes, Path folder) throws IOException {
        apply(changes, folder, Trash::delete);
    }

    /// Makes the changes in the folder, but for the removals: those are told.
    static void apply(Node.Folder changes, Path folder, Removal removal) throws IOException {
        for (var node : changes.children().list().entrySet()) {
            var path = FileName.in(folder, node.getKey());
            switch (node.getValue()) {
                case Node.Gone _ -> removal.at(path);
                case Node.File(var file, var _) -> {
                    Trash.delete(path);
                    Files.copy(file, path, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
                case Node.Link(var target) -> {
                    Trash.delete(path);
                    Files.createSymbolicLink(path, LinkTarget.path(target));
                }
                case Node.Folder inside -> {
                    if (inside.fresh() || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        Trash.delete(path);
                        Files.createDirectory(path);
                    }
                    apply(inside, path, removal);
                }
                case Node.Odd _ -> {}
            }
        }
    }
}
