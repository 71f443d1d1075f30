package dev.wave.bench;

import dev.wave.journal.Journals;
import dev.wave.model.RunId;
import dev.wave.run.Recorded;
import dev.wave.store.Micros;
import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import dev.wave.store.SqliteDatabase.Durability;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/// Puts copies of a project's newest run into its store, each a run of its own with its journal and its place in the
/// list: a project that was at work for years, in a few seconds.
final class ManyRuns {
    private ManyRuns() {}

    /// @param args the file `state.db` of a project at the top of its work tree, how many copies, and a folder for
    /// SQLite's library
    public static void main(String[] args) {
        try (var database =
                SqliteDatabase.open(Path.of(args[0]), Migrations.STATE, Durability.PROCESS_CRASH, Path.of(args[2]))) {
            var clock = Clock.systemUTC();
            var journals = new Journals(database, clock, "", System.err::println);
            var newest = journals.newest().orElseThrow().id();
            var events = journals.read(newest).stream().map(Recorded::event).toList();
            for (var i = 0; i < Integer.parseInt(args[1]); i++) {
                var id = new RunId(String.format(Locale.ROOT, "%08x", i));
                var made = Micros.of(clock.instant());
                database.write(session ->
                        session.update("insert into run_name (id, project, made) values (?, '', ?)", id.value(), made));
                journals.create(id).append(events);
            }
        }
    }
}
