package dev.wave.git;

import dev.wave.model.Digest;
import dev.wave.model.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The git repository a project lies in. It is read; nothing here changes it.
///
/// @param gitDir where index and `HEAD` are; of a linked worktree its own
/// @param commonDir where objects and refs are
/// @param workTree the top of the working tree
/// @param prefix the project's path below it, empty or ending in `/`; its chars are bytes
/// @param format how it names objects
public record UserRepository(Path gitDir, Path commonDir, Path workTree, String prefix, ObjectFormat format) {

    /// The repository whose working tree the project lies in; empty for a plain folder. A repository that git
    /// refuses to work in, for example because it belongs to another user, is a [GitFailed] with git's words.
    public static Optional<UserRepository> find(GitProgram git, Path project) {
        if (isFarFromGit(project)) {
            return Optional.empty();
        }
        var command = git.asUser(
                project,
                "rev-parse",
                "--path-format=absolute",
                "--show-object-format",
                "--git-dir",
                "--git-common-dir",
                "--show-toplevel");
        var ended = command.run();
        if (ended.exit() != 0 && ended.error().contains("not a git repository")) {
            return Optional.empty();
        }
        if (ended.exit() != 0 && ended.error().contains("must be run in a work tree")) {
            throw new GitFailed(project + " lies inside a git repository's own files, not in a working tree");
        }
        var lines = new ArrayList<>(
                Arrays.asList(FileName.of(ended.must(command).bytes()).split("\n")));
        if (lines.size() != 4) {
            throw new GitFailed("Wave cannot work in a folder with a line break in its path: " + project);
        }
        var workTree = path(lines.get(3));
        return Optional.of(new UserRepository(
                path(lines.get(1)),
                path(lines.get(2)),
                workTree,
                prefix(workTree, project),
                ObjectFormat.named(lines.getFirst())));
    }

    /// Whether git could find nothing here, so that it need not be asked: neither a `.git` of any kind nor the
    /// files of a bare repository, in this folder or above it.
    private static boolean isFarFromGit(Path project) {
        try {
            for (var folder = project.toRealPath(); folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                        || Files.exists(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false; // git says it better
        }
    }

    /// The folder in it where Wave keeps journal, store and trees.
    public Path state() {
        return commonDir.resolve("wave");
    }

    /// The project's folder in a tree of the repository; the empty tree if it is not there.
    ObjectId projectTree(GitObjects objects, ObjectId root) {
        return prefix.isEmpty()
                ? root
                : objects.find(root, prefix.substring(0, prefix.length() - 1))
                        .filter(TreeEntry::isFolder)
                        .map(TreeEntry::id)
                        .orElse(objects.emptyTree());
    }

    /// The commit with all that came before it, as far as this repository has it.
    public History history(String commit) {
        var folder = FileName.shown(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1));
        var cut = shallow().map(lines -> Digest.ofText(lines.lines().sorted().collect(Collectors.joining("\n"))));
        return new History(commit, folder, cut);
    }

    /// The commits at which a shallow clone ends, one a line; absent in a whole one.
    Optional<String> shallow() {
        try {
            return Optional.of(Files.readString(commonDir.resolve("shallow")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw GitFailed.at("looking where the history of " + commonDir + " was cut", e);
        }
    }

    /// A call of git in this repository under the user's own configuration, at the top of the working tree.
    GitCommand command(GitProgram git, String... arguments) {
        return git.asUser(workTree, arguments).env("GIT_DIR", gitDir).env("GIT_WORK_TREE", workTree);
    }

    Path objects() {
        return commonDir.resolve("objects");
    }

    private static Path path(String absolute) {
        return FileName.in(Path.of("/"), absolute.substring(1));
    }

    private static String prefix(Path workTree, Path project) {
        try {
            var top = FileName.ofAbsolute(workTree.toRealPath());
            var at = FileName.ofAbsolute(project.toRealPath());
            return at.equals(top) ? "" : at.substring(top.equals("/") ? 1 : top.length() + 1) + "/";
        } catch (IOException e) {
            throw GitFailed.at("looking for the repository of " + project, e);
        }
    }
}
