package dev.wave.collect;

import dev.wave.collect.OutFolder.Entry;
import dev.wave.git.FileChange;
import dev.wave.git.FileName;
import dev.wave.git.GitObjects;
import dev.wave.git.GitStore;
import dev.wave.git.TreeEntry;
import dev.wave.model.TreeId;
import dev.wave.run.Content;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files of captured trees, and folders as trees of their own. Paths are byte strings, see [FileName].
final class TreeFiles {

    /// Bytes that a folder may hold.
    static final long LARGEST = 2L * 1024 * 1024 * 1024;

    /// Files that a folder may hold.
    static final int MOST_FILES = 50_000;

    private static final int DEEPEST = 100;
    private static final long IN_MEMORY = 8L * 1024 * 1024;

    private final GitStore store;
    private final GitObjects objects;

    TreeFiles(GitStore store) {
        this.store = store;
        objects = store.objects();
    }

    Optional<TreeEntry> find(TreeId tree, String path) {
        return objects.find(objects.format().objectId(tree), path);
    }

    /// The files that differ and are there.
    List<FileChange> changed(TreeId from, TreeId to) {
        return store.files(from, to).stream()
                .filter(change -> change.to().isPresent())
                .toList();
    }

    /// The tree with these entries at their paths.
    TreeId with(TreeId tree, SortedMap<String, TreeEntry> entries) {
        return store.with(tree, entries);
    }

    /// A folder that is in the store.
    TreeEntry folder(TreeId folder) {
        return new TreeEntry(TreeEntry.Mode.FOLDER, objects.format().objectId(folder));
    }

    /// Stores a file of the host.
    TreeEntry file(TreeEntry.Mode mode, Path file) throws IOException {
        return new TreeEntry(mode, objects.writeBlob(file));
    }

    long size(TreeEntry file) {
        return objects.size(file.id()).orElse(0L);
    }

    /// Writes the file's bytes to a file of the host.
    void copy(TreeEntry file, Path to) throws IOException {
        try (var out = new BufferedOutputStream(new FileOutputStream(to.toFile()))) {
            objects.copyBlob(file.id(), out);
        }
    }

    /// The folder as content of an artifact.
    Content.Folder folder(TreeEntry folder) throws IOException {
        var counted = new Count();
        count(folder, counted, 0);
        objects.sync();
        return new Content.Folder(objects.format().treeId(folder.id()), counted.files, counted.bytes);
    }

    /// A folder of these files at their own paths.
    Content.Folder select(List<FileChange> files) throws IOException {
        var root = new Branch();
        for (var file : files) {
            root.put(file.path(), file.to().orElseThrow());
        }
        return folder(root.write(objects));
    }

    /// Stores a folder as it lies in `.wave/out`.
    Content.Folder store(OutFolder folder) throws IOException {
        return folder(tree(folder, new Count(), 0));
    }

    private TreeEntry tree(OutFolder folder, Count count, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Refused("folders are nested deeper than " + DEEPEST);
        }
        var entries = new TreeMap<String, TreeEntry>();
        for (var entry : folder.entries()) {
            if (entry.name().equalsIgnoreCase(".git")) {
                throw new Refused("it holds a .git");
            }
            switch (entry.kind()) {
                case FILE -> entries.put(entry.name(), file(folder, entry, count));
                case FOLDER -> {
                    try (var child = folder.folder(entry.path())) {
                        var tree = tree(child, count, depth + 1);
                        if (!tree.id().equals(objects.emptyTree())) {
                            entries.put(entry.name(), tree);
                        }
                    }
                }
                case LINK, OTHER ->
                    throw new Refused(
                            entry.shown() + " in it is " + entry.kind().text());
            }
        }
        return new TreeEntry(TreeEntry.Mode.FOLDER, objects.writeTree(entries));
    }

    private TreeEntry file(OutFolder folder, Entry entry, Count count) throws IOException {
        count.add(entry.size());
        var mode = entry.executable() ? TreeEntry.Mode.EXECUTABLE : TreeEntry.Mode.FILE;
        if (entry.size() > IN_MEMORY) {
            return new TreeEntry(mode, objects.writeBlob(folder.pathOf(entry)));
        }
        try (var in = folder.open(entry)) {
            return new TreeEntry(mode, objects.writeBlob(in.readNBytes((int) IN_MEMORY)));
        }
    }

    private void count(TreeEntry folder, Count count, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Refused("folders are nested deeper than " + DEEPEST);
        }
        for (var entry : objects.tree(folder.id()).entrySet()) {
            switch (entry.getValue().mode()) {
                case FILE, EXECUTABLE -> count.add(size(entry.getValue()));
                case FOLDER -> count(entry.getValue(), count, depth + 1);
                case SYMLINK -> throw new Refused(FileName.shown(entry.getKey()) + " in it is a symbolic link");
                case SUBMODULE -> throw new Refused(FileName.shown(entry.getKey()) + " in it is a submodule");
            }
        }
    }

    private static final class Count {
        private int files;
        private long bytes;

        void add(long size) throws Refused {
            files++;
            bytes += size;
            if (files > MOST_FILES) {
                throw new Refused("it holds more than " + MOST_FILES + " files");
            }
            if (bytes > LARGEST) {
                throw new Refused("it is larger than " + Sizes.text(LARGEST));
            }
        }
    }

    /// A tree being put together from paths.
    private static final class Branch {
        private final TreeMap<String, Branch> folders = new TreeMap<>();
        private final TreeMap<String, TreeEntry> files = new TreeMap<>();

        void put(String path, TreeEntry file) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                files.put(path, file);
            } else {
                folders.computeIfAbsent(path.substring(0, slash), _ -> new Branch())
                        .put(path.substring(slash + 1), file);
            }
        }

        TreeEntry write(GitObjects objects) {
            var entries = new TreeMap<>(files);
            folders.forEach((name, branch) -> entries.put(name, branch.write(objects)));
            return new TreeEntry(TreeEntry.Mode.FOLDER, objects.writeTree(entries));
        }
    }
}
