package dev.wave.sandbox;

import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The files of `/etc` in the sandbox: copies in one folder, each shown by a link. As mounts they made every program
/// start 2 ms later.
///
/// A folder belongs to what its files were like, by size and time, and is never written to once it is there: Wave on
/// another machine with the same home, or after an update of this one, makes another.
///
/// @param folder with the copies
/// @param names relative to `/etc`
record EtcFiles(Path folder, List<String> names) {
    private static final String AT = "/etc/.wave";
    private static final String PREFIX = "etc-";

    /// After this time a folder that nobody used, or that was never finished, is deleted.
    private static final Duration UNUSED = Duration.ofDays(30);

    EtcFiles {
        names = List.copyOf(names);
    }

    /// @param parent where such folders are
    /// @param copied of the system, by their names in the sandbox
    /// @param own the texts of Wave's own, by their names in the sandbox
    static EtcFiles in(Path parent, SortedMap<String, Path> copied, SortedMap<String, String> own) throws IOException {
        var names = new ArrayList<>(copied.keySet());
        names.addAll(own.keySet());
        var folder = parent.resolve(PREFIX + identity(copied, own));
        if (!Files.isDirectory(folder)) {
            make(folder, copied, own);
            deleteUnused(parent);
        } else if (Files.getLastModifiedTime(folder)
                .toInstant()
                .isBefore(Instant.now().minus(Duration.ofDays(1)))) {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        }
        return new EtcFiles(folder, names);
    }

    /// The folder, and a link for each file.
    List<View> views() {
        var views = new ArrayList<View>(List.of(new View.Shown(folder, AT)));
        names.forEach(name -> views.add(new View.Link(AT + "/" + name, "/etc/" + name)));
        return views;
    }

    private static String identity(SortedMap<String, Path> copied, SortedMap<String, String> own) throws IOException {
        var all = new StringBuilder();
        for (var file : copied.entrySet()) {
            all.append("%s %d %s\n"
                    .formatted(file.getKey(), Files.size(file.getValue()), Files.getLastModifiedTime(file.getValue())));
        }
        own.forEach((name, text) -> all.append(name).append('\n').append(text));
        return Digest.ofText(all.toString()).hex().substring(0, 12);
    }

    private static void make(Path folder, SortedMap<String, Path> copied, SortedMap<String, String> own)
            throws IOException {
        var making = Files.createDirectory(folder.resolveSibling(PREFIX + "new-" + UUID.randomUUID()));
        for (var file : copied.entrySet()) {
            Files.copy(file.getValue(), parented(making.resolve(file.getKey())));
        }
        for (var file : own.entrySet()) {
            Files.writeString(parented(making.resolve(file.getKey())), file.getValue());
        }
        try {
            Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            delete(making); // another process was first
        }
    }

    private static Path parented(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return file;
    }

    private static void deleteUnused(Path parent) throws IOException {
        var oldest = Instant.now().minus(UNUSED);
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(oldest)) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.toList().reversed()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /// What Wave itself has to say there of the user in the sandbox.
    static SortedMap<String, String> own(InsideUser user) {
        var own = new TreeMap<String, String>();
        own.put("passwd", user.passwd());
        own.put("group", user.groups());
        own.put("hosts", "127.0.0.1 localhost wave\n::1 localhost\n");
        own.put("hostname", "wave\n");
        return own;
    }
}
