package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads folders that a step wrote: never through a link, in the order of the names' bytes, and also where
/// the step took away its own right to read.
final class Walk {
    private static final int FOLDER_RIGHTS = 0500;
    private static final int FILE_RIGHTS = 0400;
    private static final int WRITING = 0222;

    private Walk() {}

    /// Everything in a folder that is wholly new.
    static SequencedMap<String, Node> all(Path folder) throws IOException {
        var nodes = new LinkedHashMap<String, Node>();
        for (var child : names(folder)) {
            nodes.put(FileName.of(child), fresh(child, FileStat.of(child)));
        }
        return nodes;
    }

    /// One name that is new or changed.
    static Node fresh(Path path, FileStat stat) throws IOException {
        if (stat.isFolder()) {
            return new Node.Folder(true, () -> all(path));
        }
        return leaf(path, stat);
    }

    /// One name that is no folder.
    static Node leaf(Path path, FileStat stat) throws IOException {
        if (stat.isLink()) {
            return new Node.Link(LinkTarget.of(path));
        }
        if (stat.isFile()) {
            return new Node.File(readable(path, stat), stat.isExecutable());
        }
        return new Node.Odd(stat.kind());
    }

    /// The children, sorted by the bytes of their names.
    static List<Path> names(Path folder) throws IOException {
        if (!FileStat.of(folder).grants(FOLDER_RIGHTS)) {
            grant(folder, FOLDER_RIGHTS);
        }
        var children = new ArrayList<Path>();
        try (var listing = Files.newDirectoryStream(folder)) {
            listing.forEach(children::add);
        }
        Collections.sort(children); // a path compares by its bytes
        return children;
    }

    /// Gives the owner of the file rights in addition to those he has.
    static void grant(Path path, int rights) throws IOException {
        var all = EnumSet.noneOf(PosixFilePermission.class);
        all.addAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        if ((rights & 0400) != 0) {
            all.add(PosixFilePermission.OWNER_READ);
        }
        if ((rights & 0200) != 0) {
            all.add(PosixFilePermission.OWNER_WRITE);
        }
        if ((rights & 0100) != 0) {
            all.add(PosixFilePermission.OWNER_EXECUTE);
        }
        Files.setPosixFilePermissions(path, all);
    }

    /// Bytes of all files in the folder.
    static long size(Path folder) throws IOException {
        var size = 0L;
        for (var child : names(folder)) {
            var is = Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            size += is.isDirectory() ? size(child) : is.size();
        }
        return size;
    }

    /// Takes from everybody the right to write to the folder and all in it, but for some names right in it.
    static void takeWriting(Path folder, List<String> except) throws IOException {
        for (var child : names(folder)) {
            if (!except.contains(FileName.of(child))) {
                change(child, false);
            }
        }
        setWriting(folder, FileStat.of(folder), WRITING, 0);
    }

    /// Gives the owner the right to write to the folder and all in it.
    static void giveWriting(Path folder) throws IOException {
        change(folder, true);
    }

    private static void change(Path path, boolean writable) throws IOException {
        var stat = FileStat.of(path);
        if (stat.isFolder()) {
            for (var child : names(path)) {
                change(child, writable);
            }
        }
        if (stat.isFolder() || stat.isFile()) {
            setWriting(path, stat, writable ? 0 : WRITING, writable ? 0200 : 0);
        }
    }

    private static void setWriting(Path path, FileStat stat, int taken, int given) throws IOException {
        var mode = (stat.permissions() & ~taken) | given;
        if (mode != stat.permissions()) {
            Files.setAttribute(path, "unix:mode", mode, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static Path readable(Path path, FileStat stat) throws IOException {
        if (!stat.grants(FILE_RIGHTS)) {
            grant(path, FILE_RIGHTS);
        }
        return path;
    }
}
