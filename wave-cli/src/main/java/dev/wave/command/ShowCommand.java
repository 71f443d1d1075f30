package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.journal.Journals.Resolved;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEventJson;
import dev.wave.show.RunJson;
import dev.wave.show.RunPage;
import dev.wave.show.StepGraph;
import dev.wave.show.StepJson;
import dev.wave.show.StepPage;
import dev.wave.show.Timeline;
import dev.wave.show.Told;
import dev.wave.store.StoredResults;
import dev.wave.story.RunStory;
import dev.wave.story.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `wave show`: one run or one of its steps, as it went. What it prints is a fold of the run's journal.
final class ShowCommand extends WaveCommand {
    private static final List<String> GRAPHS = List.of("text", "mermaid");

    RunArgument run = new RunArgument();

    @Nullable
    String step;

    @Nullable
    String graph;

    boolean timeline;

    ShowCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Show one run, or one step of it, as it went.");
        run.declare(syntax);
        syntax.argument(Times.AT_MOST_ONCE, "STEP", "A step: its attempts and verdicts.", word -> step = word);
        syntax.option("--graph KIND", "The steps as a graph: text (default) or mermaid.", word -> graph = word);
        syntax.flag("--timeline", "When each attempt ran, as bars.", () -> timeline = true);
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.NDJSON, OutputFormat.JSON);
    }

    @Override
    boolean isPaged() {
        return true;
    }

    /// `--graph` alone is `--graph text`, also before a run.
    @Override
    List<String> takeOwn(Syntax syntax, List<String> words) {
        var taken = new ArrayList<String>();
        for (var i = 0; i < words.size(); i++) {
            taken.add(words.get(i));
            if (words.get(i).equals("--graph") && (i + 1 == words.size() || !GRAPHS.contains(words.get(i + 1)))) {
                taken.add("text");
            }
        }
        return taken;
    }

    @Override
    void refuseContradictions(List<String> options) {
        var pictures = (graph == null ? 0 : 1) + (timeline ? 1 : 0) + (step == null ? 0 : 1);
        if (pictures > 1) {
            throw CommandProblem.usage("a step, --graph and --timeline show different things; ask for one of them");
        }
        if (graph != null && !GRAPHS.contains(graph)) {
            throw CommandProblem.usage("--graph takes text or mermaid, not '" + graph + "'");
        }
        if ((graph != null || timeline) && format() != OutputFormat.TEXT) {
            throw CommandProblem.usage("--graph and --timeline are for people; leave --format out");
        }
        if (step != null && format() == OutputFormat.NDJSON) {
            throw CommandProblem.usage("--format takes text or json of a step, not 'ndjson'");
        }
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            refuseStepAsRun(stores);
            var id = run.in(stores);
            var records = stores.journals().read(id);
            if (format() == OutputFormat.NDJSON) {
                records.forEach(record -> console().json(RunEventJson.writeLine(id, record)));
            } else {
                show(project, stores, id, records);
            }
            return ExitCode.DONE;
        }
    }

    /// A step's name where a run's belongs is a slip that is easily told from others.
    private void refuseStepAsRun(Stores stores) {
        var name = run.name;
        if (name != null
                && step == null
                && StepId.isValid(name)
                && stores.journals().resolve(name) instanceof Resolved.Unknown) {
            stores.journals()
                    .newest()
                    .filter(newest -> hasStep(stores.journals().read(newest.id()), name))
                    .ifPresent(newest -> {
                        throw CommandProblem.usage("there is no run '" + name + "' in this project, but a step"
                                + "\n`wave show " + newest.id() + " " + name + "` shows it in the newest run");
                    });
        }
    }

    private static boolean hasStep(List<Recorded> records, String name) {
        return records.stream()
                .anyMatch(record -> record.event() instanceof RunEvent.OfStep event
                        && event.step().value().equals(name));
    }

    private void show(OpenProject project, Stores stores, RunId id, List<Recorded> records) {
        var events = records.stream().map(Recorded::event).toList();
        var recorded = new RecordedRun(tools(), project, stores, id, events);
        var story = RunStory.of(
                id,
                recorded.plan(),
                records,
                stores.leases().holder("run/" + id).isPresent());
        if (step == null && format() == OutputFormat.JSON) {
            console().json(RunJson.line(story, new StoredResults(stores.blobs())::of));
            return;
        }
        var told = told(stores, story, kept(project, stores, story));
        if (step != null) {
            var planned =
                    recorded.plan().step(StepNames.of(recorded.plan(), step)).orElseThrow();
            show(() -> new StepPage(told, planned).lines(isChatty()), () -> StepJson.of(told, planned));
        } else {
            records.forEach(new KeyNotes(console()));
            text(told);
        }
    }

    private void text(Told told) {
        if (timeline) {
            new Timeline(told).lines().forEach(console()::print);
        } else if (graph == null) {
            new RunPage(told).lines(isChatty()).forEach(console()::print);
        } else if (graph.equals("mermaid")) {
            console().print(new StepGraph(told).mermaid().stripTrailing());
        } else {
            new StepGraph(told).lines().forEach(console()::print);
        }
    }

    private boolean isChatty() {
        return console().loudness() != Loudness.QUIET;
    }

    private Told told(Stores stores, RunStory story, Map<StepId, String> kept) {
        var results = new StoredResults(stores.blobs());
        return new Told(
                story,
                Headline.of(story.plan(), story.started(), each -> level(story.state(), each, results)),
                results::of,
                (from, to) -> stores.trees().changes(from, to).size(),
                failed -> Optional.ofNullable(kept.get(failed)),
                console().screen(),
                tools().clock().instant());
    }

    /// Where the workspaces of failed steps are, as far as they were kept.
    private Map<StepId, String> kept(OpenProject project, Stores stores, RunStory story) {
        var failed = story.plan().steps().stream()
                .map(PlannedStep::id)
                .filter(each -> story.status(each) == StepStatus.FAILED)
                .toList();
        var kept = new HashMap<StepId, String>();
        if (!failed.isEmpty()) {
            try (var stage = tools().stage(project, stores, story.id())) {
                failed.forEach(each -> stage.kept(each).ifPresent(folder -> kept.put(each, folder)));
            }
        }
        return kept;
    }

    private static Optional<Level> level(RunState state, PlannedStep step, StoredResults results) {
        return state.step(step.id()) instanceof StepState.Succeeded done
                ? results.of(done.result()).map(result -> result.level())
                : Optional.empty();
    }
}
