package dev.wave.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Takes another repository's objects into Wave's by hard links: no copy, no space, and they outlive any
/// clean-up there. Where links are impossible (another file system) the other repository is named as an
/// alternate, and its objects live as long as its owner keeps them.
final class StoreAdoption {
    private final Path gitDir;
    private final Path objects;

    StoreAdoption(Path gitDir) {
        this.gitDir = gitDir;
        this.objects = gitDir.resolve("objects");
    }

    /// Takes all objects that are there now.
    void adopt(UserRepository user) {
        adoptObjects(user.objects());
        try {
            adoptShallow(user.commonDir().resolve("shallow"));
        } catch (IOException e) {
            throw GitFailed.at("noting where the history of " + user.commonDir() + " was cut", e);
        }
    }

    /// Takes all objects of an `objects` folder.
    void adoptObjects(Path theirs) {
        try {
            var alternates = new LinkedHashSet<>(alternatesOf(theirs));
            if (!linkAll(theirs)) {
                alternates.addFirst(theirs);
            }
            name(alternates);
        } catch (IOException e) {
            throw GitFailed.at("taking over the objects of " + theirs, e);
        }
    }

    /// False if the file system refuses.
    private boolean linkAll(Path theirs) throws IOException {
        // packs last: what is packed while we look turns up there
        for (var folder : list(theirs)) {
            if (folder.getFileName().toString().length() == 2 && !linkFolder(folder)) {
                return false;
            }
        }
        return linkFolder(theirs.resolve("pack"));
    }

    private boolean linkFolder(Path folder) throws IOException {
        var ours = objects.resolve(folder.getFileName().toString());
        var there = names(ours);
        var missing = list(folder).stream()
                .filter(file -> !there.contains(file.getFileName().toString()))
                .filter(file -> !file.getFileName().toString().startsWith("tmp_"))
                .filter(file -> !file.getFileName().toString().startsWith("multi-pack-index"))
                .filter(file -> !file.getFileName().toString().endsWith(".lock"))
                // git looks for the index: it comes after its pack
                .sorted(Comparator.comparing(
                        file -> file.getFileName().toString().endsWith(".idx")))
                .toList();
        if (!missing.isEmpty()) {
            Files.createDirectories(ours);
        }
        for (var file : missing) {
            try {
                Files.createLink(ours.resolve(file.getFileName().toString()), file);
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                // another process was faster, or the owner just packed it
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> names(Path folder) throws IOException {
        var names = new LinkedHashSet<String>();
        list(folder).forEach(file -> names.add(file.getFileName().toString()));
        return names;
    }

    private static List<Path> list(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            // nothing there
        }
        return files;
    }

    /// The repositories the other one borrows from; git reads them through it, and so do we.
    private static List<Path> alternatesOf(Path theirs) throws IOException {
        var file = theirs.resolve("info/alternates");
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("\""))
                .map(line -> theirs.resolve(line).normalize())
                .toList();
    }

    private void name(Set<Path> alternates) throws IOException {
        var file = objects.resolve("info/alternates");
        var lines = new LinkedHashSet<String>(Files.exists(file) ? Files.readAllLines(file) : List.of());
        var before = lines.size();
        alternates.forEach(path -> lines.add(path.toString()));
        if (lines.size() > before) {
            replace(file, String.join("\n", lines) + "\n");
        }
    }

    private void adoptShallow(Path theirs) throws IOException {
        var ours = gitDir.resolve("shallow");
        if (!Files.exists(theirs)) {
            Files.deleteIfExists(ours);
        } else if (!Files.exists(ours) || Files.mismatch(theirs, ours) >= 0) {
            replace(ours, Files.readString(theirs));
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        var temporary = file.resolveSibling(file.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
