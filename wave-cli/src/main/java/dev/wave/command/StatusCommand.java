package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.ExitCode;
import dev.wave.journal.RunSummary;
import dev.wave.lock.Lock;
import dev.wave.lock.LockText;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.view.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `wave status`: the runs of a project, the newest first.
@Command(name = "status", description = "List the project's runs, the newest first.", sortOptions = false)
final class StatusCommand extends WaveCommand {
    @Option(names = "--limit", paramLabel = "N", description = "At most N runs (default 20).")
    int limit = 20;

    StatusCommand(Tools tools) {
        super(tools);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var runs = stores.journals().list(limit);
            if (runs.isEmpty()) {
                console().note("no runs yet; `wave run` starts one");
            }
            answer(() -> runs.isEmpty() ? List.of() : table(runs, stores), "runs", runs, run -> json(run, stores));
            tellStale(project, stores);
            return ExitCode.DONE;
        }
    }

    /// Says which recordings are stale. A lock or a project that cannot be read is for other commands to complain of.
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

    private List<String> table(List<RunSummary> runs, Stores stores) {
        var table = new Table("RUN", "PIPELINE", "STATUS", "STARTED", "TOOK", "STEPS");
        var now = tools().clock().instant();
        for (var run : runs) {
            table.row(
                    run.id().value(),
                    Printable.line(run.pipeline()).text(),
                    status(run, stores),
                    Shown.ago(Duration.between(run.started(), now)),
                    run.finished()
                            .map(end -> Shown.duration(Duration.between(run.started(), end)))
                            .orElse(""),
                    steps(run.steps()));
        }
        return table.lines();
    }

    /// A run without an end is only going on if a process holds its lease.
    private static String status(RunSummary run, Stores stores) {
        if (run.status() != RunSummary.Status.RUNNING) {
            return run.status().name().toLowerCase(Locale.ROOT);
        }
        return stores.leases().holder("run/" + run.id()).isPresent() ? "running" : "interrupted";
    }

    private static String steps(RunSummary.Steps steps) {
        var text = new StringBuilder(Shown.plural(steps.succeeded(), "step"));
        if (steps.reused() > 0) {
            text.append(" (").append(steps.reused()).append(" reused)");
        }
        if (steps.failed() > 0) {
            text.append(", ").append(steps.failed()).append(" failed");
        }
        if (steps.skipped() > 0) {
            text.append(", ").append(steps.skipped()).append(" skipped");
        }
        return text.toString();
    }

    private static Value json(RunSummary run, Stores stores) {
        return new ObjectWriter()
                .text("run", run.id())
                .text("pipeline", run.pipeline())
                .text("status", status(run, stores))
                .text("started", run.started())
                .text("finished", run.finished())
                .number("succeeded", run.steps().succeeded())
                .number("reused", run.steps().reused())
                .number("failed", run.steps().failed())
                .number("skipped", run.steps().skipped())
                .done();
    }
}
