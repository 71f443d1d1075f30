package dev.wave.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who works on what, among the processes of one machine: `run/<id>` for a run, `key/<key>` for a key.
///
/// A lease of a process that is gone is free at once. Where that cannot be seen (another container on the
/// same kernel) it is free when its heart has not beaten for [#PATIENCE]. Leases are worth nothing after a
/// restart of the machine, so each boot has a file of its own and nothing is synced.
public final class Leases implements AutoCloseable {

    /// How often [#beat] has to be called.
    public static final Duration BEAT = Duration.ofSeconds(5);

    /// After so long without a beat a lease of an invisible process is free.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final String SELECT = "select pid, started, boot, beat from lease where name = ?";

    /// Of all leases of this process: it may have the file open more than once.
    private static final AtomicLong OWN = new AtomicLong();

    private final Path folder;
    private final Clock clock;
    private final Path cache;
    private final AtomicLong count = new AtomicLong();
    private final Set<Lease> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable SqliteDatabase database;

    private Leases(Path folder, Clock clock, Path cache) {
        this.folder = folder;
        this.clock = clock;
        this.cache = cache;
    }

    /// The leases of this machine's boot. Their file is opened, and those of earlier boots are forgotten, when
    /// they are first asked for: most commands never do.
    ///
    /// @param cache Wave's cache folder, for SQLite's native library
    public static Leases open(Path folder, Clock clock, Path cache) {
        return new Leases(folder, clock, cache);
    }

    private SqliteDatabase database() {
        opening.lock();
        try {
            var opened = database;
            if (opened == null) {
                opened = openDatabase();
                database = opened;
            }
            return opened;
        } finally {
            opening.unlock();
        }
    }

    private SqliteDatabase openDatabase() {
        var name = "boot-" + Owner.bootOfMachine() + ".db";
        try {
            Files.createDirectories(folder);
            try (var others = Files.newDirectoryStream(
                    folder, file -> !file.getFileName().toString().startsWith(name))) {
                for (var other : others) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException e) {
            throw DurableFiles.failed("cannot use " + folder, folder, e);
        }
        return SqliteDatabase.open(
                folder.resolve(name), Migrations.LEASES, SqliteDatabase.Durability.PROCESS_CRASH, cache);
    }

    /// The lease, unless somebody has it, be it another thread of this process.
    public Optional<Lease> tryAcquire(String name) {
        var self = Owner.self();
        var lease = new Lease(name, self.text() + "." + count.incrementAndGet(), this);
        var mine = database().write(session -> {
            if (session.first(SELECT, Leases::holder, name).filter(this::holds).isPresent()) {
                return false;
            }
            session.update("delete from lease where name = ?", name);
            session.update(
                    "insert into lease (name, token, pid, started, boot, beat) values (?, ?, ?, ?, ?, ?)",
                    name,
                    lease.token(),
                    self.pid(),
                    self.started(),
                    self.boot(),
                    clock.millis());
            return true;
        });
        if (mine) {
            held.add(lease);
        }
        return mine ? Optional.of(lease) : Optional.empty();
    }

    /// A lease whose name begins so, and that nobody else can want.
    Lease acquireOwn(String prefix) {
        return tryAcquire(prefix + Owner.self().text() + "." + OWN.incrementAndGet())
                .orElseThrow(() -> new IllegalStateException("a name of one's own is taken"));
    }

    /// The names of the leases that begin so and that somebody alive has, sorted.
    public List<String> held(String prefix) {
        return database()
                .read(session -> session.list(
                        "select name from lease where name >= ? and name < ? order by name",
                        row -> row.getString(1),
                        prefix,
                        prefix + "\uffff"))
                .stream()
                .filter(name -> holder(name).isPresent())
                .toList();
    }

    /// Waits for the lease, at most so long.
    public Optional<Lease> await(String name, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            var lease = tryAcquire(name);
            var left = deadline - System.nanoTime();
            if (lease.isPresent() || left <= 0) {
                return lease;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, POLL.toNanos())));
        }
    }

    /// Who has the lease now; empty if nobody alive has.
    public Optional<Holder> holder(String name) {
        return database()
                .read(session -> session.first(SELECT, Leases::holder, name))
                .filter(this::holds);
    }

    /// Says that this process is alive. To be called every [#BEAT]. Returns the names of leases that were
    /// taken away meanwhile, as can happen to a process that was stopped for long: what they protect must be
    /// stopped.
    public List<String> beat() {
        var lost = new ArrayList<String>();
        for (var lease : List.copyOf(held)) {
            var there = database()
                    .write(session -> session.update(
                            "update lease set beat = ? where name = ? and token = ?",
                            clock.millis(),
                            lease.name(),
                            lease.token()));
            if (there == 0 && held.remove(lease)) {
                lost.add(lease.name());
            }
        }
        return lost;
    }

    /// Removes the leases of dead processes; their names.
    public List<String> sweep() {
        return database().write(session -> {
            var dead = new ArrayList<String>();
            for (var name : session.list("select name from lease order by name", row -> row.getString(1))) {
                var holder = session.first(SELECT, Leases::holder, name).orElseThrow();
                if (!holds(holder)) {
                    session.update("delete from lease where name = ?", name);
                    dead.add(name);
                }
            }
            return dead;
        });
    }

    /// Releases everything this object holds.
    @Override
    public void close() {
        List.copyOf(held).forEach(Lease::close);
        opening.lock();
        try {
            if (database != null) {
                database.close();
            }
        } finally {
            opening.unlock();
        }
    }

    void release(Lease lease) {
        if (held.remove(lease)) {
            database()
                    .write(session -> session.update(
                            "delete from lease where name = ? and token = ?", lease.name(), lease.token()));
        }
    }

    boolean isHeld(Lease lease) {
        return held.contains(lease);
    }

    private boolean holds(Holder holder) {
        return switch (holder.owner().life()) {
            case ALIVE -> true;
            case DEAD -> false;
            case UNKNOWN -> clock.millis() - holder.beat() < PATIENCE.toMillis();
        };
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(new Owner(row.getLong(1), row.getLong(2), row.getString(3)), row.getLong(4));
    }

    /// A process that has a lease.
    ///
    /// @param beat when it last said that it is alive, in milliseconds since 1970
    public record Holder(Owner owner, long beat) {}
}
