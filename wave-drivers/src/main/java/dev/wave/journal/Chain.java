package dev.wave.journal;

import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEventJson;
import dev.wave.store.Micros;
import dev.wave.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The hash chain over a run's records, and what a break in it means.
///
/// The hash of record *n* is the SHA-256, in hexadecimal, of the UTF-8 text `chain(n-1) LF run LF n LF
/// microseconds-since-1970 LF body`; `chain(0)` is `wave-journal-1`. It makes tampering evident once the last
/// hash is known elsewhere; it does not prevent it.
///
/// @param run whose records these are
/// @param seq number of the last record, 0 before the first
/// @param hash of the last record
record Chain(RunId run, long seq, String hash) {

    /// Before the first record of a run.
    static Chain start(RunId run) {
        return new Chain(run, 0, "wave-journal-1");
    }

    /// With one record more.
    Chain next(long micros, String body) {
        var number = seq + 1;
        var text = hash + "\n" + run.value() + "\n" + number + "\n" + micros + "\n" + body;
        return new Chain(run, number, Digest.ofText(text).hex());
    }

    /// Checks records that follow this point of the chain.
    ///
    /// A break with nothing sound after it is a torn tail. A break with a sound record after it, or a sound
    /// record that is no event, was not caused by a crash.
    ///
    /// @throws StoreException naming the record
    Checked check(List<Row> rows) {
        var at = this;
        var intact = new ArrayList<Recorded>();
        for (var row : rows) {
            var next = at.next(row.micros(), row.body());
            if (row.seq() != next.seq() || !row.hash().equals(next.hash())) {
                var torn = rows.subList(intact.size(), rows.size());
                refuseSoundRecords(torn);
                if (at.seq() == 0) {
                    throw damaged(row.seq(), "not even the first record is intact");
                }
                return new Checked(at, intact, torn);
            }
            intact.add(recorded(row));
            at = next;
        }
        return new Checked(at, intact, List.of());
    }

    private void refuseSoundRecords(List<Row> torn) {
        for (var i = 1; i < torn.size(); i++) {
            var before = torn.get(i - 1);
            var row = torn.get(i);
            var next = new Chain(run, before.seq(), before.hash()).next(row.micros(), row.body());
            if (row.seq() == next.seq() && row.hash().equals(next.hash())) {
                throw damaged(torn.getFirst().seq(), "it was changed or records before it are gone");
            }
        }
    }

    private Recorded recorded(Row row) {
        var event = RunEventJson.read(row.body()).orElseThrow(reason -> damaged(row.seq(), reason));
        return new Recorded(row.seq(), Micros.instant(row.micros()), event, row.hash());
    }

    private StoreException damaged(long number, String what) {
        return new StoreException(
                StoreException.Kind.CORRUPT,
                "the journal of run " + run + " is damaged at record " + number + ": " + what);
    }

    /// A record as it is stored.
    record Row(long seq, long micros, String body, String hash) {
        /// The columns [#read] expects.
        static final String COLUMNS = "seq, made, body, chain";

        static Row read(ResultSet row) throws SQLException {
            return new Row(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4));
        }
    }

    /// What [#check] found.
    ///
    /// @param end the chain after the last intact record
    /// @param torn records at the end that are not intact
    record Checked(Chain end, List<Recorded> intact, List<Row> torn) {
        Checked {
            intact = List.copyOf(intact);
            torn = List.copyOf(torn);
        }
    }
}
