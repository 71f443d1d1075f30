package dev.wave.git;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Moves files between the user's working tree and the store as `git add` and `git checkout` would: under the
/// user's line endings and filters. Works through a small index of its own that holds only these files; paths
/// are the project's.
final class WorkingFiles {
    private final WorkingTree tree;

    WorkingFiles(WorkingTree tree) {
        this.tree = tree;
    }

    /// What each path holds now; empty if it is gone.
    ///
    /// @param known what is tracked at some of them: a file that has CR LF there keeps it
    Map<String, Optional<TreeEntry>> read(List<String> paths, Map<String, TreeEntry> known) {
        var found = new TreeMap<String, Optional<TreeEntry>>();
        if (paths.isEmpty()) {
            return found;
        }
        paths.forEach(path -> found.put(path, Optional.empty()));
        withIndex(index -> {
            fill(index, known);
            tree.command(index, "update-index", "--add", "--remove", "--replace", "-z", "--stdin")
                    .input(joined(paths))
                    .output();
            for (var line :
                    tree.command(index, "ls-files", "--stage", "-z").latin1().split("\0", -1)) {
                if (!line.isEmpty()) {
                    var tab = line.indexOf('\t');
                    var fields = line.substring(0, tab).split(" ", -1);
                    var entry = new TreeEntry(TreeEntry.Mode.of(fields[0]), new ObjectId(fields[1]));
                    found.replace(line.substring(tab + 1 + tree.prefix().length()), Optional.of(entry));
                }
            }
        });
        return found;
    }

    /// Writes the content of these files below `folder`, each at its path, as it should stand in the working
    /// tree.
    void checkOut(Map<String, TreeEntry> files, Path folder) {
        if (!files.isEmpty()) {
            withIndex(index -> {
                fill(index, files);
                tree.command(index, "checkout-index", "--force", "--quiet", "--prefix=" + folder + "/", "-z", "--stdin")
                        .input(joined(List.copyOf(files.keySet())))
                        .output();
            });
        }
    }

    /// Where [#checkOut] put the file.
    Path checkedOut(Path folder, String path) {
        return FileName.in(folder, tree.prefix() + path);
    }

    private void fill(Path index, Map<String, TreeEntry> entries) {
        var info = new StringBuilder();
        entries.forEach((path, entry) -> info.append(entry.mode().octal())
                .append(' ')
                .append(entry.id())
                .append('\t')
                .append(tree.prefix())
                .append(path)
                .append('\0'));
        if (!info.isEmpty()) {
            tree.command(index, "update-index", "-z", "--index-info")
                    .input(info.toString())
                    .output();
        }
    }

    private String joined(List<String> paths) {
        var text = new StringBuilder();
        paths.forEach(path -> text.append(tree.prefix()).append(path).append('\0'));
        return text.toString();
    }

    private void withIndex(Consumer<Path> use) {
        try (var index = TemporaryFile.beside(tree.store().gitDir(), "index")) {
            use.accept(index.path());
        }
    }
}
