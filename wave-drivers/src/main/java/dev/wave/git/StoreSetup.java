package dev.wave.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Makes Wave's bare repository: complete under another name, then renamed, so that two processes may do it
/// at once.
final class StoreSetup {
    /// Over whatever `.gitattributes` a tree holds: no conversion, no filter, no merge or diff driver.
    private static final String ATTRIBUTES =
            "* -text -eol -crlf -ident -filter -working-tree-encoding !merge !diff !conflict-marker-size\n";

    private static final String CONFIG = """
            [gc]
            \tauto = 0
            [maintenance]
            \tauto = false
            [core]
            \tlogAllRefUpdates = false
            \tcompression = 1
            \tfileMode = true
            \tsymlinks = true
            \tprotectHFS = false
            \tprotectNTFS = false
            [diff]
            \trenames = false
            [merge]
            \trenames = false
            """;

    private final GitProgram git;
    private final Path gitDir;

    StoreSetup(GitProgram git, Path gitDir) {
        this.git = git;
        this.gitDir = gitDir;
    }

    void make(ObjectFormat format) {
        try {
            if (!Files.exists(gitDir)) {
                Files.createDirectories(gitDir.getParent());
                init(format);
            } else if (!isSound()) {
                mend(format);
            }
        } catch (IOException e) {
            throw GitFailed.at("making the repository " + gitDir, e);
        }
        checkFormat(format);
    }

    /// Whether it says what Wave wrote: with other words git would merge otherwise, or change bytes on their way.
    private boolean isSound() throws IOException {
        return text("HEAD").startsWith("ref: refs/")
                && text("config").endsWith(CONFIG)
                && text("info/attributes").equals(ATTRIBUTES)
                && Files.isDirectory(gitDir.resolve("refs"));
    }

    private String text(String name) throws IOException {
        try {
            return Files.readString(gitDir.resolve(name), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /// Puts what every repository of Wave's has the same in its place again. Objects are as they were.
    private void mend(ObjectFormat format) throws IOException {
        var fresh = fresh(format);
        Files.createDirectories(gitDir.resolve("info"));
        Files.createDirectories(gitDir.resolve("refs"));
        Files.createDirectories(gitDir.resolve("objects"));
        for (var name : List.of("HEAD", "config", "info/attributes")) {
            Files.move(fresh.resolve(name), gitDir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        delete(fresh);
    }

    private void init(ObjectFormat format) throws IOException {
        var temporary = fresh(format);
        try {
            Files.move(temporary, gitDir, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(temporary);
            if (!Files.exists(gitDir.resolve("HEAD"))) {
                throw e;
            }
        }
    }

    /// A whole repository under another name.
    private Path fresh(ObjectFormat format) throws IOException {
        var random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        var temporary = gitDir.resolveSibling("git.new-" + random);
        git.neutral(
                        "init",
                        "--quiet",
                        "--bare",
                        "--template=",
                        "--object-format=" + format.gitName(),
                        temporary.toString())
                .output();
        var config = temporary.resolve("config");
        Files.writeString(config, Files.readString(config) + CONFIG);
        Files.createDirectories(temporary.resolve("info"));
        Files.writeString(temporary.resolve("info/attributes"), ATTRIBUTES);
        return temporary;
    }

    private void checkFormat(ObjectFormat wanted) {
        try {
            var sha256 = Files.readString(gitDir.resolve("config"))
                    .toLowerCase(Locale.ROOT)
                    .contains("objectformat = sha256");
            var actual = sha256 ? ObjectFormat.SHA256 : ObjectFormat.SHA1;
            if (actual != wanted) {
                throw new GitFailed("the repository " + gitDir + " names objects by " + actual.gitName()
                        + ", the project by " + wanted.gitName()
                        + "; move that folder away, and Wave will make a new one");
            }
        } catch (IOException e) {
            throw GitFailed.at("reading the configuration of " + gitDir, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
