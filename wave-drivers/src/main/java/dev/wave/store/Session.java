package dev.wave.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A connection as [SqliteDatabase] lends it: statements are prepared once. Arguments are texts and numbers.
public final class Session {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /// Executes a statement that returns no rows; the number of rows it changed.
    public int update(String sql, Object... arguments) throws SQLException {
        return use(sql, arguments, PreparedStatement::executeUpdate);
    }

    /// All rows, in the query's order.
    public <T> List<T> list(String sql, Row<T> row, Object... arguments) throws SQLException {
        return use(sql, arguments, statement -> {
            try (var results = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (results.next()) {
                    rows.add(row.read(results));
                }
                return rows;
            }
        });
    }

    /// The first row.
    public <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
        return use(sql, arguments, statement -> {
            try (var results = statement.executeQuery()) {
                return results.next() ? Optional.of(row.read(results)) : Optional.empty();
            }
        });
    }

    /// Executes a statement that is not worth preparing.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connection() {
        return connection;
    }

    void close() throws SQLException {
        for (var statement : prepared.values()) {
            statement.close();
        }
        connection.close();
    }

    /// A statement that failed is not used again: it may be left in the middle of what it did.
    private <T> T use(String sql, Object[] arguments, Use<T> use) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        try {
            for (var i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            prepared.remove(sql);
            statement.close();
            throw e;
        }
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /// Reads one row.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
