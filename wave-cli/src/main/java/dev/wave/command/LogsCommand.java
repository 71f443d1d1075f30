package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.journal.ActivityJson;
import dev.wave.journal.ActivityLog;
import dev.wave.journal.ActivityReader;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.RunId;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.run.Activity;
import dev.wave.run.Recorded;
import dev.wave.view.Printable;
import dev.wave.view.Style;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `wave logs`: what agents and commands of a run printed, attempt by attempt.
final class LogsCommand extends WaveCommand {
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Nullable
    String step;

    @Nullable
    String run;

    boolean follow;

    @Nullable
    Integer attempt;

    boolean timestamps;

    @Nullable
    Integer tail;

    /// A line, and where it is from.
    private record Printed(String from, String text) {}

    private final Map<ActivityLog.Attempt, ActivityReader> readers = new LinkedHashMap<>();

    LogsCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Show what the agents and commands of a run printed.");
        syntax.argument(Times.AT_MOST_ONCE, "STEP", "Only this step.", word -> step = word);
        syntax.option("--run RUN", "The run; the newest if left out.", word -> run = word);
        syntax.flag("-f, --follow", "Go on until the run is over.", () -> follow = true);
        syntax.number("--attempt N", "Only attempts of this number.", number -> attempt = number);
        syntax.flag("-t, --timestamps", "Say when each line was printed.", () -> timestamps = true);
        syntax.number("--tail N", "Of each attempt only the last N lines.", number -> tail = number);
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
        if (tail != null && tail < 0) {
            throw CommandProblem.usage("--tail takes a number of lines, 0 or more");
        }
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var id = RunNames.of(stores, run);
            var log = tools().activities(stores);
            if (isFollowedWhole()) {
                var followed = FollowedRun.of(tools(), project, stores, id);
                if (followed.isPresent()) {
                    return followed.get().toItsEnd(log);
                }
            }
            print(log, id);
            while (follow
                    && !console().isCut()
                    && stores.leases().holder("run/" + id).isPresent()) {
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

    private boolean isFollowedWhole() {
        var some = step != null || attempt != null || tail != null || timestamps;
        return follow && !some && format() == OutputFormat.TEXT;
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
        for (var each : log.attempts(id)) {
            if ((step == null || each.step().value().equals(step)) && (attempt == null || each.number() == attempt)) {
                var most = tail == null || readers.containsKey(each) ? Integer.MAX_VALUE : tail;
                print(id, each, readers.computeIfAbsent(each, _ -> log.read(id, each.step(), each.number())), most);
            }
        }
    }

    /// What came since the last time.
    ///
    /// @param most only so many of the last lines
    private void print(RunId id, ActivityLog.Attempt from, ActivityReader reader, int most) {
        var last = new ArrayDeque<Printed>();
        for (var entries = reader.more(); !entries.isEmpty(); entries = reader.more()) {
            for (var entry : entries) {
                last.addAll(
                        format() == OutputFormat.NDJSON
                                ? List.of(new Printed("", json(id, from, entry)))
                                : lines(from, entry));
                while (last.size() > most) {
                    last.removeFirst();
                }
            }
            if (most == Integer.MAX_VALUE) {
                say(last);
            }
        }
        say(last);
    }

    private void say(Deque<Printed> lines) {
        lines.forEach(
                format() == OutputFormat.NDJSON
                        ? line -> console().json(line.text())
                        : line -> console().print(line.from(), Style.DIM, line.text()));
        lines.clear();
    }

    private List<Printed> lines(ActivityLog.Attempt from, ActivityJson.Entry entry) {
        var name = from.step() + (from.number() == 1 ? "" : "#" + from.number()) + " | "
                + (timestamps ? entry.time().truncatedTo(ChronoUnit.MILLIS) + " " : "");
        return text(entry.activity()).stream()
                .flatMap(text ->
                        Printable.block(text.isEmpty() ? "\n" : text).text().lines())
                .map(String::stripTrailing)
                .map(line -> line.isEmpty() ? new Printed(name.stripTrailing(), "") : new Printed(name, line))
                .toList();
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
