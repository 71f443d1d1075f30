package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes the files of any folder as a tree: what a person has made of a tree of Wave's.
///
/// Left out is what is left out of a base: Wave's own files, what `.waveignore` names, and what `.gitignore`
/// names unless the tree has it. The folder, and a repository it is in, stay as they are.
public final class FolderSnapshot {
    private final GitStore store;

    public FolderSnapshot(GitStore store) {
        this.store = store;
    }

    /// What differs in the folder, and would be taken: files and links, and what is gone.
    ///
    /// @param before the tree that they were made from
    /// @throws GitFailed if it cannot be read, or holds a repository of its own
    public List<Path> changes(Path folder, TreeId before) {
        return inOwnIndex(
                folder,
                before,
                index -> taken(folder, index).stream()
                        .map(path -> FileName.in(folder, path))
                        .toList());
    }

    /// The folder's files.
    ///
    /// @param before the tree that they were made from
    /// @throws GitFailed if it cannot be read, or holds a repository of its own
    public TreeId of(Path folder, TreeId before) {
        return inOwnIndex(folder, before, index -> tree(folder, index));
    }

    private interface Use<T> {
        T of(Path index) throws IOException;
    }

    /// In an index of its own that has what was before.
    private <T> T inOwnIndex(Path folder, TreeId before, Use<T> use) {
        try {
            var own = Files.createTempDirectory(store.gitDir(), "folder");
            try {
                var id = store.objects().format().objectId(before).hex();
                git(folder, own.resolve("index"), "read-tree", id).output();
                return use.of(own.resolve("index"));
            } finally {
                Files.deleteIfExists(own.resolve("index"));
                Files.deleteIfExists(own);
            }
        } catch (IOException e) {
            throw GitFailed.at("reading " + folder, e);
        }
    }

    private List<String> taken(Path folder, Path index) throws IOException {
        var filter = filter(folder);
        var changed = new ArrayList<String>();
        for (var path : changed(folder, index)) {
            if (path.endsWith("/")) {
                throw new GitFailed(FileName.shown(path) + " is a git repository of its own: it cannot be taken");
            }
            if (!filter.excludes(path)) {
                changed.add(path);
            }
        }
        return changed;
    }

    private TreeId tree(Path folder, Path index) throws IOException {
        var changed = taken(folder, index);
        if (!changed.isEmpty()) {
            git(folder, index, "update-index", "--add", "--remove", "--replace", "-z", "--stdin")
                    .input(String.join("\0", changed) + "\0")
                    .output();
        }
        var tree = new ObjectId(git(folder, index, "write-tree").text().strip());
        store.sync();
        return store.objects().format().treeId(tree);
    }

    private List<String> changed(Path folder, Path index) {
        var listed = git(folder, index, "ls-files", "-z", "--modified", "--others", "--exclude-standard")
                .latin1();
        return List.of(listed.split("\0", -1)).stream()
                .filter(path -> !path.isEmpty())
                .distinct()
                .toList();
    }

    private static BaseFilter filter(Path folder) throws IOException {
        var file = folder.resolve(BaseFilter.FILE);
        return BaseFilter.of(
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        : "");
    }

    private GitCommand git(Path folder, Path index, String... arguments) {
        var line = new ArrayList<>(List.of("-c", "core.bare=false", "-c", "core.fsync=loose-object"));
        line.addAll(List.of(arguments));
        return store.git()
                .neutral(store.gitDir(), line.toArray(String[]::new))
                .in(folder)
                .env("GIT_WORK_TREE", folder)
                .env("GIT_INDEX_FILE", index);
    }
}
