package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.store.Micros;
import dev.wave.store.SqliteDatabase;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Gives out names for runs: four hexadecimal digits such as `7f3a`, and one more for each time it is taken.
public final class RunIds {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 32;

    private final SqliteDatabase database;
    private final RandomGenerator random;
    private final Clock clock;
    private final String project;

    /// @param project which of the repository's projects
    public RunIds(SqliteDatabase database, RandomGenerator random, Clock clock, String project) {
        this.database = database;
        this.random = random;
        this.clock = clock;
        this.project = project;
    }

    /// A name nobody else was or will be given, in any process; this is durable.
    public RunId fresh() {
        var digits = String.format("%016x%016x", random.nextLong(), random.nextLong());
        return database.write(session -> {
                    var newest = session.first(
                                    "select coalesce(max(made), 0) from run_name where project = ?",
                                    row -> row.getLong(1),
                                    project)
                            .orElse(0L);
                    // a clock may be set back: runs are in the order of their names being given out
                    var made = Math.max(Micros.of(clock.instant()), newest + 1);
                    for (var length = SHORTEST; length < LONGEST; length++) {
                        var id = new RunId(digits.substring(0, length));
                        var added = session.update(
                                "insert into run_name (id, project, made) values (?, ?, ?) on conflict (id) do nothing",
                                id.value(),
                                project,
                                made);
                        if (added == 1) {
                            return Optional.of(id);
                        }
                    }
                    return Optional.<RunId>empty();
                })
                .orElseGet(this::fresh);
    }
}
