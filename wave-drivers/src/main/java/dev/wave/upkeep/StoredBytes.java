package dev.wave.upkeep;

import dev.wave.git.GitStore;
import dev.wave.git.ObjectCheck;
import dev.wave.model.Digest;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The files of a store that tell by their names what their bytes have to be.
record StoredBytes(FileBlobs blobs, GitStore trees) {
    private static final String REPAIR = "`wave fsck --repair` sets it aside, and its step runs again";

    /// Those that are not what their names say.
    ///
    /// @param names what a blob is, for people
    List<Flaw> flaws(Function<Digest, String> names) {
        var flaws = new ArrayList<Flaw>();
        for (var digest : blobs.list()) {
            flaw(digest, names.apply(digest)).ifPresent(flaws::add);
        }
        try {
            for (var file : new ObjectCheck(trees).damaged()) {
                flaws.add(new Flaw(Flaw.Kind.DAMAGED, file, "objects of trees", REPAIR));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + trees.gitDir() + ": " + e.getMessage(), e);
        }
        return flaws;
    }

    /// What is wrong with a blob that is there.
    Optional<Flaw> flaw(Digest digest, String what) {
        var file = blobs.file(digest);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(new Flaw(Flaw.Kind.UNREADABLE, file, what, REPAIR));
            }
            return FileBlobs.isIntact(file, digest)
                    ? Optional.empty()
                    : Optional.of(new Flaw(Flaw.Kind.DAMAGED, file, what, REPAIR));
        } catch (IOException e) {
            return Optional.of(new Flaw(Flaw.Kind.UNREADABLE, file, what, REPAIR));
        }
    }
}
