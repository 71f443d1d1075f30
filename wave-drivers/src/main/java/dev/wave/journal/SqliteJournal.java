package dev.wave.journal;

import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEventJson;
import dev.wave.spi.Journal;
import dev.wave.store.Micros;
import dev.wave.store.Session;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// One run's journal, for appending. Only one process may have it open; a second one is told so at its first
/// append.
///
/// An append that failed may or may not have happened, so it is the last: the run has to be opened again.
final class SqliteJournal implements Journal {
    private final SqliteDatabase database;
    private final Clock clock;
    private final String project;
    private final SummaryFold fold;
    private final ReentrantLock appending = new ReentrantLock();
    private Chain chain;
    private boolean failed;

    SqliteJournal(SqliteDatabase database, Clock clock, String project, Chain chain, SummaryFold fold) {
        this.database = database;
        this.clock = clock;
        this.project = project;
        this.chain = chain;
        this.fold = fold;
    }

    @Override
    public List<Recorded> append(List<RunEvent> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        appending.lock();
        try {
            refuseAfterFailure();
            failed = true;
            var recorded = record(events);
            failed = false;
            return recorded;
        } finally {
            appending.unlock();
        }
    }

    @Override
    public List<Recorded> events() {
        return new JournalReader(database, chain.run()).more();
    }

    /// There is nothing to close: everything is durable, and the database is shared.
    @Override
    public void close() {}

    private List<Recorded> record(List<RunEvent> events) {
        // A clock may be set back; a run's time does not go back, so that nothing in it took less than nothing.
        var micros = Math.max(Micros.of(clock.instant()), Micros.of(fold.last()));
        var rows = new ArrayList<Chain.Row>();
        var recorded = new ArrayList<Recorded>();
        var end = chain;
        for (var event : events) {
            var body = RunEventJson.write(event);
            end = end.next(micros, body);
            rows.add(new Chain.Row(end.seq(), micros, body, end.hash()));
            recorded.add(new Recorded(end.seq(), Micros.instant(micros), event, end.hash()));
        }
        recorded.forEach(fold::add);
        var summary = fold.summary();
        var before = chain;
        database.write(session -> {
            refuseOthersRecords(session, before);
            for (var row : rows) {
                session.update(
                        "insert into event (run, seq, made, body, chain) values (?, ?, ?, ?, ?)",
                        before.run().value(),
                        row.seq(),
                        row.micros(),
                        row.body(),
                        row.hash());
            }
            RunIndex.put(session, project, summary);
            return true;
        });
        chain = end;
        return List.copyOf(recorded);
    }

    private static void refuseOthersRecords(Session session, Chain mine) throws SQLException {
        var last = session.first(
                        "select coalesce(max(seq), 0) from event where run = ?",
                        row -> row.getLong(1),
                        mine.run().value())
                .orElseThrow();
        if (last != mine.seq()) {
            throw new StoreException(
                    StoreException.Kind.BUSY, "another process is writing the journal of run " + mine.run());
        }
    }

    private void refuseAfterFailure() {
        if (failed) {
            throw new StoreException(
                    StoreException.Kind.FAILED,
                    "the journal of run " + chain.run() + " could not be written before; resume the run");
        }
    }
}
