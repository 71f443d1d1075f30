package dev.wave.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Reads files of the user's working tree into the store the way `git add` would: under the user's line
/// endings and filters. Works through a small index of its own that holds only these files.
final class WorkingFiles {
    private final GitStore store;
    private final UserRepository user;

    WorkingFiles(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// What each path holds now; empty if it is gone.
    ///
    /// @param paths from the top of the repository
    /// @param tracked what the user's index has for some of them: a file that has CR LF there keeps it
    Map<String, Optional<TreeEntry>> read(List<String> paths, List<WorkingTreeStatus.Tracked> tracked) {
        var found = new TreeMap<String, Optional<TreeEntry>>();
        if (paths.isEmpty()) {
            return found;
        }
        var index = store.gitDir()
                .resolveSibling(
                        "files-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".index");
        try {
            var info = new StringBuilder();
            for (var change : tracked) {
                change.staged()
                        .ifPresent(entry -> info.append(entry.mode().octal())
                                .append(' ')
                                .append(entry.id())
                                .append('\t')
                                .append(change.path())
                                .append('\0'));
            }
            if (!info.isEmpty()) {
                git(index, "update-index", "-z", "--index-info")
                        .input(info.toString())
                        .output();
            }
            git(index, "update-index", "--add", "--remove", "--replace", "-z", "--stdin")
                    .input(String.join("\0", paths) + "\0")
                    .output();
            paths.forEach(path -> found.put(path, Optional.empty()));
            for (var line : git(index, "ls-files", "--stage", "-z").latin1().split("\0", -1)) {
                if (!line.isEmpty()) {
                    var tab = line.indexOf('\t');
                    var fields = line.substring(0, tab).split(" ", -1);
                    var entry = new TreeEntry(TreeEntry.Mode.of(fields[0]), new ObjectId(fields[1]));
                    found.replace(line.substring(tab + 1), Optional.of(entry));
                }
            }
            return found;
        } finally {
            delete(index);
        }
    }

    private GitCommand git(Path index, String... arguments) {
        var line = new ArrayList<>(List.of("-c", "core.safecrlf=false", "-c", "core.splitIndex=false"));
        line.addAll(List.of(arguments));
        return user.command(store.git(), line.toArray(String[]::new))
                .env("GIT_INDEX_FILE", index)
                .env("GIT_OBJECT_DIRECTORY", store.gitDir().resolve("objects"));
    }

    private static void delete(Path index) {
        try {
            Files.deleteIfExists(index);
            Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
        } catch (IOException e) {
            throw GitFailed.at("removing " + index, e);
        }
    }
}
