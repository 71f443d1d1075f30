package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.git.ObjectId;
import dev.wave.process.Boot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/// A checkout that one step after another works in: `tree` is the workspace, and beside it lie git's `index`
/// of what Wave put there, `of` (the tree that is) and `boot` (the start of the machine it was made in).
///
/// Without `of` it is of no use: a checkout that is being changed has none.
record PoolCheckout(Repository repository, Path path) {

    /// Makes it.
    void make(ObjectId tree) throws IOException {
        Files.createDirectory(path);
        Files.createDirectory(tree());
        index().read(tree);
        index().write(tree());
        Files.writeString(path.resolve("boot"), Boot.id());
        furnish(tree);
    }

    /// Makes it one of this tree with nothing left of the step before.
    ///
    /// @throws IOException or fails as git does, if something is wrong with it; then it is of no use any more
    void reset(ObjectId tree, Trash trash) throws IOException {
        if (!Files.readString(path.resolve("boot")).equals(Boot.id())) {
            throw new IOException("its files may have lost bytes when the machine stopped");
        }
        if (Occupants.areIn(tree())) {
            throw new IOException("a process of an earlier step is still in it");
        }
        var old = new ObjectId(Files.readString(path.resolve("of")));
        Files.delete(path.resolve("of"));
        Files.deleteIfExists(path.resolve("index.lock")); // its git was killed: nobody else runs one here
        var missing = new LinkedHashSet<>(
                CheckoutFiles.written(tree(), index()).undo(FileStat.of(path).permissions(), trash));
        if (!old.equals(tree)) {
            change(
                    TreeDifference.between(repository.objects(), old, tree, Integer.MAX_VALUE)
                            .orElseThrow(),
                    missing);
        }
        if (!missing.isEmpty()) {
            index().write(missing, tree());
        }
        furnish(tree);
    }

    private void change(TreeDifference difference, LinkedHashSet<String> missing) throws IOException {
        index().become(difference);
        for (var path : difference.gone()) {
            missing.remove(path);
            Trash.delete(FileName.in(tree(), path));
        }
        for (var path : difference.removed()) {
            Trash.delete(FileName.in(tree(), path));
        }
        difference.written().forEach(written -> missing.add(written.path()));
    }

    private void furnish(ObjectId tree) throws IOException {
        var ownGit = tree().resolve(".git");
        OwnGit.write(ownGit, repository, tree);
        Files.copy(index().file(), ownGit.resolve("index"));
        for (var name : List.of("in", "out", "previous")) {
            Files.createDirectories(tree().resolve(".wave").resolve(name));
        }
        Files.writeString(path.resolve("of"), tree.hex());
    }

    Path tree() {
        return path.resolve("tree");
    }

    IndexFile index() {
        return new IndexFile(repository, path.resolve("index"));
    }

    /// Whether it is of that tree.
    boolean isOf(ObjectId tree) {
        try {
            return Files.readString(path.resolve("of")).equals(tree.hex());
        } catch (IOException _) {
            return false; // another process took it
        }
    }

    /// Whether a later step can have it.
    boolean isOfUse() {
        return Files.exists(path.resolve("of"));
    }
}
