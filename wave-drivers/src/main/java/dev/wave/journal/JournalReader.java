package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.store.SqliteDatabase;
import java.util.List;

/// Follows one run's journal, also while another process writes it. Every record is checked; changes nothing.
/// For one thread.
public final class JournalReader {
    private final SqliteDatabase database;
    private Chain chain;

    JournalReader(SqliteDatabase database, RunId run) {
        this.database = database;
        this.chain = Chain.start(run);
    }

    /// The records that came since the last time. A torn tail counts as not there.
    ///
    /// @throws dev.wave.store.StoreException if the journal is damaged, naming the record
    public List<Recorded> more() {
        var checked = chain.check(rows());
        chain = checked.end();
        return checked.intact();
    }

    private List<Chain.Row> rows() {
        return database.read(session -> session.list(
                "select " + Chain.Row.COLUMNS + " from event where run = ? and seq > ? order by seq",
                Chain.Row::read,
                chain.run().value(),
                chain.seq()));
    }
}
