package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.store.Micros;
import dev.wave.store.Session;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One row per run, so that thousands of runs are listed without reading their events. Holds nothing the
/// journal does not hold: it may be dropped at any time, and is made again.
public final class RunIndex {
    private static final String CREATE = """
            create table if not exists run_index (
                id varchar(32) not null primary key,
                project text not null,
                pipeline text not null,
                status varchar(16) not null,
                started bigint not null,
                finished bigint not null,
                succeeded integer not null,
                reused integer not null,
                failed integer not null,
                skipped integer not null,
                events bigint not null
            )""";
    private static final String PUT = """
            insert into run_index
            (id, project, pipeline, status, started, finished, succeeded, reused, failed, skipped, events)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set pipeline = excluded.pipeline, status = excluded.status,
            started = excluded.started, finished = excluded.finished, succeeded = excluded.succeeded,
            reused = excluded.reused, failed = excluded.failed, skipped = excluded.skipped,
            events = excluded.events""";
    private static final String SELECT =
            "select id, pipeline, status, started, finished, succeeded, reused, failed, skipped, events from run_index";

    private final SqliteDatabase database;

    RunIndex(SqliteDatabase database) {
        this.database = database;
        var there = database.read(session ->
                session.first("select 1 from sqlite_master where type = 'table' and name = 'run_index'", row -> true));
        if (there.isEmpty()) {
            rebuild();
        }
    }

    /// Throws the index away and makes it again from the events.
    public void rebuild() {
        database.write(session -> {
            session.update("drop table if exists run_index");
            session.update(CREATE);
            for (var run : session.list(
                    "select id, project from run_name order by id",
                    row -> new Named(new RunId(row.getString(1)), row.getString(2)))) {
                var rows = session.list(
                        "select " + Chain.Row.COLUMNS + " from event where run = ? order by seq",
                        Chain.Row::read,
                        run.id().value());
                if (!rows.isEmpty()) {
                    put(session, run.project(), summary(run.id(), rows));
                }
            }
            return true;
        });
    }

    private RunSummary summary(RunId run, List<Chain.Row> rows) {
        var fold = new SummaryFold(run);
        try {
            Chain.start(run).check(rows).intact().forEach(fold::add);
            return fold.summary();
        } catch (StoreException _) {
            // Listing the others is worth more; reading this run says what is wrong with it.
            var known = fold.summary();
            return new RunSummary(
                    run,
                    known.pipeline(),
                    RunSummary.Status.DAMAGED,
                    Micros.instant(rows.getFirst().micros()),
                    Optional.empty(),
                    known.steps(),
                    rows.size());
        }
    }

    /// Keeps the row in step; in the transaction that appends the events.
    static void put(Session session, String project, RunSummary summary) throws SQLException {
        session.update(
                PUT,
                summary.id().value(),
                project,
                summary.pipeline(),
                summary.status().name(),
                Micros.of(summary.started()),
                summary.finished().map(Micros::of).orElse(0L),
                summary.steps().succeeded(),
                summary.steps().reused(),
                summary.steps().failed(),
                summary.steps().skipped(),
                summary.events());
    }

    /// The project's runs that the filter lets through, the newest first, at most so many.
    List<RunSummary> list(String project, RunFilter filter, int limit) {
        var arguments = new ArrayList<Object>(List.of(project));
        var conditions = filter.conditions(arguments);
        arguments.add(limit);
        return database.read(session -> session.list(
                SELECT
                        + " where project = ?"
                        + conditions
                        + " order by (select made from run_name where run_name.id = run_index.id) desc, started desc, id"
                        + " limit ?",
                RunIndex::summary,
                arguments.toArray()));
    }

    /// How many runs of the project the filter lets through.
    long count(String project, RunFilter filter) {
        var arguments = new ArrayList<Object>(List.of(project));
        var conditions = filter.conditions(arguments);
        return database.read(session -> session.first(
                        "select count(*) from run_index where project = ?" + conditions,
                        row -> row.getLong(1),
                        arguments.toArray()))
                .orElse(0L);
    }

    /// The names of the pipelines that the project's runs are of, sorted.
    List<String> pipelines(String project) {
        return database.read(session -> session.list(
                "select distinct pipeline from run_index where project = ? order by pipeline",
                row -> row.getString(1),
                project));
    }

    Optional<RunSummary> find(String project, RunId run) {
        return database.read(session ->
                session.first(SELECT + " where project = ? and id = ?", RunIndex::summary, project, run.value()));
    }

    /// The runs whose id begins so, in the order of their ids.
    List<RunId> withPrefix(String project, String prefix) {
        return database.read(session -> session.list(
                "select id from run_index where project = ? and id >= ? and id < ? order by id",
                row -> new RunId(row.getString(1)),
                project,
                prefix,
                prefix + "g"));
    }

    private static RunSummary summary(ResultSet row) throws SQLException {
        return new RunSummary(
                new RunId(row.getString(1)),
                row.getString(2),
                RunSummary.Status.valueOf(row.getString(3)),
                instant(row.getLong(4)),
                Optional.of(row.getLong(5)).filter(finished -> finished != 0).map(Micros::instant),
                new RunSummary.Steps(row.getInt(6), row.getInt(7), row.getInt(8), row.getInt(9)),
                row.getLong(10));
    }

    private static Instant instant(long micros) {
        return Micros.instant(micros);
    }

    private record Named(RunId id, String project) {}
}
