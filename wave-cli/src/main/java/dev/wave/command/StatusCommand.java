package dev.wave.command;

import com.google.gson.stream.JsonWriter;
import dev.wave.diagnostic.ExitCode;
import dev.wave.journal.RunSummary;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.view.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `wave status`: the runs of a project, the newest first.
@Command(name = "status", description = "List the project's runs, the newest first.", sortOptions = false)
final class StatusCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--limit", paramLabel = "N", description = "At most N runs (default 20).")
    int limit = 20;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    String format = "text";

    private final Tools tools;

    StatusCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        Formats.require(format, "text", "json");
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var runs = stores.journals().list(limit);
            if (format.equals("json")) {
                tools.console().print(json(runs, stores));
            } else if (runs.isEmpty()) {
                tools.console().print("no runs yet; `wave run` starts one");
            } else {
                table(runs, stores).forEach(tools.console()::print);
            }
            return ExitCode.DONE;
        }
    }

    private List<String> table(List<RunSummary> runs, Stores stores) {
        var table = new Table("RUN", "PIPELINE", "STATUS", "STARTED", "TOOK", "STEPS");
        var now = tools.clock().instant();
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

    private static String json(List<RunSummary> runs, Stores stores) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject().name("v").value(1).name("runs").beginArray();
            for (var run : runs) {
                json.beginObject();
                json.name("run").value(run.id().value());
                json.name("pipeline").value(run.pipeline());
                json.name("status").value(status(run, stores));
                json.name("started").value(run.started().toString());
                if (run.finished().isPresent()) {
                    json.name("finished").value(run.finished().get().toString());
                }
                json.name("succeeded").value(run.steps().succeeded());
                json.name("reused").value(run.steps().reused());
                json.name("failed").value(run.steps().failed());
                json.name("skipped").value(run.steps().skipped());
                json.endObject();
            }
            json.endArray().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
