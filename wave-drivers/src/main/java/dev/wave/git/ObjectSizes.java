package dev.wave.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// What each object of Wave's own repository takes of the disk. Those that the user's repository has, too, are links
/// and take nothing.
public final class ObjectSizes {
    private final GitStore store;
    private final Path objects;
    private final Map<String, Long> sizes = new HashMap<>();

    private ObjectSizes(GitStore store) {
        this.store = store;
        this.objects = store.gitDir().resolve("objects");
    }

    /// As it is now. Reads names and lengths of files, and the indexes of packs.
    public static ObjectSizes of(GitStore store) {
        var sizes = new ObjectSizes(store);
        try {
            sizes.readLoose();
            sizes.readPacks();
            return sizes;
        } catch (IOException e) {
            throw GitFailed.at("measuring " + store.gitDir(), e);
        }
    }

    /// In bytes, with its compression; 0 if there is none of that name.
    public long size(ObjectId id) {
        return sizes.getOrDefault(id.hex(), 0L);
    }

    private void readLoose() throws IOException {
        try (var folders = Files.newDirectoryStream(objects, "[0-9a-f][0-9a-f]")) {
            for (var folder : folders) {
                try (var files = Files.newDirectoryStream(folder)) {
                    for (var file : files) {
                        add("" + folder.getFileName() + file.getFileName(), file);
                    }
                }
            }
        }
    }

    private void add(String name, Path file) throws IOException {
        try {
            if (!isShared(file)) {
                sizes.put(name, Files.size(file));
            }
        } catch (NoSuchFileException _) {
            // it was packed meanwhile
        }
    }

    private void readPacks() throws IOException {
        try (var packs = Files.newDirectoryStream(objects.resolve("pack"), "*.pack")) {
            for (var pack : packs) {
                if (!isShared(pack)) {
                    readPack(pack);
                }
            }
        } catch (NoSuchFileException _) {
            // nothing was ever packed
        }
    }

    /// Where an object begins in the pack.
    private record Start(long offset, String name) {}

    private void readPack(Path pack) throws IOException {
        var index = pack.resolveSibling(pack.getFileName().toString().replaceFirst("\\.pack$", ".idx"));
        if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var shown =
                store.git().neutral(store.gitDir(), "show-index").input(index).text();
        var starts = new ArrayList<Start>();
        for (var line : shown.lines().toList()) {
            var words = line.split(" ", 3);
            starts.add(new Start(Long.parseLong(words[0]), words[1]));
        }
        starts.sort(Comparator.comparingLong(Start::offset));
        var end = Files.size(pack);
        for (var start : starts.reversed()) {
            sizes.put(start.name(), end - start.offset());
            end = start.offset();
        }
    }

    private static boolean isShared(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink") > 1;
    }
}
