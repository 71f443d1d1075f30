package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.store.SqliteGlimpse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// A run as a look from outside shows it: without opening the journal, and so without writing anything.
///
/// @param about a few words about it
public record RunGlimpse(RunId id, String about) {

    /// The project's newest runs, as far as they can be seen: those that may be going on first. Never fails.
    ///
    /// @param state the folder of journal and store
    /// @param project its folder below the top of the work tree
    public static List<RunGlimpse> newest(Path state, String project, int limit, Path cache) {
        var seen = new LinkedHashMap<RunId, RunGlimpse>();
        for (var run : SqliteGlimpse.list(
                state.resolve("state.db"),
                cache,
                "select id, pipeline, status from run_index where project = ? order by started desc limit ?",
                row -> new RunGlimpse(
                        new RunId(row.getString(1)),
                        row.getString(2) + ", " + row.getString(3).toLowerCase(Locale.ROOT)),
                project,
                limit)) {
            seen.put(run.id(), run);
        }
        var runs = new ArrayList<RunGlimpse>();
        withActivity(state.resolve("activity")).stream()
                .filter(run -> !seen.containsKey(run))
                .map(run -> new RunGlimpse(run, "perhaps going on"))
                .forEach(runs::add);
        runs.addAll(seen.values());
        return runs;
    }

    /// Runs whose index is in the log still.
    private static List<RunId> withActivity(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(RunId::isValid)
                    .map(RunId::new)
                    .toList();
        } catch (IOException _) { // no such folder: no agent was ever at work
            return List.of();
        }
    }
}
