package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.model.RunId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEventJson;
import dev.wave.store.StoredResults;
import dev.wave.view.RunJson;
import dev.wave.view.RunText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `wave show`: one run, as it went. What it prints is a fold of the run's journal.
@Command(name = "show", description = "Show one run, as it went.", sortOptions = false)
final class ShowCommand extends WaveCommand {
    @Mixin
    RunArgument run = new RunArgument();

    ShowCommand(Tools tools) {
        super(tools);
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.NDJSON, OutputFormat.JSON);
    }

    @Override
    boolean isPaged() {
        return true;
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var id = run.in(stores);
            var records = stores.journals().read(id);
            switch (format()) {
                case NDJSON -> records.forEach(record -> console().json(RunEventJson.writeLine(id, record)));
                case JSON -> json(stores, recorded(project, stores, id, records), id, records);
                case TEXT -> text(stores, recorded(project, stores, id, records), id, records);
            }
            return ExitCode.DONE;
        }
    }

    private RecordedRun recorded(OpenProject project, Stores stores, RunId id, List<Recorded> records) {
        var events = records.stream().map(Recorded::event).toList();
        return new RecordedRun(tools(), project, stores, id, events);
    }

    private void json(Stores stores, RecordedRun recorded, RunId id, List<Recorded> records) {
        var json = new RunJson(id, recorded.plan(), new StoredResults(stores.blobs())::of);
        records.forEach(json);
        console().json(json.line());
    }

    private void text(Stores stores, RecordedRun recorded, RunId id, List<Recorded> records) {
        var results = new StoredResults(stores.blobs());
        var state = recorded.state();
        var facts = new RunText.Facts(
                id.value(),
                recorded.plan(),
                Headline.of(recorded.plan(), recorded.started(), step -> level(state, step, results)),
                recorded.started().base(),
                results::of,
                (from, to) -> stores.trees().changes(from, to).size(),
                _ -> Optional.empty());
        Consumer<Recorded> view = new RunText(facts, console().loudness() != Loudness.QUIET, console()::print);
        records.forEach(new KeyNotes(console()).andThen(view));
        if (stores.leases().holder("run/" + id).isPresent()) {
            console().print("it is still going on");
        }
    }

    private static Optional<Level> level(RunState state, PlannedStep step, StoredResults results) {
        return state.step(step.id()) instanceof StepState.Succeeded done
                ? results.of(done.result()).map(Result::level)
                : Optional.empty();
    }
}
