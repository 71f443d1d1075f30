package dev.wave.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite's result codes mean to people. Codes: <https://sqlite.org/rescode.html>.
final class SqliteErrors {
    private SqliteErrors() {}

    /// Something that may fail in SQLite.
    interface Statements<T> {
        T perform() throws SQLException;
    }

    /// Performs the statements; a failure names the file and what to do.
    static <T> T explained(Path file, Statements<T> statements) {
        try {
            return statements.perform();
        } catch (SQLException e) {
            throw explain(file, e);
        }
    }

    static boolean isBusy(SQLException e) {
        return switch (code(e)) {
            case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT, SQLITE_LOCKED -> true;
            default -> false;
        };
    }

    private static StoreException explain(Path file, SQLException e) {
        var name = code(e).name();
        if (name.startsWith("SQLITE_FULL") || (name.startsWith("SQLITE_IOERR") && isFull(file))) {
            return new StoreException(
                    StoreException.Kind.FULL,
                    "cannot write " + file + ": no space left on the disk; make some, and call again",
                    e);
        }
        if (name.equals("SQLITE_IOERR_WRITE")
                || name.equals("SQLITE_IOERR_SHMSIZE")) { // a quota that is used up looks like a broken disk
            return new StoreException(
                    StoreException.Kind.FAILED,
                    "cannot write " + file + ": the system refuses it; look whether a quota or a limit is reached, or"
                            + " the disk is broken",
                    e);
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return new StoreException(
                    StoreException.Kind.CORRUPT,
                    file + " is damaged: SQLite says '" + e.getMessage() + "'; move it away to start with an empty one",
                    e);
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_PERM")
                || name.startsWith("SQLITE_CANTOPEN")) {
            return new StoreException(
                    StoreException.Kind.NO_ACCESS,
                    "cannot open " + file + " for writing: " + e.getMessage()
                            + "; see to it that you may read and write it and its folder",
                    e);
        }
        if (isBusy(e)) {
            return new StoreException(
                    StoreException.Kind.BUSY, file + " was in use by another process for too long", e);
        }
        return new StoreException(
                StoreException.Kind.FAILED,
                "cannot use " + file + ": " + e.getMessage() + "; `wave fsck` tells more",
                e);
    }

    /// SQLite reports a full disk as an I/O error where it happens outside its own write.
    private static boolean isFull(Path file) {
        var folder = file.toFile().getParentFile();
        return folder != null && folder.isDirectory() && folder.getUsableSpace() < 1 << 20;
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
