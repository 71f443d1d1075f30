package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads and writes the objects of Wave's repository, in process. Many threads may use one. Written objects
/// are durable after [#sync]; what is read is verified; a missing or corrupt object is a [GitFailed].
///
/// Names in trees are byte strings, see [FileName].
public final class GitObjects implements AutoCloseable {
    private final ObjectFormat format;
    private final LooseObjects loose;
    private final ObjectReader reader;
    private final ObjectId emptyTree;

    GitObjects(GitProgram git, Path gitDir, ObjectFormat format) {
        this.format = format;
        this.loose = new LooseObjects(gitDir.resolve("objects"), format);
        this.reader = new ObjectReader(git, gitDir, format);
        this.emptyTree = loose.write("tree", new byte[0]);
    }

    public ObjectFormat format() {
        return format;
    }

    /// The tree without entries; it is always there.
    public ObjectId emptyTree() {
        return emptyTree;
    }

    /// Whether the repository has the object.
    public boolean has(ObjectId id) {
        return reader.info(id).isPresent();
    }

    /// Whether it is there as a file of its own, which is found without asking git.
    boolean isLoose(ObjectId id) {
        return loose.isSound(id);
    }

    /// The length of a blob, if it is there.
    public Optional<Long> size(ObjectId blob) {
        return reader.info(blob).map(ObjectReader.Info::size);
    }

    /// The bytes of a blob that fits into memory.
    public byte[] blob(ObjectId id) {
        return read(id, "blob");
    }

    /// Writes the bytes of a blob to `out`; if it fails, what was written is not to be used.
    public void copyBlob(ObjectId id, OutputStream out) {
        try {
            reader.copy(id, "blob", out);
        } catch (GitFailed e) {
            loose.setAside(id); // the next one who asks may find it elsewhere
            throw e;
        }
    }

    private byte[] read(ObjectId id, String type) {
        try {
            return reader.read(id, type);
        } catch (GitFailed e) {
            if (!loose.setAside(id)) {
                throw e;
            }
            return reader.read(id, type);
        }
    }

    /// Whether the blob is there and is what its name says.
    boolean isSound(ObjectId blob) {
        try {
            copyBlob(blob, OutputStream.nullOutputStream());
            return true;
        } catch (GitFailed e) {
            return false;
        }
    }

    /// The entries of a tree by name, in a map of the caller's own.
    public SortedMap<String, TreeEntry> tree(ObjectId id) {
        var entries = new TreeMap<String, TreeEntry>();
        if (id.equals(emptyTree)) {
            return entries;
        }
        var bytes = read(id, "tree");
        for (var at = 0; at < bytes.length; ) {
            var space = indexOf(bytes, (byte) ' ', at, id);
            var nul = indexOf(bytes, (byte) 0, space, id);
            var end = nul + 1 + format.bytes();
            var mode = TreeEntry.Mode.of(new String(bytes, at, space - at, StandardCharsets.US_ASCII));
            var name = new String(bytes, space + 1, nul - space - 1, StandardCharsets.ISO_8859_1);
            entries.put(name, new TreeEntry(mode, ObjectId.of(Arrays.copyOfRange(bytes, nul + 1, end))));
            at = end;
        }
        return entries;
    }

    /// The entries of a tree named with its algorithm.
    public SortedMap<String, TreeEntry> tree(TreeId id) {
        return tree(format.objectId(id));
    }

    /// What stands at the path, with `/`, below the tree.
    public Optional<TreeEntry> find(ObjectId tree, String path) {
        var entry = Optional.of(new TreeEntry(TreeEntry.Mode.FOLDER, tree));
        for (var name : path.split("/", -1)) {
            entry = entry.filter(TreeEntry::isFolder)
                    .flatMap(folder -> Optional.ofNullable(tree(folder.id()).get(name)));
        }
        return entry;
    }

    /// The tree a commit stands for, if the commit is there.
    public Optional<ObjectId> treeOfCommit(ObjectId commit) {
        if (!has(commit)) {
            return Optional.empty();
        }
        var text = commit(commit);
        return Optional.of(new ObjectId(text.substring("tree ".length(), text.indexOf('\n'))));
    }

    /// The text of a commit, its chars bytes.
    String commit(ObjectId id) {
        return FileName.of(read(id, "commit"));
    }

    /// Stores a commit of this text.
    ObjectId writeCommit(String text) {
        return loose.write("commit", FileName.bytes(text));
    }

    /// Stores a blob.
    public ObjectId writeBlob(byte[] bytes) {
        return loose.write("blob", bytes);
    }

    /// Stores a regular file's bytes as they are now; a large file is not kept in memory. Fails on a symbolic
    /// link.
    public ObjectId writeBlob(Path file) throws IOException {
        return loose.writeBlob(file);
    }

    /// The id that a regular file's bytes have as a blob; nothing is stored. Fails on a symbolic link.
    public ObjectId idOfBlob(Path file) throws IOException {
        return loose.idOfBlob(file);
    }

    /// The id that a tree with these entries has; nothing is stored.
    ObjectId idOfTree(Map<String, TreeEntry> entries) {
        return loose.idOf("tree", treeBody(entries));
    }

    /// Stores a tree with these entries, in git's order. Subtrees that are empty have no place in it; the
    /// caller leaves them out.
    public ObjectId writeTree(Map<String, TreeEntry> entries) {
        return loose.write("tree", treeBody(entries));
    }

    ObjectId writeCommit(Commit commit) {
        return loose.write("commit", commit.text().getBytes(StandardCharsets.UTF_8));
    }

    /// Makes everything written so far durable: to be called before a tree is named in a journal.
    public void sync() {
        loose.sync();
    }

    @Override
    public void close() {
        reader.close();
    }

    private byte[] treeBody(Map<String, TreeEntry> entries) {
        var sorted = new ArrayList<>(entries.entrySet());
        // git sorts a folder as if its name ended in a slash
        sorted.sort(Comparator.comparing(e -> e.getValue().isFolder() ? e.getKey() + "/" : e.getKey()));
        var body = new ByteArrayOutputStream();
        for (var entry : sorted) {
            var name = entry.getKey();
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException("not a name in a tree: '" + FileName.shown(name) + "'");
            }
            body.writeBytes((entry.getValue().mode().octal() + " ").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(FileName.bytes(name));
            body.write(0);
            body.writeBytes(entry.getValue().id().raw());
        }
        return body.toByteArray();
    }

    private static int indexOf(byte[] bytes, byte wanted, int from, ObjectId tree) {
        for (var i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new GitFailed("tree " + tree + " is malformed");
    }
}
