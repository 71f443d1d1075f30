package dev.wave.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a folder's git repository is, found without starting git. Format: `gitrepository-layout(5)`.
///
/// @param top the work tree's root
/// @param gitDir what belongs to this work tree: its index, its HEAD
/// @param commonDir what all work trees of the repository share
public record GitPlace(Path top, Path gitDir, Path commonDir) {

    /// The repository whose work tree the folder is in.
    public static Optional<GitPlace> of(Path start) {
        for (var folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            var top = folder;
            var found = gitDir(folder.resolve(".git")).map(gitDir -> new GitPlace(top, gitDir, commonDir(gitDir)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// `.git` is the folder itself, or a file that names it: in submodules and added work trees.
    private static Optional<Path> gitDir(Path dotGit) {
        if (Files.isDirectory(dotGit)) {
            return Optional.of(dotGit).filter(GitPlace::isGitDir);
        }
        return line(dotGit)
                .filter(line -> line.startsWith("gitdir:"))
                .map(line -> dotGit.resolveSibling(
                                line.substring("gitdir:".length()).strip())
                        .normalize())
                .filter(GitPlace::isGitDir);
    }

    /// As git itself decides it: HEAD, objects and refs, the last two perhaps in the common folder.
    private static boolean isGitDir(Path folder) {
        var common = commonDir(folder);
        return Files.exists(folder.resolve("HEAD"), java.nio.file.LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(common.resolve("objects"))
                && Files.isDirectory(common.resolve("refs"));
    }

    private static Path commonDir(Path gitDir) {
        return line(gitDir.resolve("commondir"))
                .map(line -> gitDir.resolve(line).normalize())
                .orElse(gitDir);
    }

    private static Optional<String> line(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > 1 << 16) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                    .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
