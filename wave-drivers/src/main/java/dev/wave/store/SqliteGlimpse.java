package dev.wave.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/// A look into a SQLite file that leaves no trace: no lock, no log, no file beside it. What is in a log that
/// nobody has written back yet is not seen, and a file that is being written may not be readable at all.
public final class SqliteGlimpse {

    private SqliteGlimpse() {}

    /// The rows of a query; none if they cannot be had.
    ///
    /// @param cache Wave's cache folder, which has SQLite's native library if Wave ever worked here
    public static <T> List<T> list(Path file, Path cache, String query, Session.Row<T> row, Object... arguments) {
        if (!Files.isRegularFile(file) || !NativeSqlite.isUnpacked(cache)) {
            return List.of();
        }
        NativeSqlite.use(cache);
        var url = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1&mode=ro";
        try {
            var session =
                    new Session(new JDBC4Connection(url, url.substring("jdbc:sqlite:".length()), new Properties()));
            try {
                return session.list(query, row, arguments);
            } finally {
                session.close();
            }
        } catch (SQLException | IllegalArgumentException _) { // a glimpse promises nothing
            return List.of();
        }
    }
}
