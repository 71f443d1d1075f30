package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.UnifiedDiff;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `wave diff`: what a run changed, against the files it started from; or how another run differs from it.
final class DiffCommand extends WaveCommand {
    RunArgument run = new RunArgument();

    @Nullable
    String other;

    boolean stat;

    /// In bytes; what is longer is better looked at in an editor, after `wave apply --branch`.
    private static final int LONGEST = 8 * 1024 * 1024;

    DiffCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose(
                "Show what a run changed, as a unified diff.",
                "Of two runs: how they differ, in each step's key, course and artifacts, and in their files.");
        run.declare(syntax);
        syntax.argument(Times.AT_MOST_ONCE, "RUN", "The run to compare it with.", word -> other = word);
        syntax.flag("--stat", "Only the files, with how many lines changed.", () -> stat = true);
    }

    @Override
    boolean isPaged() {
        return true;
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            if (other != null) {
                var compared = new RunComparison(stores).of(run.in(stores), RunNames.of(stores, other), stat);
                answer(compared::lines, compared::json);
                return ExitCode.DONE;
            }
            var outcome = RunOutcome.of(stores, run.in(stores));
            var diff = new UnifiedDiff(stores.trees());
            if (outcome.base().equals(outcome.tree())) {
                console().note("the run changed no file");
            }
            if (format() == OutputFormat.TEXT) {
                print(diff, outcome);
            } else {
                answer(List::of, () -> json(diff, outcome));
            }
            return ExitCode.DONE;
        }
    }

    /// In a pipe the patch alone, as other programs take it; a person first sees how much there is of it.
    private void print(UnifiedDiff diff, RunOutcome outcome) {
        if (outcome.base().equals(outcome.tree())) {
            return;
        }
        var screen = console().screen();
        if (stat || screen.isTerminal()) {
            var files = diff.summary(outcome.base(), outcome.tree());
            if (screen.isTerminal()) {
                console().print(FileLines.total(files));
            }
            FileLines.lines(files, screen.width()).forEach(console()::print);
        }
        if (!stat) {
            if (screen.isTerminal()) {
                console().print("");
            }
            diff.text(outcome.base(), outcome.tree(), LONGEST)
                    .stripTrailing()
                    .lines()
                    .forEach(line -> console().print(line, PatchStyle.of(line)));
        }
    }

    private static Value json(UnifiedDiff diff, RunOutcome outcome) {
        return new ObjectWriter()
                .number("v", 1)
                .text("run", outcome.id())
                .text("base", outcome.base())
                .text("tree", outcome.tree())
                .list("files", diff.summary(outcome.base(), outcome.tree()), FileLines::json)
                .done();
    }
}
