package dev.wave.store;

import dev.wave.run.Failure;
import java.nio.file.Path;
import java.util.Optional;

/// Looks whether there is room for what an attempt may produce, before money is spent on it.
///
/// @param folder on the file system that is looked at
/// @param least bytes that have to be free
public record Space(Path folder, long least) {

    /// Less than this is too little to start an attempt with.
    public static final long LEAST = 500L * 1000 * 1000;

    public Space(Path folder) {
        this(folder, LEAST);
    }

    /// Why no attempt should start now; empty if one can.
    public Optional<Failure.StoreFailed> shortage() {
        var file = folder.toFile();
        if (!file.isDirectory()) {
            return Optional.of(new Failure.StoreFailed("the store's folder " + folder + " is not there"));
        }
        var free = file.getUsableSpace();
        return free >= least
                ? Optional.empty()
                : Optional.of(new Failure.StoreFailed("only " + free / 1_000_000 + " MB are free at " + folder
                        + "; Wave starts no attempt with less than " + least / 1_000_000 + " MB"));
    }
}
