package dev.wave.git;

import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Packs the objects of the trees that are kept, and deletes the others, in Wave's own repository. The caller has
/// the store alone.
///
/// Packs that the user's repository has, too, are links and take no space: they stay as they are. Once the
/// user's own clean-up has dropped them, they are Wave's to judge. While it works, references keep the trees;
/// none is left.
public final class StoreCollection {
    private static final String REFERENCES = "refs/wave/keep/";

    /// What a file says that keeps git from packing a pack anew, to tell it from the user's.
    private static final String KEEP = "wave clean\n";

    private final GitStore store;
    private final Path objects;

    public StoreCollection(GitStore store) {
        this.store = store;
        this.objects = store.gitDir().resolve("objects");
    }

    /// Deletes every object that is Wave's own and in none of the trees. Trees that are not whole keep nothing: they
    /// are no use to anybody.
    ///
    /// @return the bytes of the disk that came free
    public long keep(Collection<TreeId> trees) {
        try {
            var before = size();
            forgetReferences();
            letGo();
            refer(trees.stream().filter(store::has).toList());
            leaveLinks();
            git("repack", "-a", "-d", "-l", "-q").output();
            git("prune", "--expire=now").output();
            letGo();
            forgetReferences();
            return Math.max(0, before - size());
        } catch (IOException e) {
            throw GitFailed.at("tidying up " + store.gitDir(), e);
        }
    }

    /// What Wave's repository takes of the disk, without what it shares with the user's.
    public long size() throws IOException {
        var size = 0L;
        try (var files = Files.walk(objects)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                size += isShared(file) ? 0 : Files.size(file);
            }
        }
        return size;
    }

    private void refer(List<TreeId> trees) {
        var lines = new StringBuilder();
        trees.forEach(tree -> {
            var id = store.objects().format().objectId(tree);
            lines.append("create " + REFERENCES + id + " " + id + "\n");
        });
        update(lines.toString());
    }

    private void forgetReferences() {
        var lines = new StringBuilder();
        for (var name : git("for-each-ref", "--format=%(refname)", REFERENCES)
                .text()
                .lines()
                .toList()) {
            lines.append("delete " + name + "\n");
        }
        update(lines.toString());
    }

    private void update(String lines) {
        git("update-ref", "--stdin")
                .input(lines.getBytes(StandardCharsets.US_ASCII))
                .output();
    }

    private void leaveLinks() throws IOException {
        for (var pack : packs(".pack")) {
            if (isShared(pack)) {
                var name = pack.getFileName().toString().replaceFirst("\\.pack$", ".keep");
                try {
                    Files.writeString(pack.resolveSibling(name), KEEP, StandardOpenOption.CREATE_NEW);
                } catch (FileAlreadyExistsException e) {
                    // its owner keeps it, too
                }
            }
        }
    }

    /// Also of an earlier clean-up that was cut short.
    private void letGo() throws IOException {
        for (var keep : packs(".keep")) {
            if (Files.readString(keep).equals(KEEP)) {
                Files.delete(keep);
            }
        }
    }

    private List<Path> packs(String ending) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(objects.resolve("pack"), "*" + ending)) {
            files.forEach(found::add);
        } catch (NoSuchFileException e) {
            // nothing was ever packed
        }
        return found;
    }

    private static boolean isShared(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink") > 1;
    }

    private GitCommand git(String... words) {
        return store.git().neutral(store.gitDir(), words);
    }
}
