package dev.wave.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The base of a project that is in no git repository. Its `.gitignore` files count all the same. An index of
/// Wave's own remembers what was read, so that a file is read again only if it looks changed.
final class PlainFolder {
    private final GitStore store;
    private final Path project;
    private final BaseLimits limits;

    PlainFolder(GitStore store, Path project, BaseLimits limits) {
        this.store = store;
        this.project = project;
        this.limits = limits;
    }

    Base base(BaseFilter filter) {
        var warnings = new ArrayList<String>();
        var look = look(filter);
        if (!look.gone().isEmpty()) {
            update("--force-remove", look.gone());
            look = look(filter); // what was removed may hide what is there now
        }
        look.repositories()
                .forEach(path ->
                        warnings.add(FileName.shown(path) + " is a git repository of its own: it is not in the base"));
        checkSizes(look.changed());
        update("--add", look.changed());

        var tree = tree();
        warnings.addAll(tree.warnings());
        store.sync();
        return new Base(
                store.objects().format().treeId(tree.root()),
                "folder without git, " + tree.files() + (tree.files() == 1 ? " file" : " files"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                warnings);
    }

    /// What differs from what is remembered.
    ///
    /// @param gone what is remembered and no longer belongs to the base
    /// @param changed what is to be read
    /// @param repositories folders that are repositories of their own
    private record Look(List<String> gone, List<String> changed, List<String> repositories) {}

    private Look look(BaseFilter filter) {
        var gone = new LinkedHashSet<>(paths(git("ls-files", "-z", "--cached", "--ignored", "--exclude-standard")));
        var changed = new ArrayList<String>();
        var repositories = new ArrayList<String>();
        for (var line :
                paths(git("ls-files", "-z", "-t", "--cached", "--modified", "--others", "--exclude-standard"))) {
            var path = line.substring(2);
            switch (line.charAt(0)) {
                case 'C' -> {
                    // a remembered file that is a folder now; git takes it for changed
                    var isFolder = Files.isDirectory(FileName.in(project, path), LinkOption.NOFOLLOW_LINKS);
                    (isFolder ? gone : changed).add(path);
                }
                case '?' -> (path.endsWith("/") ? repositories : changed).add(path);
                default -> {
                    if (filter.excludes(path)) {
                        gone.add(path);
                    }
                }
            }
        }
        changed.removeIf(filter::excludes);
        return new Look(List.copyOf(gone), changed, repositories);
    }

    /// All that is remembered, as a tree.
    private record Remembered(ObjectId root, int files, List<String> warnings) {}

    /// As long as the index stays as it is, so does its tree.
    private Remembered tree() {
        var facts = new KnownFacts(store.gitDir().resolveSibling("folder.tree"), index());
        var known = facts.recall()
                .map(PlainFolder::read)
                .filter(tree -> store.objects().isLoose(tree.root()));
        if (known.isPresent()) {
            return known.get();
        }
        var root = new ObjectId(git("write-tree").text().strip());
        var scan = TreeScan.of(store, root);
        var tree = new Remembered(root, scan.files(), scan.warnings(store));
        facts.remember(root.hex() + "\n" + scan.files() + "\n" + String.join("\n", tree.warnings()));
        return tree;
    }

    private static Remembered read(String facts) {
        var lines = facts.lines().toList();
        return new Remembered(
                new ObjectId(lines.get(0)), Integer.parseInt(lines.get(1)), lines.subList(2, lines.size()));
    }

    private Path index() {
        return store.gitDir().resolveSibling("folder.index");
    }

    private void update(String how, List<String> paths) {
        if (!paths.isEmpty()) {
            git("update-index", how, "--remove", "--replace", "-z", "--stdin")
                    .input(String.join("\0", paths) + "\0")
                    .output();
        }
    }

    private void checkSizes(List<String> paths) {
        var sizes = new LinkedHashMap<String, Long>();
        for (var path : paths) {
            var file = FileName.in(project, path);
            try {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    sizes.put(FileName.shown(path), Files.size(file));
                }
            } catch (IOException e) {
                throw GitFailed.at("looking at " + file, e);
            }
        }
        limits.check(sizes);
    }

    private GitCommand git(String... arguments) {
        var line = new ArrayList<>(List.of("-c", "core.bare=false", "-c", "core.fsync=loose-object"));
        line.addAll(List.of(arguments));
        return store.git()
                .neutral(store.gitDir(), line.toArray(String[]::new))
                .in(project)
                .env("GIT_WORK_TREE", project)
                .env("GIT_INDEX_FILE", index());
    }

    private static List<String> paths(GitCommand command) {
        var paths = new ArrayList<>(List.of(command.latin1().split("\0", -1)));
        paths.removeIf(String::isEmpty);
        return paths;
    }
}
