package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the kernel says about one name, not following a link.
///
/// The change time cannot be set by a program: a file whose [Stamp] is the same has the same content, rights
/// and links.
record FileStat(int mode, long device, Stamp stamp) {
    private static final int KIND = 0170000;

    /// @param inode its lower 32 bits, which is what git keeps
    /// @param changed nanoseconds since 1970
    record Stamp(int inode, long changed) {}

    static FileStat of(Path path) throws IOException {
        var is = Files.readAttributes(path, "unix:mode,rdev,ino,ctime", LinkOption.NOFOLLOW_LINKS);
        return new FileStat(
                (int) number(is, "mode"), number(is, "rdev"), new Stamp((int) number(is, "ino"), changed(is)));
    }

    boolean isFolder() {
        return (mode & KIND) == 0040000;
    }

    boolean isLink() {
        return (mode & KIND) == 0120000;
    }

    boolean isFile() {
        return (mode & KIND) == 0100000;
    }

    /// Overlayfs marks a removed name with a character device 0:0.
    boolean isWhiteout() {
        return (mode & KIND) == 0020000 && device == 0;
    }

    boolean isExecutable() {
        return (mode & 0100) != 0;
    }

    /// Permissions, with the set-id and sticky bits.
    int permissions() {
        return mode & 07777;
    }

    boolean grants(int permissions) {
        return (mode & permissions) == permissions;
    }

    String kind() {
        return switch (mode & KIND) {
            case 0010000 -> "a named pipe";
            case 0140000 -> "a socket";
            case 0020000, 0060000 -> "a device";
            default -> "no file";
        };
    }

    private static long number(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long changed(Map<String, Object> attributes) {
        return attributes.get("ctime") instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }
}
