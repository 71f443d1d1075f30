package dev.wave.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Connection;

/// One SQLite file, used by any number of threads and processes.
///
/// Writes are group commits: whoever holds the pen writes down what the others have queued meanwhile, in one
/// transaction with one sync. There is no writer thread. Interrupts are left pending, never obeyed.
public final class SqliteDatabase implements AutoCloseable {
    private static final int BUSY_MILLIS = 30_000;
    private static final int AT_ONCE = 256;

    private final Path file;
    private final Durability durability;
    private final ReentrantLock pen = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final ConcurrentLinkedQueue<Pending<?>> queue = new ConcurrentLinkedQueue<>();
    private @Nullable Session writer;
    private @Nullable Session reader;
    private boolean closed;

    /// What a committed write survives.
    public enum Durability {
        /// A crash of the machine.
        MACHINE_CRASH,
        /// A crash of the process.
        PROCESS_CRASH
    }

    /// Something done with a connection.
    public interface Work<T> {
        T perform(Session session) throws SQLException;
    }

    private SqliteDatabase(Path file, Durability durability) {
        this.file = file;
        this.durability = durability;
    }

    /// Opens the file and brings it to the newest schema, making it if it is not there.
    ///
    /// @param cache Wave's cache folder, for SQLite's native library
    /// @throws StoreException if it cannot be used
    public static SqliteDatabase open(Path file, Migrations migrations, Durability durability, Path cache) {
        NativeSqlite.use(cache);
        var database = new SqliteDatabase(file, durability);
        try {
            database.migrate(migrations);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /// Reads what is committed. Does not wait for writers.
    public <T> T read(Work<T> work) {
        reading.lock();
        try {
            return SqliteErrors.explained(file, () -> {
                var session = reader;
                if (session == null) {
                    session = connect();
                    reader = session;
                }
                return work.perform(session);
            });
        } finally {
            reading.unlock();
        }
    }

    /// Performs the work in a transaction of its own or together with others' work; returns once it is
    /// durable. If it throws, it has changed nothing. It must change nothing outside the database: the commit
    /// may fail.
    public <T> T write(Work<T> work) {
        var mine = new Pending<>(work);
        queue.add(mine);
        pen.lock();
        try {
            while (!mine.isDone()) {
                commitSome();
            }
        } finally {
            pen.unlock();
        }
        return mine.result(file);
    }

    /// Performs the work with the next write, or when the database is closed. For what may be lost in a
    /// crash.
    public void later(Work<?> work) {
        queue.add(new Pending<>(work));
    }

    public Path file() {
        return file;
    }

    /// Asks SQLite whether the file is in order; what it has to complain about.
    public List<String> check() {
        return read(session -> session.list("pragma quick_check", row -> row.getString(1))).stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }

    @Override
    public void close() {
        pen.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            SqliteErrors.explained(file, () -> {
                try {
                    while (!queue.isEmpty()) {
                        commitSome();
                    }
                } finally {
                    closeReader();
                    if (writer != null) {
                        writer.close();
                    }
                }
                return true;
            });
        } finally {
            pen.unlock();
        }
    }

    private void closeReader() throws SQLException {
        reading.lock();
        try {
            if (reader != null) {
                reader.close();
            }
        } finally {
            reading.unlock();
        }
    }

    private void commitSome() {
        var batch = new ArrayList<Pending<?>>();
        for (var next = queue.poll(); next != null; next = batch.size() < AT_ONCE ? queue.poll() : null) {
            batch.add(next);
        }
        try {
            var session = writer();
            session.execute("begin immediate");
            try {
                for (var pending : batch) {
                    pending.perform(session);
                }
                session.execute("commit");
                batch.forEach(Pending::done);
            } catch (SQLException e) {
                rollback(session);
                batch.forEach(pending -> pending.failed(e));
            }
        } catch (SQLException e) {
            batch.forEach(pending -> pending.failed(e));
        }
    }

    /// SQLite has already rolled back after some errors, a full disk among them.
    private static void rollback(Session session) {
        try {
            session.execute("rollback");
        } catch (SQLException _) {
            return; // there was nothing to roll back
        }
    }

    /// Opened by the first who writes: a command that only looks needs none. Only the holder of the pen calls this.
    private Session writer() throws SQLException {
        var session = writer;
        if (session == null) {
            session = connect();
            writer = session;
        }
        return session;
    }

    private Session connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        var session = new Session(new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), properties));
        try {
            switchToLog(session);
            session.execute(
                    durability == Durability.MACHINE_CRASH ? "pragma synchronous=full" : "pragma synchronous=off");
            return session;
        } catch (SQLException e) {
            session.close();
            throw e;
        }
    }

    /// Two processes that make the file at the same moment are told "busy" without any waiting.
    private static void switchToLog(Session session) throws SQLException {
        var deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
        while (true) {
            try {
                session.execute("pragma journal_mode=wal");
                return;
            } catch (SQLException e) {
                if (!SqliteErrors.isBusy(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private void migrate(Migrations migrations) {
        var present = read(SqliteDatabase::version);
        if (present > migrations.newest()) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    file + " was written by a newer Wave (schema " + present + ", this one knows " + migrations.newest()
                            + "); use that one");
        }
        if (present < migrations.newest()) {
            write(session -> {
                for (var version = version(session) + 1; version <= migrations.newest(); version++) {
                    for (var statement : migrations.statements(version)) {
                        session.execute(statement);
                    }
                    session.update("insert into schema_version (version) values (?)", version);
                }
                return true;
            });
        }
    }

    private static int version(Session session) throws SQLException {
        var known = session.first(
                "select 1 from sqlite_master where type = 'table' and name = 'schema_version'", row -> true);
        return known.isEmpty()
                ? 0
                : session.first("select max(version) from schema_version", row -> row.getInt(1))
                        .orElse(0);
    }

    /// Work somebody waits for, or nobody.
    private static final class Pending<T> {
        private final Work<T> work;
        private @Nullable T value;
        private @Nullable Exception failure;
        private boolean done;

        Pending(Work<T> work) {
            this.work = work;
        }

        /// Its own failure is its own: what others queued is committed all the same.
        void perform(Session session) throws SQLException {
            session.execute("savepoint one");
            try {
                value = work.perform(session);
            } catch (SQLException e) {
                undo(session, e);
            } catch (RuntimeException e) {
                failure = e;
                session.execute("rollback to one");
            }
            session.execute("release one");
        }

        /// A full disk makes SQLite roll back everything; then this is everybody's failure.
        private void undo(Session session, SQLException e) throws SQLException {
            failure = e;
            try {
                session.execute("rollback to one");
            } catch (SQLException _) {
                throw e;
            }
        }

        void done() {
            done = true;
        }

        void failed(SQLException e) {
            failure = failure == null ? e : failure;
            done = true;
        }

        boolean isDone() {
            return done;
        }

        T result(Path file) {
            return SqliteErrors.explained(file, () -> switch (failure) {
                case null -> java.util.Objects.requireNonNull(value, "work has to return something");
                case SQLException e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException(failure);
            });
        }
    }
}
