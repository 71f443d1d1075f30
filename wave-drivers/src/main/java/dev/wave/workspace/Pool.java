package dev.wave.workspace;

import dev.wave.git.ObjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// Checkouts that wait for their next step, in `pool`.
///
/// To take one is to rename it into the step's folder, to give it back to rename it into the pool. So each has
/// one user whatever many processes do, none is lost to a process that dies, and a path that a left-over
/// process remembers leads nowhere. What is in the pool was given back whole; whatever is wrong with it is
/// found when it is taken, and it is thrown away.
///
/// @param trash for those that are of no use any more
record Pool(Place place, Repository repository, Trash trash) {
    /// More than these are not kept: a run has four steps at once unless told otherwise, each with a contract
    /// that may need a copy.
    private static final int MOST = 8;

    /// A checkout of the tree, at a path where there is nothing yet.
    PoolCheckout take(ObjectId tree, Path at) throws IOException {
        var checkout = new PoolCheckout(repository, at);
        for (var idle : idle(tree)) {
            if (move(idle.path(), at)) {
                try {
                    checkout.reset(tree, trash);
                    return checkout;
                } catch (IOException | UncheckedIOException e) {
                    trash.take(at); // a new one costs time, and nothing else
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                }
            }
        }
        checkout.make(tree);
        return checkout;
    }

    /// Lets a later step have it.
    void give(PoolCheckout checkout) throws IOException {
        if (Walk.names(place.pool()).size() < MOST) {
            var idle = place.pool().resolve(UUID.randomUUID().toString());
            Files.setLastModifiedTime(checkout.path(), FileTime.from(Instant.now()));
            move(checkout.path(), idle);
        }
    }

    /// Those of the tree first, then the others, the last used before all that waited longer.
    private List<PoolCheckout> idle(ObjectId tree) throws IOException {
        var waiting = new ArrayList<Waiting>();
        for (var path : Walk.names(place.pool())) {
            var idle = new PoolCheckout(repository, path);
            try {
                waiting.add(new Waiting(idle, idle.isOf(tree), Files.getLastModifiedTime(path)));
            } catch (NoSuchFileException _) {
                // another process took it
            }
        }
        waiting.sort(Comparator.comparing(Waiting::fits)
                .thenComparing(Waiting::since)
                .reversed());
        return waiting.stream().map(Waiting::checkout).toList();
    }

    private record Waiting(PoolCheckout checkout, boolean fits, FileTime since) {}

    private static boolean move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException _) {
            return false; // another process was first
        }
    }
}
