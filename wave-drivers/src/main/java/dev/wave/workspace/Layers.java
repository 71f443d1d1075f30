package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Folders on top of each other as overlayfs shows them, looked at without a mount.
///
/// @param folders the first is on top
record Layers(List<Path> folders) {
    Layers {
        folders = List.copyOf(folders);
    }

    /// The file a process would find under this path, followed through no link; a folder that several layers
    /// make up is copied together into `scratch`.
    Optional<Path> find(String path, Path scratch) throws IOException {
        var found = parts(path);
        if (found.size() < 2) {
            return found.stream().findFirst();
        }
        var merged = Files.createTempDirectory(Files.createDirectories(scratch), "view");
        new Layers(found).copyTo(merged);
        return Optional.of(merged);
    }

    /// The folders that make up the one under this path, or the one file.
    private List<Path> parts(String path) throws IOException {
        var parts = folders;
        for (var name : path.split("/", -1)) {
            parts = new Layers(parts).named(name);
        }
        return parts;
    }

    /// Whether a folder is under this path, or nothing that keeps one from being made there; a link is no folder.
    boolean leavesFolder(String path) throws IOException {
        var parts = folders;
        for (var name : path.split("/", -1)) {
            parts = new Layers(parts).named(name);
            if (parts.isEmpty()) {
                return true;
            }
            if (!FileStat.of(parts.getFirst()).isFolder()) {
                return false;
            }
        }
        return true;
    }

    /// The path if something is there; the part of it that ends at a link or file, if it does earlier.
    Optional<String> end(String path) throws IOException {
        var parts = folders;
        var names = path.split("/", -1);
        for (var i = 0; i < names.length; i++) {
            parts = new Layers(parts).named(names[i]);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            if (i == names.length - 1 || !FileStat.of(parts.getFirst()).isFolder()) {
                return Optional.of(String.join("/", List.of(names).subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    private List<Path> named(String name) throws IOException {
        var found = new ArrayList<Path>();
        for (var folder : folders) {
            var path = FileName.in(folder, name);
            FileStat stat;
            try {
                if (!FileStat.of(folder).isFolder()) {
                    break;
                }
                stat = FileStat.of(path);
            } catch (NoSuchFileException _) {
                continue;
            }
            if (stat.isFolder()) {
                found.add(path);
                if (UpperLayer.isOpaque(path)) {
                    break;
                }
            } else {
                if (found.isEmpty() && !stat.isWhiteout()) {
                    found.add(path);
                }
                break;
            }
        }
        return found;
    }

    private void copyTo(Path target) throws IOException {
        var names = new LinkedHashSet<String>();
        for (var folder : folders) {
            for (var child : Walk.names(folder)) {
                names.add(FileName.of(child));
            }
        }
        for (var name : names) {
            var found = named(name);
            var copy = FileName.in(target, name);
            if (found.isEmpty()) {
                continue;
            }
            var stat = FileStat.of(found.getFirst());
            if (stat.isFolder()) {
                Files.createDirectory(copy);
                new Layers(found).copyTo(copy);
            } else if (stat.isFile() || stat.isLink()) {
                Files.copy(found.getFirst(), copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
