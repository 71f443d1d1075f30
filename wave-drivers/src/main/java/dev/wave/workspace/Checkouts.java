package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.git.ObjectId;
import dev.wave.git.TreeEntry.Mode;
import dev.wave.process.Boot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Checkouts of trees that steps share: read-only ones, with delta layers over them.
///
/// A shared checkout lies in `base/TREE/tree`, a delta in `delta/TREE/{tree,over}`. Each is made under
/// another name and renamed when it is whole, so that what exists is ready; nobody writes into it afterwards.
/// Its `.git` holds an index made with it: `git status` need not read a file.
final class Checkouts {
    /// A tree that differs by more files from every checkout gets one of its own.
    private static final int LARGEST_DELTA = 2000;

    /// How many checkouts are looked at for a delta, the last used first.
    private static final int LOOKED_AT = 4;

    private final Place place;
    private final Repository repository;
    private final Trash trash;
    private final Whiteouts whiteouts;

    Checkouts(Place place, Repository repository, Trash trash) {
        this.whiteouts = new Whiteouts(place);
        this.place = place;
        this.repository = repository;
        this.trash = trash;
    }

    /// Folders that, on top of each other, hold the tree, `.git` and an empty `.wave`; the first is on top.
    List<Path> layers(ObjectId tree) throws IOException {
        var ready = ready(tree);
        if (ready.isPresent()) {
            return ready.get();
        }
        return Exclusive.run(place.base().resolve(tree.hex() + ".lock"), () -> {
            var meanwhile = ready(tree);
            return meanwhile.isPresent() ? meanwhile.get() : make(tree);
        });
    }

    private Optional<List<Path>> ready(ObjectId tree) throws IOException {
        var base = place.base().resolve(tree.hex());
        if (Files.exists(base)) {
            return isWhole(base) ? Optional.of(List.of(used(base).resolve("tree"))) : Optional.empty();
        }
        var delta = place.delta().resolve(tree.hex());
        if (!Files.exists(delta)) {
            return Optional.empty();
        }
        var over = place.base().resolve(Files.readString(delta.resolve("over")));
        if (!isWhole(over)) {
            trash.take(delta);
            return Optional.empty();
        }
        return Optional.of(List.of(delta.resolve("tree"), used(over).resolve("tree")));
    }

    private List<Path> make(ObjectId tree) throws IOException {
        var nearest = Optional.<Path>empty();
        var difference = Optional.<TreeDifference>empty();
        for (var base : lastUsed()) {
            var limit = difference.map(TreeDifference::size).orElse(LARGEST_DELTA);
            var other = TreeDifference.between(
                    repository.objects(), new ObjectId(base.getFileName().toString()), tree, limit);
            if (other.isPresent() && isWhole(base)) {
                nearest = Optional.of(base);
                difference = other;
            }
        }
        return nearest.isPresent() && difference.isPresent()
                ? List.of(
                        delta(tree, nearest.get(), difference.get()),
                        used(nearest.get()).resolve("tree"))
                : List.of(base(tree));
    }

    private Path base(ObjectId tree) throws IOException {
        var making = place.base().resolve(tree.hex() + ".new-" + UUID.randomUUID());
        Files.createDirectory(making);
        try {
            var folder = making.resolve("tree");
            Files.createDirectories(folder.resolve(".wave"));
            OwnGit.write(folder.resolve(".git"), repository, tree);
            var index = new IndexFile(repository, folder.resolve(".git/index"));
            index.read(tree);
            index.write(folder);
            Files.writeString(making.resolve("boot"), Boot.id());
            Files.move(making, place.base().resolve(tree.hex()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            trash.take(making);
            throw e;
        }
        return place.base().resolve(tree.hex()).resolve("tree");
    }

    private Path delta(ObjectId tree, Path base, TreeDifference difference) throws IOException {
        var making = place.delta().resolve(tree.hex() + ".new-" + UUID.randomUUID());
        var layer = making.resolve("tree");
        Files.createDirectories(layer.resolve(".git"));
        try {
            var index = layer.resolve(".git/index");
            Files.copy(base.resolve("tree/.git/index"), index);
            write(difference, layer, new IndexFile(repository, index));
            for (var path : difference.removed()) {
                whiteouts.put(FileName.in(layer, path));
            }
            OwnGit.commit(layer.resolve(".git"), repository, tree);
            Files.writeString(making.resolve("over"), base.getFileName().toString());
            Files.move(making, place.delta().resolve(tree.hex()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            trash.take(making);
            throw e;
        }
        return place.delta().resolve(tree.hex()).resolve("tree");
    }

    private static void write(TreeDifference difference, Path layer, IndexFile index) {
        index.become(difference);
        index.write(
                difference.written().stream()
                        .filter(written -> written.entry().mode() != Mode.SUBMODULE)
                        .map(TreeDifference.Written::path)
                        .toList(),
                layer);
    }

    /// A checkout survives a crash of the machine only if none of its files lost its bytes: git compares
    /// sizes and times once after each start of the machine.
    private boolean isWhole(Path base) throws IOException {
        var boot = base.resolve("boot");
        if (!Files.exists(boot)) {
            return false;
        }
        if (Files.readString(boot).equals(Boot.id())) {
            return true;
        }
        return Exclusive.run(place.base().resolve(base.getFileName() + ".check"), () -> {
            var folder = base.resolve("tree");
            var compared = repository
                    .git("diff-files", "--quiet")
                    .env("GIT_INDEX_FILE", folder.resolve(".git/index"))
                    .env("GIT_WORK_TREE", folder)
                    .in(folder)
                    .run();
            if (compared.exit() == 0) {
                Files.writeString(boot, Boot.id());
            } else {
                trash.take(base);
            }
            return compared.exit() == 0;
        });
    }

    private static Path used(Path base) throws IOException {
        Files.setLastModifiedTime(base.resolve("boot"), FileTime.from(Instant.now()));
        return base;
    }

    private List<Path> lastUsed() throws IOException {
        var bases = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(
                place.base(), path -> path.getFileName().toString().matches("[0-9a-f]{40,64}"))) {
            all.forEach(bases::add);
        }
        bases.sort(Comparator.comparing(Checkouts::lastUse).reversed());
        return bases.subList(0, Math.min(LOOKED_AT, bases.size()));
    }

    private static FileTime lastUse(Path base) {
        try {
            return Files.getLastModifiedTime(base.resolve("boot"));
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }
}
