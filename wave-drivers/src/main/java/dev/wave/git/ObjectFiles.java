package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Trees as plain files, one for each object, so that they can be committed and reviewed: how a tree travels
/// from one repository to another without git.
///
/// A file is named by its object's id. Of a blob it holds the bytes; of a tree the entries, as [TreeLines]. It says
/// nothing of where it came from, and is the same wherever it is written.
public final class ObjectFiles {
    /// Folders in folders of a tree that somebody else made.
    private static final int DEEPEST = 500;

    /// Bytes of a tree's text: it is read into memory.
    private static final long LARGEST_TREE = 64L << 20;

    private final GitObjects objects;
    private final Path folder;

    public ObjectFiles(GitStore store, Path folder) {
        this.objects = store.objects();
        this.folder = folder.resolve(
                objects.format().treeId(objects.emptyTree()).value().replaceFirst(":.*", ""));
    }

    /// The name of the folder, which says how the repository names its objects.
    public String name() {
        return folder.getFileName().toString();
    }

    /// The objects of the tree that the other tree does not have at the same place. What a tree holds comes before
    /// the tree.
    public List<ObjectPiece> pieces(TreeId tree, TreeId known) {
        var pieces = new ArrayList<ObjectPiece>();
        var root = new TreeEntry(TreeEntry.Mode.FOLDER, objects.format().objectId(tree));
        add(pieces, root, Optional.of(objects.format().objectId(known)), "");
        return pieces;
    }

    private void add(List<ObjectPiece> pieces, TreeEntry tree, Optional<ObjectId> known, String path) {
        if (known.filter(tree.id()::equals).isPresent() || tree.id().equals(objects.emptyTree())) {
            return;
        }
        var theirs = known.map(objects::tree).orElseGet(TreeMap::new);
        var entries = objects.tree(tree.id());
        for (var named : entries.entrySet()) {
            var entry = named.getValue();
            var below = (path.isEmpty() ? "" : path + "/") + FileName.shown(named.getKey());
            var other = Optional.ofNullable(theirs.get(named.getKey()))
                    .filter(it -> it.mode() == entry.mode())
                    .map(TreeEntry::id);
            switch (entry.mode()) {
                case FOLDER -> add(pieces, entry, other, below);
                case SUBMODULE -> {}
                case FILE, EXECUTABLE, SYMLINK -> {
                    if (other.filter(entry.id()::equals).isEmpty()) {
                        pieces.add(new ObjectPiece(
                                entry, below, objects.size(entry.id()).orElse(0L)));
                    }
                }
            }
        }
        pieces.add(new ObjectPiece(tree, path, TreeLines.write(entries).length()));
    }

    /// Writes the piece's file to `out`; if it fails, what was written is not to be used.
    public void copy(ObjectPiece piece, OutputStream out) throws IOException {
        var id = piece.entry().id();
        if (piece.entry().isFolder()) {
            out.write(TreeLines.write(objects.tree(id)).getBytes(StandardCharsets.US_ASCII));
        } else {
            objects.copyBlob(id, out);
        }
    }

    /// Whether the regular file holds the piece.
    public boolean holds(Path file, ObjectPiece piece) throws IOException {
        var id = piece.entry().id();
        return piece.entry().isFolder()
                ? read(file).filter(TreeLines.write(objects.tree(id))::equals).isPresent()
                : objects.idOfBlob(file).equals(id);
    }

    /// Takes the tree into the repository. Objects the repository has already are not looked for.
    ///
    /// @return what is missing or not what its name says, for people; empty if the tree is complete now
    public Optional<String> take(TreeId tree) throws IOException {
        var missing = takeTree(objects.format().objectId(tree), 0);
        objects.sync();
        return missing;
    }

    /// What a tree holds is taken before the tree itself: one that is there is complete.
    private Optional<String> takeTree(ObjectId tree, int depth) throws IOException {
        if (objects.has(tree)) {
            return Optional.empty();
        }
        var text = read(tree);
        if (text.isEmpty()) {
            return Optional.of("tree " + tree);
        }
        var entries = entries(text.get(), tree);
        if (entries.isEmpty()) {
            return Optional.of("tree " + tree + ": its file is damaged");
        }
        if (depth > DEEPEST) {
            return Optional.of("tree " + tree + ": it is nested too deeply");
        }
        for (var entry : entries.get().values()) {
            var missing = takeEntry(entry, depth);
            if (missing.isPresent()) {
                return missing;
            }
        }
        objects.writeTree(entries.get());
        return Optional.empty();
    }

    /// What the tree holds, if the text is exactly that of the tree.
    private Optional<SortedMap<String, TreeEntry>> entries(String text, ObjectId tree) {
        return TreeLines.read(text)
                .filter(ObjectFiles::isTree)
                .filter(read -> objects.idOfTree(read).equals(tree))
                .filter(read -> TreeLines.write(read).equals(text));
    }

    /// A name that no tree can hold makes no tree.
    private static boolean isTree(SortedMap<String, TreeEntry> entries) {
        return entries.keySet().stream()
                .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0);
    }

    private Optional<String> takeEntry(TreeEntry entry, int depth) throws IOException {
        return switch (entry.mode()) {
            case FOLDER -> takeTree(entry.id(), depth + 1);
            case SUBMODULE -> Optional.empty();
            case FILE, EXECUTABLE, SYMLINK -> takeBlob(entry.id());
        };
    }

    private Optional<String> takeBlob(ObjectId blob) throws IOException {
        if (objects.has(blob)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file(blob), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("file " + blob);
        }
        if (!objects.idOfBlob(file(blob)).equals(blob)) {
            return Optional.of("file " + blob + ": it is damaged");
        }
        objects.writeBlob(file(blob));
        return Optional.empty();
    }

    private Optional<String> read(ObjectId tree) throws IOException {
        return Files.isRegularFile(file(tree), LinkOption.NOFOLLOW_LINKS) && Files.size(file(tree)) <= LARGEST_TREE
                ? read(file(tree))
                : Optional.empty();
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of("damaged");
        }
    }

    /// The names of the files that the tree is made of here, by way of the files themselves; empty if one of them is
    /// damaged.
    public Optional<SortedSet<String>> names(TreeId tree) throws IOException {
        var names = new TreeSet<String>();
        var whole = name(new TreeEntry(TreeEntry.Mode.FOLDER, objects.format().objectId(tree)), names);
        return whole ? Optional.of(names) : Optional.empty();
    }

    /// What is below a tree that has no file here is in the project's commits.
    private boolean name(TreeEntry entry, Set<String> names) throws IOException {
        if (!Files.exists(file(entry.id()), LinkOption.NOFOLLOW_LINKS)
                || !names.add(entry.id().hex())) {
            return true;
        }
        if (!entry.isFolder()) {
            return true;
        }
        var entries = read(entry.id()).flatMap(text -> entries(text, entry.id()));
        if (entries.isEmpty()) {
            return false;
        }
        for (var each : entries.get().values()) {
            if (!name(each, names)) {
                return false;
            }
        }
        return true;
    }

    /// The first file of the tree that is here and is not what its name says, for people. The repository may
    /// have what it should be: others will not.
    public Optional<String> damaged(TreeId tree) throws IOException {
        return damaged(new TreeEntry(TreeEntry.Mode.FOLDER, objects.format().objectId(tree)));
    }

    private Optional<String> damaged(TreeEntry entry) throws IOException {
        var id = entry.id();
        if (!Files.isRegularFile(file(id), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!entry.isFolder()) {
            return objects.idOfBlob(file(id)).equals(id)
                    ? Optional.empty()
                    : Optional.of("file " + id + ": it is damaged");
        }
        var entries = read(id).flatMap(TreeLines::read);
        if (entries.filter(read -> objects.idOfTree(read).equals(id)).isEmpty()) {
            return Optional.of("tree " + id + ": its file is damaged");
        }
        for (var below : entries.get().values()) {
            var found = damaged(below);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Where the files are.
    public Path folder() {
        return folder;
    }

    private Path file(ObjectId id) {
        return folder.resolve(id.hex());
    }
}
