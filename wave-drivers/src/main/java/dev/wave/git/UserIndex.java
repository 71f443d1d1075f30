package dev.wave.git;

import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/// A copy of the user's index, kept beside the store as long as the user's stays as it is. Git may refresh
/// the copy, so that the next look is fast even where the user's own index is stale.
final class UserIndex {
    private final GitStore store;
    private final UserRepository user;

    UserIndex(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// How the working tree differs from the commit, at and below the project's root.
    WorkingTreeStatus status() {
        var at = user.prefix().isEmpty() ? "." : user.prefix();
        var command = user.command(
                        store.git(),
                        "-c",
                        "core.splitIndex=false",
                        "-c",
                        "core.untrackedCache=false",
                        "status",
                        "--porcelain=v2",
                        "-z",
                        "--branch",
                        "--no-ahead-behind",
                        "--no-renames",
                        "--untracked-files=all",
                        "--ignore-submodules=dirty",
                        "--",
                        FileName.text(at))
                .env("GIT_LITERAL_PATHSPECS", "1")
                .env("GIT_INDEX_FILE", kept())
                .env("GIT_OPTIONAL_LOCKS", "1");
        return WorkingTreeStatus.parse(command.latin1());
    }

    /// Named by what the original looks like: a changed index is another copy.
    private Path kept() {
        var folder = store.gitDir().resolveSibling("index");
        var worktree = Digest.ofText(user.gitDir().toString()).hex().substring(0, 16);
        var original = user.gitDir().resolve("index");
        try {
            Files.createDirectories(folder);
            var is = Files.readAttributes(original, "unix:size,ino,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
            var look = is.get("size") + " " + is.get("ino") + " " + is.get("lastModifiedTime") + " " + is.get("ctime");
            var kept = folder.resolve(worktree + "-" + Digest.ofText(look).hex().substring(0, 16));
            if (!Files.exists(kept)) {
                copy(original, kept);
                forgetOthers(folder, worktree, kept);
            }
            return kept;
        } catch (NoSuchFileException e) {
            return folder.resolve(worktree + "-none");
        } catch (IOException e) {
            throw GitFailed.at("copying the index " + original, e);
        }
    }

    private static void copy(Path original, Path kept) throws IOException {
        var temporary = kept.resolveSibling(
                "new-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        // with its time: git compares it with the files' to know which of them it must read again
        Files.copy(original, temporary, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forgetOthers(Path folder, String worktree, Path kept) throws IOException {
        try (var others = Files.newDirectoryStream(folder, worktree + "-*")) {
            for (var other : others) {
                if (!other.equals(kept)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }
}
