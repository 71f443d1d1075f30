package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.spi.Journal;
import dev.wave.store.Micros;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.StoreException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The journals of all runs of one project.
public final class Journals {
    private final SqliteDatabase database;
    private final Clock clock;
    private final String project;
    private final Consumer<String> notices;
    private final RunIndex index;

    /// @param project which of the repository's projects: its folder relative to the work tree's root
    /// @param notices told, in a sentence for people, when a torn tail was cut
    public Journals(SqliteDatabase database, Clock clock, String project, Consumer<String> notices) {
        this.database = database;
        this.clock = clock;
        this.project = project;
        this.notices = notices;
        this.index = new RunIndex(database);
    }

    /// The empty journal of a new run, whose name [RunIds#fresh] gave out.
    public Journal create(RunId run) {
        return new SqliteJournal(database, clock, project, Chain.start(run), new SummaryFold(run));
    }

    /// A run's journal, to go on with it. The caller has the run's lease. Records that were torn off by a
    /// crash are cut, kept aside, and reported.
    ///
    /// @throws StoreException if it is damaged anywhere else
    public Journal open(RunId run) {
        var checked = Chain.start(run).check(rows(run));
        if (!checked.torn().isEmpty()) {
            cut(run, checked.end().seq());
            notices.accept("the journal of run " + run + " was torn after record "
                    + checked.end().seq() + "; " + checked.torn().size() + " unreadable records were cut off");
        }
        var fold = new SummaryFold(run);
        checked.intact().forEach(fold::add);
        return new SqliteJournal(database, clock, project, checked.end(), fold);
    }

    /// All intact records of a run, in order.
    ///
    /// @throws StoreException if the journal is damaged, naming the record
    public List<Recorded> read(RunId run) {
        return reader(run).more();
    }

    /// Follows a run, from its first record on.
    public JournalReader reader(RunId run) {
        return new JournalReader(database, run);
    }

    /// The runs of all projects that have recorded anything, in the order of their ids.
    public List<RunId> everywhere() {
        return database.read(session ->
                session.list("select distinct run from event order by run", row -> new RunId(row.getString(1))));
    }

    /// The texts of a run's records as they stand, intact or not: for whoever looks for what they name.
    public List<String> texts(RunId run) {
        return rows(run).stream().map(Chain.Row::body).toList();
    }

    /// Forgets the runs; their names are never given out again. The caller has their leases.
    public void remove(Collection<RunId> runs) {
        database.write(session -> {
            for (var run : runs) {
                for (var table : List.of("event", "event_cut")) {
                    session.update("delete from " + table + " where run = ?", run.value());
                }
                session.update("delete from run_index where id = ?", run.value());
            }
            return true;
        });
    }

    /// Whether the run has recorded anything.
    public boolean exists(RunId run) {
        return summary(run).isPresent();
    }

    public Optional<RunSummary> summary(RunId run) {
        return index.find(project, run);
    }

    /// The runs, the newest first, at most so many.
    public List<RunSummary> list(int limit) {
        return list(RunFilter.ALL, limit);
    }

    /// The runs that the filter lets through, the newest first, at most so many.
    public List<RunSummary> list(RunFilter filter, int limit) {
        return index.list(project, filter, limit);
    }

    /// How many runs the filter lets through.
    public long count(RunFilter filter) {
        return index.count(project, filter);
    }

    /// The names of the pipelines that the runs are of, sorted.
    public List<String> pipelines() {
        return index.pipelines(project);
    }

    public Optional<RunSummary> newest() {
        return list(1).stream().findFirst();
    }

    /// The run a person means: a whole id, or the beginning of just one.
    public Resolved resolve(String text) {
        if (RunId.isValid(text) && exists(new RunId(text))) {
            return new Resolved.Run(new RunId(text));
        }
        var begins = text.matches("[0-9a-f]{1,32}") ? index.withPrefix(project, text) : List.<RunId>of();
        return switch (begins.size()) {
            case 0 -> new Resolved.Unknown();
            case 1 -> new Resolved.Run(begins.getFirst());
            default -> new Resolved.Ambiguous(begins);
        };
    }

    public RunIndex index() {
        return index;
    }

    private List<Chain.Row> rows(RunId run) {
        return database.read(session -> session.list(
                "select " + Chain.Row.COLUMNS + " from event where run = ? order by seq",
                Chain.Row::read,
                run.value()));
    }

    private void cut(RunId run, long after) {
        database.write(session -> {
            session.update("""
                    insert into event_cut (run, seq, made, body, chain, cut)
                    select run, seq, made, body, chain, ? from event where run = ? and seq > ?""", Micros.of(clock.instant()), run.value(), after);
            return session.update("delete from event where run = ? and seq > ?", run.value(), after);
        });
    }

    /// What a text names.
    public sealed interface Resolved {

        record Run(RunId id) implements Resolved {}

        record Unknown() implements Resolved {}

        /// More than one run's id begins so.
        ///
        /// @param runs sorted
        record Ambiguous(List<RunId> runs) implements Resolved {
            public Ambiguous {
                runs = List.copyOf(runs);
            }
        }
    }
}
