package dev.wave.command;

import com.google.gson.stream.JsonWriter;
import dev.wave.diagnostic.ExitCode;
import dev.wave.local.TreeFolder;
import dev.wave.model.StepId;
import dev.wave.plan.ArtifactRef;
import dev.wave.plan.Plan;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.view.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave artifacts`: what a run produced, listed or written out.
@Command(name = "artifacts", description = "List what a run produced, or export it.", sortOptions = false)
final class ArtifactsCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    @Option(names = "--export", paramLabel = "DIR", description = "Write them to DIR/STEP/NAME; overwrites nothing.")
    @Nullable
    Path export;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    String format = "text";

    private final Tools tools;

    ArtifactsCommand(Tools tools) {
        this.tools = tools;
    }

    /// An artifact with the step that made it and the name the pipeline gives it, if it does.
    private record Produced(StepId step, Artifact artifact, String output) {}

    @Override
    public ExitCode run() {
        Formats.require(format, "text", "json");
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var id = RunNames.of(stores, run);
            var events =
                    stores.journals().read(id).stream().map(Recorded::event).toList();
            var plan = new RecordedRun(tools, project, stores, id, events).plan();
            var produced = produced(stores, plan, events);
            if (export != null) {
                export(stores, produced, tools.workingDirectory().resolve(export));
            } else if (format.equals("json")) {
                tools.console().print(json(id.value(), produced));
            } else {
                print(produced);
            }
            return ExitCode.DONE;
        }
    }

    private static List<Produced> produced(Stores stores, Plan plan, List<RunEvent> events) {
        var results = new StoredResults(stores.blobs());
        var produced = new ArrayList<Produced>();
        for (var event : events) {
            if (event instanceof RunEvent.StepFinished(var step, Ending.Succeeded(var digest, var _, var _, var _))) {
                produced.removeIf(earlier -> earlier.step().equals(step));
                results.of(digest)
                        .ifPresent(result -> result.artifacts()
                                .forEach(artifact ->
                                        produced.add(new Produced(step, artifact, output(plan, step, artifact)))));
            }
        }
        return produced;
    }

    private static String output(Plan plan, StepId step, Artifact artifact) {
        return plan.outputs().entrySet().stream()
                .filter(output -> output.getValue().equals(new ArtifactRef(step, artifact.name())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private void print(List<Produced> produced) {
        if (produced.isEmpty()) {
            tools.console().print("the run produced no artifacts");
            return;
        }
        var table = new Table("ARTIFACT", "STEP", "FORMAT", "SIZE", "CONTENT", "OUTPUT");
        for (var each : produced) {
            var artifact = each.artifact();
            table.row(
                    artifact.name() + artifact.extension(),
                    each.step().value(),
                    artifact.format().text(),
                    switch (artifact.content()) {
                        case Content.Blob blob -> Shown.bytes(blob.size());
                        case Content.Folder folder -> Shown.plural(folder.files(), "file");
                    },
                    shortened(artifact.content().id()),
                    each.output());
        }
        table.lines().forEach(tools.console()::print);
    }

    /// The algorithm and the first twelve digits.
    private static String shortened(String id) {
        return id.substring(0, Math.min(id.length(), id.indexOf(':') + 13));
    }

    private void export(Stores stores, List<Produced> produced, Path folder) {
        for (var each : produced) {
            var path = folder.resolve(each.step().value())
                    .resolve(each.artifact().name() + each.artifact().extension());
            try {
                Files.createDirectories(path.getParent());
                write(stores, each.artifact(), path);
            } catch (FileAlreadyExistsException _) {
                throw CommandProblem.failed(path + " exists already; nothing is overwritten, export to another folder");
            } catch (IOException e) {
                throw CommandProblem.failed("cannot write " + path + ": " + e.getMessage());
            }
            tools.console().print(Printable.line(path.toString()).text());
        }
    }

    private static void write(Stores stores, Artifact artifact, Path path) throws IOException {
        switch (artifact.content()) {
            case Content.Folder(var tree, var _, var _) -> {
                if (Files.exists(path)) {
                    throw new FileAlreadyExistsException(path.toString());
                }
                new TreeFolder(stores.trees()).write(tree, path);
            }
            case Content.Blob(var digest, var _) -> {
                var bytes = stores.blobs()
                        .open(digest)
                        .orElseThrow(() -> new IOException("its bytes are not in the store any more"));
                try (bytes) {
                    Files.copy(bytes, path);
                }
            }
        }
    }

    private static String json(String run, List<Produced> produced) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.beginObject()
                    .name("v")
                    .value(1)
                    .name("run")
                    .value(run)
                    .name("artifacts")
                    .beginArray();
            for (var each : produced) {
                json.beginObject();
                json.name("step").value(each.step().value());
                json.name("name").value(each.artifact().name().value());
                json.name("format").value(each.artifact().format().text());
                json.name("extension").value(each.artifact().extension());
                json.name("content").value(each.artifact().content().id());
                json.name("size").value(each.artifact().content().size());
                if (!each.output().isEmpty()) {
                    json.name("output").value(each.output());
                }
                json.endObject();
            }
            json.endArray().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
