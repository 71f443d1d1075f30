package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.journal.ActivityJson;
import dev.wave.journal.ActivityLog;
import dev.wave.journal.ActivityReader;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.RunId;
import dev.wave.run.Activity;
import dev.wave.run.Recorded;
import dev.wave.view.Printable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave logs`: what agents and commands of a run printed, attempt by attempt.
@Command(name = "logs", description = "Show what the agents and commands of a run printed.", sortOptions = false)
final class LogsCommand extends WaveCommand {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Parameters(index = "0", arity = "0..1", paramLabel = "STEP", description = "Only this step.")
    @Nullable
    String step;

    @Option(names = "--run", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run is over.")
    boolean follow;

    private final Map<ActivityLog.Attempt, ActivityReader> readers = new LinkedHashMap<>();

    LogsCommand(Tools tools) {
        super(tools);
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.NDJSON);
    }

    @Override
    boolean isPaged() {
        return !follow;
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var id = RunNames.of(stores, run);
            var log = tools().activities(stores);
            print(log, id);
            while (follow && stores.leases().holder("run/" + id).isPresent()) {
                Thread.sleep(PAUSE);
                print(log, id);
            }
            print(log, id);
            if (readers.isEmpty()) {
                requireStep(project, stores, id);
                console()
                        .note("run " + id + " has printed nothing"
                                + Optional.ofNullable(step)
                                        .map(name -> " in step " + name)
                                        .orElse(""));
            }
            return ExitCode.DONE;
        }
    }

    /// A name that is no step's has printed nothing for another reason.
    private void requireStep(OpenProject project, Stores stores, RunId id) {
        if (step != null) {
            var events =
                    stores.journals().read(id).stream().map(Recorded::event).toList();
            StepNames.of(new RecordedRun(tools(), project, stores, id, events).plan(), step);
        }
    }

    private void print(ActivityLog log, RunId id) {
        for (var attempt : log.attempts(id)) {
            if (step == null || attempt.step().value().equals(step)) {
                var reader = readers.computeIfAbsent(attempt, each -> log.read(id, each.step(), each.number()));
                for (var entries = reader.more(); !entries.isEmpty(); entries = reader.more()) {
                    entries.forEach(entry -> print(id, attempt, entry));
                }
            }
        }
    }

    private void print(RunId run, ActivityLog.Attempt attempt, ActivityJson.Entry entry) {
        if (format() == OutputFormat.NDJSON) {
            console().json(json(run, attempt, entry));
            return;
        }
        var name = attempt.step() + (attempt.number() == 1 ? "" : "#" + attempt.number());
        text(entry.activity())
                .ifPresent(text -> Printable.block(text.isEmpty() ? "\n" : text)
                        .text()
                        .lines()
                        .forEach(line -> console().print((name + " | " + line).stripTrailing())));
    }

    /// The activity as it is kept, after where it belongs.
    private static String json(RunId run, ActivityLog.Attempt attempt, ActivityJson.Entry entry) {
        var where = CanonicalJson.inOrder(new ObjectWriter()
                .text("run", run)
                .text("step", attempt.step())
                .number("attempt", attempt.number())
                .done());
        return where.substring(0, where.length() - 1) + ","
                + ActivityJson.write(entry).substring(1);
    }

    private static Optional<String> text(Activity activity) {
        return switch (activity) {
            case Activity.Said(var text) -> Optional.of(text);
            case Activity.ToolStarted(var _, var tool, var summary) -> Optional.of("[" + tool + "] " + summary);
            case Activity.ToolFinished(var _, var ok) -> ok ? Optional.empty() : Optional.of("[failed]");
            case Activity.Used _ -> Optional.empty();
            case Activity.Notice(var text) -> Optional.of("(" + text + ")");
        };
    }
}
