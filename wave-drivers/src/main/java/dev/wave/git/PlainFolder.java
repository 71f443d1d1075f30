package dev.wave.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        var gone = paths(git("ls-files", "-z", "--cached", "--ignored", "--exclude-standard"));
        paths(git("ls-files", "-z", "--cached")).stream()
                .filter(filter::excludes)
                .forEach(gone::add);
        update("--force-remove", gone);

        // a remembered file that is a folder now; git takes it for changed
        update(
                "--force-remove",
                paths(git("ls-files", "-z", "--modified")).stream()
                        .filter(path -> Files.isDirectory(FileName.in(project, path), LinkOption.NOFOLLOW_LINKS))
                        .toList());
        var changed = new ArrayList<String>();
        for (var path : paths(git("ls-files", "-z", "--modified", "--others", "--exclude-standard"))) {
            if (path.endsWith("/")) {
                warnings.add(FileName.shown(path) + " is a git repository of its own: it is not in the base");
            } else if (!filter.excludes(path)) {
                changed.add(path);
            }
        }
        checkSizes(changed);
        update("--add", changed);
        var root = new ObjectId(git("write-tree").text().strip());

        var scan = TreeScan.of(store, root);
        warnings.addAll(scan.warnings(store));
        store.sync();
        var description = "folder without git, " + scan.files() + (scan.files() == 1 ? " file" : " files");
        return new Base(
                store.objects().format().treeId(root), description, Optional.empty(), Optional.empty(), warnings);
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
                .env("GIT_INDEX_FILE", store.gitDir().resolveSibling("folder.index"));
    }

    private static List<String> paths(GitCommand command) {
        var paths = new ArrayList<>(List.of(command.latin1().split("\0", -1)));
        paths.removeIf(String::isEmpty);
        return paths;
    }
}
