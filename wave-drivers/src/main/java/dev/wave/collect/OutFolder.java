package dev.wave.collect;

import dev.wave.git.FileName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder made by an agent, opened step by step so that no link is followed on the way: each name is looked
/// up in the folder that was opened before it, not by its whole path. (Where the system cannot do that, each
/// step is checked just before it is taken.)
@SuppressWarnings("StreamResourceLeak") // the stream is this object, and is closed with it
final class OutFolder implements AutoCloseable {

    /// Entries of one folder that are still looked at.
    static final int MOST_ENTRIES = 10_000;

    private final Path path;
    private final DirectoryStream<Path> stream;

    private OutFolder(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
    }

    /// Opens the folder from two above it: the step could have replaced any nearer one.
    ///
    /// @return absent if there is no such folder
    /// @throws IOException if a link or something else stands in its place
    static Optional<OutFolder> open(Path folder) throws IOException {
        var parent = folder.toAbsolutePath().normalize().getParent();
        var above = parent == null ? null : parent.getParent();
        if (parent == null || above == null || !Files.isDirectory(above)) {
            return Optional.empty();
        }
        try (var first = new OutFolder(above, Files.newDirectoryStream(above))) {
            if (!first.has(parent)) {
                return Optional.empty();
            }
            try (var second = first.folder(parent.getFileName())) {
                return second.has(folder) ? Optional.of(second.folder(folder.getFileName())) : Optional.empty();
            }
        }
    }

    /// What is in it, sorted by name.
    ///
    /// @throws Refused if there are more than [#MOST_ENTRIES]
    List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        try {
            for (var child : stream) {
                if (entries.size() == MOST_ENTRIES) {
                    throw new Refused("more than " + MOST_ENTRIES + " files in one folder");
                }
                entries.add(entry(child.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    OutFolder folder(Path name) throws IOException {
        var child = path.resolve(name);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new OutFolder(child, secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        }
        if (entry(name).kind() != Kind.FOLDER) {
            throw new IOException(child + " is no folder");
        }
        return new OutFolder(child, Files.newDirectoryStream(child));
    }

    /// The bytes of an entry that is a file.
    InputStream open(Entry entry) throws IOException {
        if (entry.kind() != Kind.FILE) {
            throw new IOException(entry.shown() + " is no file"); // opening a pipe would wait for ever
        }
        return Channels.newInputStream(channel(entry.path(), Set.of(StandardOpenOption.READ)));
    }

    /// Writes a file, in the place of any file or link of that name; whoever looks sees the old one or the
    /// whole new one.
    ///
    /// @throws IOException also if a folder has the name
    void write(String name, byte[] bytes) throws IOException {
        var begun = Path.of("." + name + ".part");
        delete(begun);
        try (var channel = channel(begun, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
        }
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            secure.move(begun, secure, Path.of(name));
        } else {
            Files.move(path.resolve(begun), path.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Removes a file or link, if it is there.
    void delete(Path name) throws IOException {
        try {
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                secure.deleteFile(name);
            } else {
                Files.deleteIfExists(path.resolve(name));
            }
        } catch (NoSuchFileException _) {
            // as wanted
        }
    }

    private SeekableByteChannel channel(Path name, Set<OpenOption> options) throws IOException {
        var all = new HashSet<>(options);
        all.add(LinkOption.NOFOLLOW_LINKS);
        return stream instanceof SecureDirectoryStream<Path> secure
                ? secure.newByteChannel(name, all)
                : Files.newByteChannel(path.resolve(name), all);
    }

    /// Where the entry lies, for those who can only open a whole path.
    Path pathOf(Entry entry) {
        return path.resolve(entry.path());
    }

    private boolean has(Path child) {
        return Files.exists(path.resolve(child.getFileName()), LinkOption.NOFOLLOW_LINKS);
    }

    private Entry entry(Path name) throws IOException {
        var posix = view(name, PosixFileAttributeView.class);
        if (posix != null) {
            var found = posix.readAttributes();
            var executable = found.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            return new Entry(name, kind(found), found.size(), executable);
        }
        var basic = view(name, BasicFileAttributeView.class);
        if (basic == null) {
            throw new IOException("cannot look at " + name);
        }
        var found = basic.readAttributes();
        return new Entry(name, kind(found), found.size(), false);
    }

    private <V extends FileAttributeView> @Nullable V view(Path name, Class<V> type) {
        return stream instanceof SecureDirectoryStream<Path> secure
                ? secure.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS)
                : Files.getFileAttributeView(path.resolve(name), type, LinkOption.NOFOLLOW_LINKS);
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return Kind.FOLDER;
        }
        return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /// Something in a folder.
    ///
    /// @param size in bytes as the file claims, which is what a sparse file is judged by
    record Entry(Path path, Kind kind, long size, boolean executable) {

        /// The name as bytes, see [FileName].
        String name() {
            return FileName.of(path);
        }

        String shown() {
            return FileName.shown(name());
        }
    }

    /// What an entry is.
    enum Kind {
        FILE("a file"),
        FOLDER("a folder"),
        LINK("a symbolic link"),
        OTHER("a pipe, socket or device");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
