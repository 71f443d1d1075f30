package dev.wave.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Git, or the repository, could not do what was asked: a missing program, a missing or corrupt object, a
/// full disk. The message is for a person and says what to do where something can be done.
public final class GitFailed extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    public GitFailed(String message) {
        super(message, new IOException(message));
    }

    public GitFailed(String message, IOException cause) {
        super(message, cause);
    }

    /// For a failed read or write of a file: says what was being done.
    static GitFailed at(String doing, IOException cause) {
        var why = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getFile() + ": " + system.getReason()
                : switch (cause) {
                    case AccessDeniedException denied -> "no permission on " + denied.getFile();
                    case NoSuchFileException missing -> missing.getFile() + " is not there";
                    default -> cause.toString();
                };
        return new GitFailed(doing + ": " + why, cause);
    }
}
