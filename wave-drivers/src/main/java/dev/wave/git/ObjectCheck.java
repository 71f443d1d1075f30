package dev.wave.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/// Reads every file of Wave's own repository that holds objects, and says which are not what their names say.
public final class ObjectCheck {
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");

    private final GitStore store;
    private final Path objects;

    public ObjectCheck(GitStore store) {
        this.store = store;
        this.objects = store.gitDir().resolve("objects");
    }

    /// The files that are damaged or cannot be read, in the order of their names.
    public List<Path> damaged() throws IOException {
        var damaged = new ArrayList<Path>();
        for (var folder : list(objects)) {
            if (FOLDER.matcher(name(folder)).matches() && Files.isDirectory(folder)) {
                for (var file : list(folder)) {
                    if (isObject(folder, file) && !isWhole(folder, file)) {
                        damaged.add(file);
                    }
                }
            }
        }
        for (var pack : list(objects.resolve("pack"))) {
            if (name(pack).endsWith(".pack") && !isWholePack(pack)) {
                damaged.add(pack);
            }
        }
        return damaged;
    }

    /// Moves a damaged file out of git's sight; what a pack still holds of whole objects is taken out of it first.
    public void setAside(Path damaged) throws IOException {
        var aside = Files.createDirectories(store.gitDir().resolve("corrupt"));
        var suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong());
        Files.move(damaged, aside.resolve(name(damaged) + suffix), StandardCopyOption.ATOMIC_MOVE);
        if (name(damaged).endsWith(".pack")) {
            for (var beside : List.of(".idx", ".rev", ".bitmap", ".keep", ".mtimes")) {
                Files.deleteIfExists(damaged.resolveSibling(name(damaged).replaceFirst("\\.pack$", beside)));
            }
            var moved = aside.resolve(name(damaged) + suffix);
            if (Files.isRegularFile(moved)) {
                store.git()
                        .neutral(store.gitDir(), "unpack-objects", "-r", "-q")
                        .input(moved)
                        .run();
            }
        }
    }

    private boolean isObject(Path folder, Path file) {
        return (name(folder) + name(file)).length()
                == 2 * store.objects().format().bytes();
    }

    private boolean isWhole(Path folder, Path file) {
        var digest = store.objects().format().digest();
        try (var in = new HashedInput(new InflaterInputStream(Files.newInputStream(file)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
            return ObjectId.of(digest.digest()).hex().equals(name(folder) + name(file));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isWholePack(Path pack) {
        var index = pack.resolveSibling(name(pack).replaceFirst("\\.pack$", ".idx"));
        return Files.isRegularFile(index)
                && store.git()
                                .neutral(store.gitDir(), "verify-pack", "--", index.toString())
                                .run()
                                .exit()
                        == 0;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
