package dev.wave.command;

import dev.wave.git.GitStore;
import dev.wave.git.UserRepository;
import dev.wave.journal.Journals;
import dev.wave.store.FileBlobs;
import dev.wave.store.Lease;
import dev.wave.store.Leases;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteResults;
import dev.wave.store.StoreUse;
import java.nio.file.Path;
import java.util.Optional;

/// A project's journal and stores, open.
///
/// @param state the folder they are in
/// @param project which of the repository's projects: its folder below the top of the work tree
/// @param user the git repository the project lies in
public record Stores(
        Path state,
        String project,
        SqliteDatabase database,
        Journals journals,
        FileBlobs blobs,
        SqliteResults results,
        Leases leases,
        GitStore trees,
        Optional<UserRepository> user)
        implements AutoCloseable {

    /// Says to others that something is added here, so that nobody takes away what nobody names yet. To be called
    /// before anything stored is looked at.
    Lease use() {
        return new StoreUse(leases).shared();
    }

    @Override
    public void close() {
        trees.close();
        leases.close();
        database.close();
    }
}
