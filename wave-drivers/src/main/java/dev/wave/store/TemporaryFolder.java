package dev.wave.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// A folder that only its owner may look into, and that is thrown away when it is closed.
public record TemporaryFolder(Path path) implements AutoCloseable {
    private static final String BEGINNING = "passing.";

    /// A new one. Those of processes that died are thrown away.
    public static TemporaryFolder in(Path parent) {
        try {
            try (var others = Files.newDirectoryStream(parent, BEGINNING + "*")) {
                for (var other : others) {
                    var name = String.valueOf(other.getFileName()).substring(BEGINNING.length());
                    if (Owner.ofTemporary(name)
                            .filter(owner -> owner.life() == Owner.Life.DEAD)
                            .isPresent()) {
                        delete(other);
                    }
                }
            }
            return new TemporaryFolder(Files.createDirectory(
                    parent.resolve(BEGINNING + DurableFiles.temporaryName()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw DurableFiles.failed("cannot make a folder in " + parent, parent, e);
        }
    }

    /// A new folder in it.
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw DurableFiles.failed("cannot make a folder in " + path, path, e);
        }
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw DurableFiles.failed("cannot remove " + path, path, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
