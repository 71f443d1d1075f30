package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Trees as plain files, one for each object, so that they can be committed and reviewed: how a tree travels
/// from one repository to another without git.
///
/// A file is named by its object's id. Of a blob it holds the bytes; of a tree one line for each entry: mode,
/// id and name, the name with `%xx` for every byte that is not printable ASCII.
public final class ObjectFiles {
    private final GitObjects objects;
    private final Path folder;

    /// @param folder made when the first file is written
    public ObjectFiles(GitStore store, Path folder) {
        this.objects = store.objects();
        this.folder = folder.resolve(
                objects.format().treeId(objects.emptyTree()).value().replaceFirst(":.*", ""));
    }

    /// Writes the objects of the tree that the other tree does not have at the same place.
    public void write(TreeId tree, TreeId known) throws IOException {
        Files.createDirectories(folder);
        writeTree(objects.format().objectId(tree), Optional.of(objects.format().objectId(known)));
    }

    private void writeTree(ObjectId tree, Optional<ObjectId> known) throws IOException {
        if (known.filter(tree::equals).isPresent() || tree.equals(objects.emptyTree())) {
            return;
        }
        var theirs = known.map(objects::tree).orElseGet(TreeMap::new);
        var lines = new StringBuilder();
        for (var named : objects.tree(tree).entrySet()) {
            var entry = named.getValue();
            lines.append(line(named.getKey(), entry));
            var other = Optional.ofNullable(theirs.get(named.getKey())).filter(it -> it.mode() == entry.mode());
            switch (entry.mode()) {
                case FOLDER -> writeTree(entry.id(), other.map(TreeEntry::id));
                case SUBMODULE -> {}
                case FILE, EXECUTABLE, SYMLINK -> {
                    if (other.map(TreeEntry::id).filter(entry.id()::equals).isEmpty()) {
                        writeBlob(entry.id());
                    }
                }
            }
        }
        if (!Files.exists(file(tree))) {
            Files.writeString(file(tree), lines, StandardCharsets.US_ASCII);
        }
    }

    private void writeBlob(ObjectId blob) throws IOException {
        if (!Files.exists(file(blob))) {
            try (var out = Files.newOutputStream(file(blob))) {
                objects.copyBlob(blob, out);
            }
        }
    }

    /// Takes the tree into the repository. Objects the repository has already are not looked for.
    ///
    /// @return what is missing or not what its name says, for people; empty if the tree is complete now
    public Optional<String> take(TreeId tree) throws IOException {
        var missing = takeTree(objects.format().objectId(tree));
        objects.sync();
        return missing;
    }

    /// What a tree holds is taken before the tree itself: one that is there is complete.
    private Optional<String> takeTree(ObjectId tree) throws IOException {
        if (objects.has(tree)) {
            return Optional.empty();
        }
        var text = read(tree);
        if (text.isEmpty()) {
            return Optional.of("tree " + tree);
        }
        var entries = new TreeMap<String, TreeEntry>();
        for (var line : text.get().lines().toList()) {
            var entry = entry(line, entries);
            if (entry.isEmpty()) {
                return Optional.of("tree " + tree + ": its file is damaged");
            }
            var missing = takeEntry(entry.get());
            if (missing.isPresent()) {
                return missing;
            }
        }
        return objects.writeTree(entries).equals(tree)
                ? Optional.empty()
                : Optional.of("tree " + tree + ": its file is damaged");
    }

    private Optional<String> takeEntry(TreeEntry entry) throws IOException {
        return switch (entry.mode()) {
            case FOLDER -> takeTree(entry.id());
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
        return objects.writeBlob(file(blob)).equals(blob)
                ? Optional.empty()
                : Optional.of("file " + blob + ": it is damaged");
    }

    private Optional<String> read(ObjectId tree) throws IOException {
        if (!Files.isRegularFile(file(tree), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file(tree), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of("damaged");
        }
    }

    private Path file(ObjectId id) {
        return folder.resolve(id.hex());
    }

    private static String line(String name, TreeEntry entry) {
        var line = new StringBuilder(entry.mode().octal() + " " + entry.id() + " ");
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            line.append(c > ' ' && c < 0x7f && c != '%' ? String.valueOf(c) : "%%%02x".formatted((int) c));
        }
        return line.append('\n').toString();
    }

    /// The entry a line holds, put among the others under its name.
    private static Optional<TreeEntry> entry(String line, Map<String, TreeEntry> entries) {
        var words = line.split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            var entry = new TreeEntry(TreeEntry.Mode.of(words[0]), new ObjectId(words[1]));
            entries.put(name(words[2]), entry);
            return Optional.of(entry);
        } catch (IllegalArgumentException | GitFailed e) {
            return Optional.empty();
        }
    }

    private static String name(String encoded) {
        var name = new StringBuilder();
        for (var i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                if (i + 3 > encoded.length()) {
                    throw new IllegalArgumentException("not a name: " + encoded);
                }
                name.append((char) Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                name.append(encoded.charAt(i));
            }
        }
        return name.toString();
    }
}
