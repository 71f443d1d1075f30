package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.local.TreeFolder;
import dev.wave.model.ObjectWriter;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.plan.ArtifactRef;
import dev.wave.plan.Plan;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.show.StepPage;
import dev.wave.store.DurableFiles;
import dev.wave.store.StoredResults;
import dev.wave.view.Line;
import dev.wave.view.Printable;
import dev.wave.view.Table;
import dev.wave.view.Table.Column;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `wave artifacts`: what a run produced, listed or written out.
final class ArtifactsCommand extends WaveCommand {
    /// In cells.
    private static final int NAME = 16;

    RunArgument run = new RunArgument();

    @Nullable
    Path export;

    @Nullable
    String step;

    ArtifactsCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("List what a run produced, or export it.");
        run.declare(syntax);
        syntax.option(
                "--export DIR", "Write them to DIR/STEP/NAME; overwrites nothing.", word -> export = Path.of(word));
        syntax.option("--step STEP", "Only those of this step.", word -> step = word);
    }

    /// An artifact with the step that made it and the name the pipeline gives it, if it does.
    private record Produced(StepId step, Artifact artifact, String output) {}

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var id = run.in(stores);
            var events =
                    stores.journals().read(id).stream().map(Recorded::event).toList();
            var plan = new RecordedRun(tools(), project, stores, id, events).plan();
            var only = Optional.ofNullable(step).map(name -> StepNames.of(plan, name));
            var produced = produced(stores, plan, events).stream()
                    .filter(each -> only.map(each.step()::equals).orElse(true))
                    .toList();
            if (produced.isEmpty()) {
                console()
                        .note("run " + id + " produced no artifacts"
                                + only.map(name -> " in step " + name).orElse(""));
            }
            var paths = export == null
                    ? new LinkedHashMap<Produced, Path>()
                    : export(stores, produced, tools().workingDirectory().resolve(export));
            if (format() == OutputFormat.TEXT && export == null) {
                table(produced).forEach(console()::print);
            } else {
                answer(
                        () -> lines(paths.sequencedValues()),
                        "artifacts",
                        produced,
                        each -> json(id, each, Optional.ofNullable(paths.get(each))));
            }
            return ExitCode.DONE;
        }
    }

    private static List<String> lines(Collection<Path> paths) {
        return paths.stream()
                .map(path -> Printable.line(path.toString()).text())
                .toList();
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

    private List<Line> table(List<Produced> produced) {
        if (produced.isEmpty()) {
            return List.of();
        }
        var table = new Table(
                Column.text("ARTIFACT", NAME),
                Column.text("STEP"),
                Column.whole("FORMAT"),
                Column.whole("SIZE"),
                Column.whole("CONTENT"),
                Column.text("OUTPUT"));
        for (var each : produced) {
            var artifact = each.artifact();
            table.row(
                    artifact.name() + artifact.extension(),
                    each.step().value(),
                    artifact.format().text(),
                    StepPage.size(artifact.content()),
                    shortened(artifact.content().id()),
                    each.output());
        }
        return table.lines(console().screen());
    }

    /// The algorithm and the first twelve digits.
    private static String shortened(String id) {
        return id.substring(0, Math.min(id.length(), id.indexOf(':') + 13));
    }

    private static SequencedMap<Produced, Path> export(Stores stores, List<Produced> produced, Path folder) {
        var paths = new LinkedHashMap<Produced, Path>();
        for (var each : produced) {
            var path = folder.resolve(each.step().value())
                    .resolve(each.artifact().name() + each.artifact().extension());
            try {
                Files.createDirectories(path.getParent());
                write(stores, each.artifact(), path);
            } catch (FileAlreadyExistsException _) {
                throw CommandProblem.failed(path + " exists already; nothing is overwritten, export to another folder");
            } catch (IOException e) {
                throw CommandProblem.failed("cannot write " + path + ": " + DurableFiles.reason(e));
            }
            paths.put(each, path);
        }
        return paths;
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

    private static Value json(RunId run, Produced each, Optional<Path> path) {
        return new ObjectWriter()
                .text("run", run)
                .text("step", each.step())
                .text("name", each.artifact().name())
                .text("format", each.artifact().format().text())
                .text("extension", each.artifact().extension())
                .text("content", each.artifact().content().id())
                .number("size", each.artifact().content().size())
                .text("output", Optional.of(each.output()).filter(name -> !name.isEmpty()))
                .text("path", path)
                .done();
    }
}
