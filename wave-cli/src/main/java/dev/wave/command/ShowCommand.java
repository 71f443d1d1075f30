package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.run.Recorded;
import dev.wave.run.RunEventJson;
import dev.wave.view.RunText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave show`: one run, as it went. What it prints is a fold of the run's journal.
@Command(name = "show", description = "Show one run, as it went.", sortOptions = false)
final class ShowCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or ndjson: the run's journal.")
    String format = "text";

    private final Tools tools;

    ShowCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        Formats.require(format, "text", "ndjson");
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var id = RunNames.of(stores, run);
            var records = stores.journals().read(id);
            if (format.equals("ndjson")) {
                records.forEach(record -> tools.console().print(RunEventJson.writeLine(id, record)));
                return ExitCode.DONE;
            }
            var recorded = new RecordedRun(
                    tools,
                    project,
                    stores,
                    id,
                    records.stream().map(Recorded::event).toList());
            text(stores, recorded, id.value(), records);
            if (stores.leases().holder("run/" + id).isPresent()) {
                tools.console().print("it is still going on");
            }
            return ExitCode.DONE;
        }
    }

    private void text(Stores stores, RecordedRun recorded, String id, List<Recorded> records) {
        var results = new StoredResults(stores.blobs());
        var facts = new RunText.Facts(
                id,
                recorded.plan(),
                Headline.of(recorded.plan(), recorded.started()),
                recorded.started().base(),
                results::of,
                (from, to) -> stores.trees().changes(from, to).size(),
                _ -> Optional.empty());
        records.forEach(new RunText(facts, tools.console()::print));
    }
}
