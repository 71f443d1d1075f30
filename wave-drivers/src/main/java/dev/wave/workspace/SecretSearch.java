package dev.wave.workspace;

import dev.wave.model.SecretName;
import dev.wave.redaction.Redaction;
import dev.wave.run.Violation;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// Looks for secrets in the files of a folder, in their names and in where links lead. Follows no link.
public final class SecretSearch extends SimpleFileVisitor<Path> {
    private final Redaction redaction;
    private final Path root;
    private Optional<Violation> found = Optional.empty();

    private SecretSearch(Redaction redaction, Path root) {
        this.redaction = redaction;
        this.root = root;
    }

    /// The first place with a secret.
    public static Optional<Violation> in(Redaction redaction, Path folder) throws IOException {
        if (redaction.isEmpty()) {
            return Optional.empty();
        }
        var search = new SecretSearch(redaction, folder);
        Files.walkFileTree(folder, search);
        return search.found;
    }

    /// The first of these files and links with a secret.
    ///
    /// @param files in the folder; those that are not there are passed over
    public static Optional<Violation> in(Redaction redaction, Path folder, List<Path> files) throws IOException {
        var search = new SecretSearch(redaction, folder);
        for (var file : files) {
            if (search.found.isEmpty() && !redaction.isEmpty() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                search.next(file, redaction.in(folder.relativize(file).toString()));
                if (search.found.isEmpty()) {
                    search.visitFile(
                            file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
                }
            }
        }
        return search.found;
    }

    /// Whether there is one, or something that cannot be looked at.
    static boolean finds(Redaction redaction, Path folder) {
        try {
            return in(redaction, folder).isPresent();
        } catch (IOException _) {
            return true; // what nobody has looked at stays nowhere
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(root) ? FileVisitResult.CONTINUE : next(folder, redaction.in(name(folder)));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        var inName = redaction.in(name(file));
        if (inName.isPresent()) {
            return next(file, inName);
        }
        if (attributes.isSymbolicLink()) {
            return next(file, redaction.in(Files.readSymbolicLink(file).toString()));
        }
        if (!attributes.isRegularFile()) {
            return FileVisitResult.CONTINUE; // reading a pipe would wait for ever
        }
        try (var bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return next(file, redaction.in(bytes));
        }
    }

    private FileVisitResult next(Path file, Optional<SecretName> name) {
        found = name.map(secret -> redaction.place(root.relativize(file).toString(), secret));
        return found.isPresent() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
