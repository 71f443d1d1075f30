package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.UnifiedDiff;
import dev.wave.model.TreeId;
import dev.wave.view.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave diff`: what a run changed, against the files it started from.
@Command(name = "diff", description = "Show what a run changed, as a unified diff.", sortOptions = false)
final class DiffCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    @Option(names = "--stat", description = "Only the files, with how many lines changed.")
    boolean stat;

    /// In bytes; what is longer is better looked at in an editor, after `wave apply --branch`.
    private static final int LONGEST = 8 * 1024 * 1024;

    private final Tools tools;

    DiffCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var id = RunNames.of(stores, run);
            var outcome = RunOutcome.of(stores, id);
            print(stores, outcome.base(), outcome.tree());
            return ExitCode.DONE;
        }
    }

    private void print(Stores stores, TreeId base, TreeId tree) {
        var diff = new UnifiedDiff(stores.trees());
        if (base.equals(tree)) {
            tools.console().detail("the run changed no file");
        } else if (stat) {
            FileLines.of(diff.summary(base, tree)).forEach(tools.console()::print);
        } else {
            tools.console()
                    .print(Printable.block(diff.text(base, tree, LONGEST))
                            .text()
                            .stripTrailing());
        }
    }
}
