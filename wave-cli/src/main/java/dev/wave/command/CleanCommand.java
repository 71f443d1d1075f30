package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.workspace.LocalWorkspaces;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `wave clean`: removes the workspaces that failed steps left for a person to look at. Never results or
/// runs.
@Command(
        name = "clean",
        description = "Remove the workspaces that failed, cancelled and crashed steps left. Results and runs stay.",
        sortOptions = false)
final class CleanCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--list", description = "Only list them.")
    boolean list;

    private final Tools tools;

    CleanCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project);
                var workspaces =
                        LocalWorkspaces.at(tools.cache(), project.root(), stores.trees(), tools.environment())) {
            var kept = workspaces.kept();
            if (kept.isEmpty()) {
                tools.console().print("no workspaces are kept");
            }
            var now = tools.clock().instant();
            for (var workspace : kept) {
                tools.console()
                        .print(Printable.line((list ? "" : "removed ") + workspace.folder() + "  "
                                        + Shown.bytes(workspace.bytes()) + "  "
                                        + Shown.ago(Duration.between(workspace.since(), now)))
                                .text());
                if (!list) {
                    workspaces.remove(workspace);
                }
            }
            return ExitCode.DONE;
        }
    }
}
