package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.Apply;
import dev.wave.git.ApplyPlan;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.git.BranchApply;
import dev.wave.git.UnifiedDiff;
import dev.wave.run.RunStatus;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave apply`: takes a run's change into the user's files, or onto a branch. The only command that does.
@Command(
        name = "apply",
        description = "Take a run's change into your files. Shows it first; conflicts mean that nothing is written.",
        sortOptions = false)
final class ApplyCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    @Option(names = "--branch", paramLabel = "B", description = "Commit the change on branch B; your files stay.")
    @Nullable
    String branch;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask, also not about files that tools execute.")
    boolean yes;

    private final Tools tools;

    ApplyCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var id = RunNames.of(stores, run);
            var outcome = RunOutcome.of(stores, id);
            if (outcome.status() != RunStatus.SUCCEEDED) {
                tools.console().note("run " + id + " did not succeed; this is what it left");
            }
            return branch == null ? toFiles(project, stores, outcome) : toBranch(project, stores, outcome, branch);
        }
    }

    private ExitCode toFiles(OpenProject project, Stores stores, RunOutcome outcome) {
        var apply = new Apply(stores.trees(), project.root(), stores.user());
        apply.finishInterrupted().forEach(tools.console()::note);
        var plan = apply.plan(outcome.base(), outcome.tree());
        if (!plan.conflicts().isEmpty()) {
            return refused(plan, outcome);
        }
        if (plan.changes().isEmpty()) {
            tools.console().print("nothing to apply: your files are as the run left them");
            return ExitCode.DONE;
        }
        show(stores, plan);
        if (!agreed(plan)) {
            return ExitCode.FAILED;
        }
        apply.apply(plan);
        tools.console().print("applied: " + Shown.plural(plan.changes().size(), "file") + " changed");
        return ExitCode.DONE;
    }

    private void show(Stores stores, ApplyPlan plan) {
        FileLines.of(new UnifiedDiff(stores.trees()).summary(plan.from(), plan.to()))
                .forEach(tools.console()::print);
        if (!plan.executed().isEmpty()) {
            tools.console().print("files that tools execute:");
            plan.executed().forEach(file -> tools.console().print("  " + Printable.line(file.shown())));
        }
    }

    /// Off a terminal nobody can be asked: then files that tools execute need `--yes`.
    private boolean agreed(ApplyPlan plan) {
        if (yes) {
            return true;
        }
        var answer = tools.console().confirm("apply this to your files?");
        if (answer.isEmpty() && !plan.executed().isEmpty()) {
            tools.console()
                    .note("nothing was applied: files that tools execute would change; look at them with `wave"
                            + " diff`, then `wave apply --yes`");
            return false;
        }
        if (answer.isPresent() && !answer.get()) {
            tools.console().note("nothing was applied");
        }
        return answer.orElse(true);
    }

    private ExitCode toBranch(OpenProject project, Stores stores, RunOutcome outcome, String name) {
        var branches = new BranchApply(stores.trees(), project.root(), stores.user());
        var commit = new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT)
                .now()
                .commit();
        var plan = branches.plan(outcome.base(), outcome.tree(), commit, name);
        if (!plan.plan().conflicts().isEmpty()) {
            return refused(plan.plan(), outcome);
        }
        show(stores, plan.plan());
        if (!agreed(plan.plan())) {
            return ExitCode.FAILED;
        }
        var made = branches.commit(plan, "wave run " + outcome.id() + "\n");
        tools.console().print("committed to branch " + Printable.line(name) + ": " + made.substring(0, 12));
        return ExitCode.DONE;
    }

    private ExitCode refused(ApplyPlan plan, RunOutcome outcome) {
        tools.console().detail("nothing was applied; these files stand in the way:");
        plan.conflicts().forEach(conflict -> tools.console().detail("  " + Printable.line(conflict.toString())));
        tools.console().detail("settle them and apply again; `wave diff " + outcome.id() + "` shows the run's change");
        return ExitCode.FAILED;
    }
}
