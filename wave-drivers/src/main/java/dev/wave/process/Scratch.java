package dev.wave.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A directory of one program's own, with a home and a place for temporary files. Only its owner may look
/// into it; closing removes it with all that is in it, following no link out of it.
final class Scratch implements AutoCloseable {
    private final Path directory;

    private Scratch(Path directory) {
        this.directory = directory;
    }

    static Scratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            var directory = Files.createTempDirectory(parent, "p"); // mode 700
            Files.createDirectory(directory.resolve("home"));
            Files.createDirectory(directory.resolve("tmp"));
            return new Scratch(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a private directory in " + parent, e);
        }
    }

    Path home() {
        return directory.resolve("home");
    }

    Path tmp() {
        return directory.resolve("tmp");
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(directory, new Removal());
        } catch (IOException e) {
            // Something still writes here, or made itself undeletable: `clean` gets what is left.
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            open(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException reason) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }

        private static void open(Path directory) {
            try {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            } catch (IOException | UnsupportedOperationException e) {
                // then deleting what is in it fails, and that is dealt with
            }
        }
    }
}
