package dev.wave.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The numbered `.sql` files that make a schema: the first is version 1. One that was released is never
/// changed; a change is a new file. Statements end with `;` at the end of a line, in the SQL that PostgreSQL
/// shares.
public record Migrations(List<String> files) {

    /// Journal, results and what is known about runs.
    public static final Migrations STATE = new Migrations(List.of("001-state.sql"));

    /// Who works on what.
    public static final Migrations LEASES = new Migrations(List.of("001-leases.sql"));

    public Migrations {
        files = List.copyOf(files);
    }

    int newest() {
        return files.size();
    }

    List<String> statements(int version) {
        var file = files.get(version - 1);
        try (var in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: " + file);
            }
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .toList();
            return Arrays.stream(String.join("\n", lines).split(";\n|;$"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
