package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.ExitCode;
import dev.wave.diagnostic.Nearest;
import dev.wave.journal.RunFilter;
import dev.wave.lock.Lock;
import dev.wave.lock.LockText;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.PipelineName;
import dev.wave.option.Syntax;
import dev.wave.view.RunTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/// `wave status`: the runs of a project, the newest first.
final class StatusCommand extends WaveCommand {
    RunFilterOptions asked = new RunFilterOptions();
    int limit = 20;

    StatusCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("List the project's runs, the newest first.");
        asked.declare(syntax);
        syntax.number("--limit N", "At most N runs (default 20).", number -> limit = number);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    ExitCode run() throws InterruptedException {
        if (limit < 1) {
            throw CommandProblem.usage("--limit takes a number of runs, 1 or more");
        }
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var filter = asked.filter(tools(), stores);
            var runs = stores.journals().list(filter, limit).stream()
                    .map(run -> new RunTable.Row(run, filter.standing(run)))
                    .toList();
            var count = runs.size() < limit ? runs.size() : stores.journals().count(filter);
            if (runs.isEmpty()) {
                sayWhy(project, stores, filter);
            }
            print(runs, count);
            if (count > runs.size()) {
                console().note((count - runs.size()) + " older; `--limit " + count + "` lists them as well");
            }
            tellStale(project, stores);
            return ExitCode.DONE;
        }
    }

    private void print(List<RunTable.Row> runs, long count) {
        switch (format()) {
            case TEXT ->
                new RunTable(console().screen(), tools().clock().instant())
                        .lines(runs)
                        .forEach(console()::print);
            case JSON ->
                console()
                        .json(CanonicalJson.inOrder(new ObjectWriter()
                                .number("v", 1)
                                .list("runs", runs, RunTable::json)
                                .number("more", count - runs.size())
                                .done()));
            case NDJSON -> runs.forEach(run -> console().json(CanonicalJson.inOrder(RunTable.json(run))));
        }
    }

    /// Why there is nothing to list. A pipeline that nobody knows is wrong usage.
    private void sayWhy(OpenProject project, Stores stores, RunFilter filter) {
        if (stores.journals().newest().isEmpty()) {
            console().note("no runs yet; `wave run` starts one");
            return;
        }
        filter.pipeline().ifPresent(name -> requirePipeline(project, stores, name));
        console().note("no run is like that; `wave status` lists all");
    }

    private void requirePipeline(OpenProject project, Stores stores, String name) {
        var known = new LinkedHashSet<>(stores.journals().pipelines());
        if (!known.contains(name)) {
            new Planning(tools(), project)
                    .project().pipelines().keySet().stream()
                            .map(PipelineName::value)
                            .forEach(known::add);
        }
        if (!known.contains(name)) {
            throw CommandProblem.usage("the project has no pipeline '" + name + "'"
                    + Nearest.question(name, known)
                            .map(question -> "; " + question)
                            .orElse("")
                    + "\nits pipelines: " + String.join(", ", known));
        }
    }

    /// Says which recordings are stale. A lock or a project that cannot be read is for other commands to complain
    /// of.
    private void tellStale(OpenProject project, Stores stores) throws InterruptedException {
        var text = new LockFile(tools(), project).text();
        if (text.isPresent()
                && LockText.read(text.get()) instanceof Checked.Valid<Lock>(var lock, var _)
                && !lock.recordings().isEmpty()) {
            var staleness = new Staleness(tools(), project, stores);
            var stale = new LinkedHashMap<>(lock.recordings());
            stale.values().removeIf(recording -> !staleness.isStale(recording));
            if (!stale.isEmpty()) {
                var planning = new Planning(tools(), project).anywhere();
                try (var _ = stores.use()) {
                    for (var each : stale.entrySet()) {
                        var moved = staleness.told(each.getKey(), each.getValue(), planning);
                        console().note(each.getKey() + ": " + moved);
                    }
                }
            }
        }
    }
}
