package dev.wave.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Writing files so that they are there, whole, after a crash: temporary name, sync, rename, sync of the
/// folder.
///
/// An interrupt never cuts a write short: it stays pending for the caller. Interruptible channels would close
/// the file in the middle of it, and attempts are cancelled by interrupt.
public final class DurableFiles {
    /// For files of the project that others may read: what the user's umask leaves of it.
    public static final Set<PosixFilePermission> SHARED =
            Collections.unmodifiableSet(PosixFilePermissions.fromString("rw-rw-rw-"));

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.(\\d+-\\d+-\\w+\\.\\d+\\.tmp)");
    private static final AtomicLong COUNT = new AtomicLong();

    private DurableFiles() {}

    /// Writes what a file is to hold.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes the whole file or leaves what was there. The new content is durable when the method returns.
    public static void replace(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
        replace(file, permissions, out -> out.write(content));
    }

    /// The same for content that is not kept in memory. If writing it fails, the file is as it was.
    public static void replace(Path file, Set<PosixFilePermission> permissions, Content content) throws IOException {
        var folder = parent(file);
        var temporary = folder.resolve("." + file.getFileName() + "." + temporaryName());
        try {
            Files.createFile(temporary, PosixFilePermissions.asFileAttribute(permissions));
            try (var out = new FileOutputStream(temporary.toFile())) {
                content.writeTo(out);
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(folder);
    }

    /// Makes a folder that only its owner may look into, durably. Its parent is there.
    public static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            syncFolder(parent(folder));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// Makes the names in a folder durable.
    public static void syncFolder(Path folder) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            while (true) {
                try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException _) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Whether the name is that of a temporary file that [#replace] left when its process died.
    public static boolean isAbandoned(String name) {
        return abandonable(name)
                .flatMap(Owner::ofTemporary)
                .filter(owner -> owner.life() == Owner.Life.DEAD)
                .isPresent();
    }

    /// What follows the name of the file it was to become.
    private static Optional<String> abandonable(String name) {
        var owner = TEMPORARY.matcher(name);
        return owner.matches() ? Optional.of(owner.group(1)) : Optional.empty();
    }

    /// A file name nobody else uses, and whose owner can be told from it ([Owner#ofTemporary]).
    static String temporaryName() {
        return Owner.self().text() + "." + COUNT.incrementAndGet() + ".tmp";
    }

    /// The failure of an operation on `where` as an exception for people.
    public static StoreException failed(String what, Path where, IOException cause) {
        var reason = reason(cause);
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return new StoreException(
                    StoreException.Kind.FULL, what + ": no space left on the disk; make some, and call again", cause);
        }
        if (cause instanceof AccessDeniedException || reason.contains("Permission denied")) {
            return new StoreException(StoreException.Kind.NO_ACCESS, what + ": no permission on " + where, cause);
        }
        if (reason.contains("Read-only file system")) {
            return new StoreException(StoreException.Kind.NO_ACCESS, what + ": the file system is read-only", cause);
        }
        return new StoreException(StoreException.Kind.FAILED, what + ": " + reason, cause);
    }

    /// Why it failed, in a few words that do not repeat the file's name.
    public static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "no permission";
        }
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return cause.getMessage() + " is in the way";
        }
        var reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
