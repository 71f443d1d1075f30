package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.workspace.LocalWorkspaces;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `wave clean`: removes the workspaces that failed steps left for a person to look at. Never results or
/// runs.
@Command(
        name = "clean",
        description = "Remove the workspaces that failed, cancelled and crashed steps left. Results and runs stay.",
        sortOptions = false)
final class CleanCommand extends WaveCommand {
    @Option(names = "--list", description = "Only list them.")
    boolean list;

    CleanCommand(Tools tools) {
        super(tools);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project);
                var workspaces =
                        LocalWorkspaces.at(tools().cache(), project.root(), stores.trees(), tools().environment())) {
            var kept = workspaces.kept();
            if (kept.isEmpty()) {
                console().note("no workspaces are kept");
            }
            if (!list) {
                kept.forEach(workspaces::remove);
            }
            answer(() -> kept.stream().map(this::line).toList(), "workspaces", kept, this::json);
            return ExitCode.DONE;
        }
    }

    private String line(LocalWorkspaces.Kept workspace) {
        var age = Duration.between(workspace.since(), tools().clock().instant());
        return Printable.line((list ? "" : "removed ") + workspace.folder() + "  " + Shown.bytes(workspace.bytes())
                        + "  " + Shown.ago(age))
                .text();
    }

    private Value json(LocalWorkspaces.Kept workspace) {
        return new ObjectWriter()
                .text("folder", workspace.folder())
                .number("bytes", workspace.bytes())
                .text("since", workspace.since())
                .truth("removed", !list)
                .done();
    }
}
