package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.git.GitCommand;
import dev.wave.git.ObjectId;
import dev.wave.workspace.FileStat.Stamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/// A git index: which files of a tree lie in a folder, and how the kernel described each when git wrote it.
///
/// The folder is written by these calls and only read from its index: no configuration, attribute or hook of
/// the folder counts.
record IndexFile(Repository repository, Path file) {
    /// Format: git `Documentation/gitformat-index.txt`, version 2, sizes in bytes.
    private static final int HEADER = 12;

    private static final int BEFORE_NAME = 42;
    private static final int KIND = 0170000;
    private static final int SUBMODULE = 0160000;
    private static final int NAME_LENGTH = 0xFFF;

    /// Lets it hold the tree, with nothing known of files.
    void read(ObjectId tree) {
        git("-c", "index.version=2", "read-tree", tree.hex()).output();
    }

    /// Lets it hold the new tree after the old one.
    void become(TreeDifference difference) {
        var entries = new ByteArrayOutputStream();
        var nobody = "0".repeat(repository.objects().emptyTree().hex().length());
        for (var path : difference.gone()) {
            entries.writeBytes(("0 " + nobody + "\t").getBytes(StandardCharsets.US_ASCII));
            entries.writeBytes(FileName.bytes(path + "\0"));
        }
        for (var written : difference.written()) {
            var entry = written.entry();
            entries.writeBytes(
                    (entry.mode().octal() + " " + entry.id().hex() + "\t").getBytes(StandardCharsets.US_ASCII));
            entries.writeBytes(FileName.bytes(written.path() + "\0"));
        }
        git("update-index", "-z", "--index-info").input(entries.toByteArray()).output();
    }

    /// Writes all of it into an empty folder.
    void write(Path folder) {
        git(
                        "-c",
                        "checkout.workers=0",
                        "-c",
                        "checkout.thresholdForParallelism=100",
                        "checkout-index",
                        "-q",
                        "-a",
                        "-u")
                .env("GIT_WORK_TREE", folder)
                .in(folder)
                .output();
    }

    /// Writes these paths of it into the folder, in place of what is there.
    void write(Collection<String> paths, Path folder) {
        var lines = new ByteArrayOutputStream();
        paths.forEach(path -> lines.writeBytes(FileName.bytes(path + "\0")));
        git("checkout-index", "-q", "-f", "-u", "-z", "--stdin")
                .env("GIT_WORK_TREE", folder)
                .in(folder)
                .input(lines.toByteArray())
                .output();
    }

    private GitCommand git(String... arguments) {
        return repository.git(arguments).env("GIT_INDEX_FILE", file);
    }

    /// Receives the entries, in the order of their paths.
    interface Entries {

        /// A file or link.
        void file(String path, Stamp stamp);

        /// A folder with nothing of the tree in it.
        void submodule(String path);
    }

    /// Reads it.
    ///
    /// @throws IOException if it is not there or not of the version written here
    void entries(Entries entries) throws IOException {
        var raw = Files.readAllBytes(file);
        var bytes = ByteBuffer.wrap(raw);
        try {
            if (bytes.getInt(0) != 0x44495243 || bytes.getInt(4) != 2) {
                throw new IOException(file + " is not an index of version 2");
            }
            var idLength = repository.objects().emptyTree().hex().length() / 2;
            var at = HEADER;
            for (var left = bytes.getInt(8); left > 0; left--) {
                at = entry(raw, bytes, at, idLength, entries);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IOException(file + " ends early", e);
        }
    }

    private static int entry(byte[] raw, ByteBuffer bytes, int at, int idLength, Entries entries) {
        var changed = Integer.toUnsignedLong(bytes.getInt(at)) * 1_000_000_000 + bytes.getInt(at + 4);
        var name = at + BEFORE_NAME + idLength;
        var length = bytes.getShort(name - 2) & NAME_LENGTH;
        if (length == NAME_LENGTH) {
            while (raw[name + length] != 0) {
                length++;
            }
        }
        var path = new String(raw, name, length, StandardCharsets.ISO_8859_1);
        if ((bytes.getInt(at + 24) & KIND) == SUBMODULE) {
            entries.submodule(path);
        } else {
            entries.file(path, new Stamp(bytes.getInt(at + 20), changed));
        }
        return at + (BEFORE_NAME + idLength + length + 8) / 8 * 8;
    }
}
