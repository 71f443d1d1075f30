package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Reads the upper directory of an overlay: everything that was written through its mount, and nothing else.
///
/// Format: Linux `Documentation/filesystems/overlayfs.rst`, mounted with `userxattr`: a removed name is a
/// character device 0:0, a replaced folder carries `user.overlay.opaque` = `y`.
final class UpperLayer {
    private static final String OPAQUE = "overlay.opaque";

    private UpperLayer() {}

    /// The changes in the layer. Its mount must be gone.
    static Node.Folder changes(Path upper) {
        return new Node.Folder(false, () -> list(upper));
    }

    private static SequencedMap<String, Node> list(Path folder) throws IOException {
        var nodes = new LinkedHashMap<String, Node>();
        for (var child : Walk.names(folder)) {
            nodes.put(FileName.of(child), node(child, FileStat.of(child)));
        }
        return nodes;
    }

    private static Node node(Path path, FileStat stat) throws IOException {
        if (stat.isWhiteout()) {
            return new Node.Gone();
        }
        if (stat.isFolder()) {
            return new Node.Folder(isOpaque(path), () -> list(path));
        }
        return Walk.leaf(path, stat);
    }

    /// Whether nothing of the layers below shows through this folder.
    static boolean isOpaque(Path folder) throws IOException {
        if (!FileStat.of(folder).grants(0500)) {
            Walk.grant(folder, 0500);
        }
        var view = Files.getFileAttributeView(folder, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null || !view.list().contains(OPAQUE)) {
            return false;
        }
        var value = ByteBuffer.allocate(view.size(OPAQUE));
        view.read(OPAQUE, value);
        return new String(value.array(), StandardCharsets.ISO_8859_1).equals("y");
    }
}
