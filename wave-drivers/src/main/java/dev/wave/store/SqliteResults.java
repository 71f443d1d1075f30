package dev.wave.store;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.run.Origin;
import dev.wave.spi.Results;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Results in the database. Each `put` that shares a result is a *draw* of its key; the last draw is the
/// current one and the others stay, so two processes that make one key at once leave one current result and
/// one older.
public final class SqliteResults implements Results {
    private final SqliteDatabase database;
    private final Clock clock;
    private final String project;

    /// @param project which of the repository's projects, for what is compared from run to run; results are
    /// shared by all of them, since a key says nothing about where
    public SqliteResults(SqliteDatabase database, Clock clock, String project) {
        this.database = database;
        this.clock = clock;
        this.project = project;
    }

    @Override
    public void put(RunId run, StepId step, Key key, Digest result, boolean shared) {
        var made = Micros.of(clock.instant());
        database.write(session -> {
            session.update("""
                    insert into run_result (run, step, key, result, made) values (?, ?, ?, ?, ?)
                    on conflict (run, step, key) do update set result = excluded.result, made = excluded.made""", run.value(), step.value(), key.toString(), result.value(), made);
            if (shared && !isCurrent(session, run, key, result)) {
                session.update("""
                        insert into draw (key, number, result, run, step, made)
                        select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from draw where key = ?""", key.toString(), result.value(), run.value(), step.value(), made, key.toString());
            }
            return true;
        });
    }

    /// Storing the same thing again, as a driver does after a crash, is no new draw.
    private static boolean isCurrent(Session session, RunId run, Key key, Digest result) throws SQLException {
        return session.first(
                        "select result, run, made from draw where key = ? order by number desc limit 1",
                        SqliteResults::stored,
                        key.toString())
                .filter(stored -> stored.result().equals(result)
                        && stored.from() instanceof Origin.OfRun(var by, var _)
                        && by.equals(run))
                .isPresent();
    }

    @Override
    public Optional<Stored> current(Key key) {
        return database.read(session -> session.first(
                "select result, run, made from draw where key = ? order by number desc limit 1",
                SqliteResults::stored,
                key.toString()));
    }

    /// Every draw of the key, the current one first.
    public List<Stored> draws(Key key) {
        return database.read(session -> session.list(
                "select result, run, made from draw where key = ? order by number desc",
                SqliteResults::stored,
                key.toString()));
    }

    /// A result that is stored.
    public record Kept(Key key, RunId run, StepId step, Digest result) {}

    /// Every result that is stored, for runs or for everybody, of all projects; in the order of runs and steps.
    public List<Kept> all() {
        return database.read(session -> session.list(
                "select key, run, step, result from run_result union select key, run, step, result from draw"
                        + " order by run, step, key, result",
                row -> new Kept(
                        new Key(new Digest(row.getString(1))),
                        new RunId(row.getString(2)),
                        new StepId(row.getString(3)),
                        new Digest(row.getString(4)))));
    }

    /// Forgets what the runs stored. A key whose current result goes loses its older draws, too: what somebody drew
    /// anew must not come back.
    ///
    /// @param needed results that stay current because others name them
    public void forget(Collection<RunId> runs, Set<Digest> needed) {
        database.write(session -> {
            for (var run : runs) {
                for (var draw : session.list(
                        "select key, number, result from draw where run = ?",
                        row -> new Drawn(row.getString(1), row.getLong(2), new Digest(row.getString(3))),
                        run.value())) {
                    if (!needed.contains(draw.result())) {
                        session.update("delete from draw where key = ? and number <= ?", draw.key(), draw.number());
                    }
                }
                session.update("delete from run_result where run = ?", run.value());
                session.update("delete from component where run = ?", run.value());
            }
            return true;
        });
    }

    /// Forgets results that cannot be used any more.
    public void forget(List<Digest> broken) {
        database.write(session -> {
            for (var result : broken) {
                session.update("delete from draw where result = ?", result.value());
                session.update("delete from run_result where result = ?", result.value());
            }
            return true;
        });
    }

    private record Drawn(String key, long number, Digest result) {}

    @Override
    public Optional<Stored> inRun(RunId run, StepId step, Key key) {
        return database.read(session -> session.first(
                "select result, run, made from run_result where run = ? and step = ? and key = ?",
                SqliteResults::stored,
                run.value(),
                step.value(),
                key.toString()));
    }

    /// Looks among the runs of this project. A run that is not known counts as the newest.
    @Override
    public Optional<Digest> lastComponents(String pipeline, StepId step, RunId before) {
        return database.read(session -> session.first(
                """
                select components from component
                where project = ? and pipeline = ? and step = ? and run <> ?
                and number < coalesce((select number from component where run = ? and step = ?), 9223372036854775807)
                order by number desc limit 1""",
                row -> new Digest(row.getString(1)),
                project,
                pipeline,
                step.value(),
                before.value(),
                before.value(),
                step.value()));
    }

    /// The key components the step had in that run.
    public Optional<Digest> components(RunId run, StepId step) {
        return database.read(session -> session.first(
                "select components from component where run = ? and step = ?",
                row -> new Digest(row.getString(1)),
                run.value(),
                step.value()));
    }

    /// Not worth a sync of its own: it is written with the next event.
    @Override
    public void components(String pipeline, StepId step, RunId run, Key key, Digest components) {
        database.later(session ->
                session.update("""
                insert into component (number, project, pipeline, step, run, key, components)
                select coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? from component where true
                on conflict (run, step) do update set key = excluded.key, components = excluded.components""", project, pipeline, step.value(), run.value(), key.toString(), components.value()));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(new Digest(row.getString(1)), new Origin.OfRun(new RunId(row.getString(2)), instant(row)));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return Micros.instant(row.getLong(3));
    }
}
