package dev.wave.secret;

import dev.wave.model.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads secrets from files.
public final class SecretFiles {
    private final Path project;
    private final Optional<Path> home;

    /// @param project the project's root, which relative paths start from
    /// @param home what `~` stands for
    public SecretFiles(Path project, Optional<Path> home) {
        this.project = project.toAbsolutePath().normalize();
        this.home = home;
    }

    String read(Secret secret, String path, Predicate<Path> seen) throws SecretMissing {
        var file = file(secret, path);
        if (file.startsWith(project) && seen.test(project.relativize(file))) {
            throw new SecretMissing(
                    secret,
                    "the file " + path + " is part of the base, which steps see; add it to .gitignore,"
                            + " or move it out of the project");
        }
        try (var in = Files.newInputStream(file)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readNBytes(Secrets.LONGEST + 3)))
                    .toString();
        } catch (NoSuchFileException _) {
            throw new SecretMissing(
                    secret,
                    "the file " + path + " does not exist; create it, or name another source in .wave/local.yaml");
        } catch (CharacterCodingException _) {
            throw new SecretMissing(secret, "the file " + path + " is not UTF-8 text");
        } catch (IOException _) {
            throw new SecretMissing(secret, "the file " + path + " cannot be read");
        }
    }

    private Path file(Secret secret, String path) throws SecretMissing {
        try {
            if (!path.startsWith("~/")) {
                return project.resolve(path).normalize();
            }
            return home.orElseThrow(
                            () -> new SecretMissing(secret, "there is no home folder for " + path + "; set HOME"))
                    .resolve(path.substring(2))
                    .normalize();
        } catch (InvalidPathException _) {
            throw new SecretMissing(secret, path + " is not a path");
        }
    }
}
