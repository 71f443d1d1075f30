package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.Apply;
import dev.wave.git.ApplyPlan;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.git.BranchApply;
import dev.wave.git.UnifiedDiff;
import dev.wave.model.ObjectWriter;
import dev.wave.option.Syntax;
import dev.wave.run.RunStatus;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `wave apply`: takes a run's change into the user's files, or onto a branch. The only command that does.
final class ApplyCommand extends WaveCommand {
    RunArgument run = new RunArgument();

    @Nullable
    String branch;

    boolean yes;

    ApplyCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Take a run's change into your files. Shows it first; conflicts mean that nothing is written.");
        run.declare(syntax);
        syntax.option("--branch B", "Commit the change on branch B; your files stay.", word -> branch = word);
        syntax.flag("-y, --yes", "Do not ask, also not about files that tools execute.", () -> yes = true);
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project);
                var _ = stores.use()) {
            var id = run.in(stores);
            var outcome = RunOutcome.of(stores, id);
            if (outcome.status() != RunStatus.SUCCEEDED) {
                console().note("run " + id + " did not succeed; this is what it left");
            }
            return branch == null ? toFiles(project, stores, outcome) : toBranch(project, stores, outcome, branch);
        }
    }

    private ExitCode toFiles(OpenProject project, Stores stores, RunOutcome outcome) {
        var apply = new Apply(stores.trees(), project.root(), stores.user());
        apply.finishInterrupted().forEach(console()::note);
        var plan = apply.plan(outcome.base(), outcome.tree());
        var files = new UnifiedDiff(stores.trees()).summary(plan.from(), plan.to());
        if (!plan.conflicts().isEmpty()) {
            return refused(plan, outcome);
        }
        if (plan.changes().isEmpty()) {
            return done(
                    "nothing to apply: your files are as the run left them",
                    about(outcome).truth("applied", false).list("files", files, FileLines::json));
        }
        show(plan, files);
        if (!agreed(plan)) {
            return declined(plan, outcome);
        }
        apply.apply(plan);
        return done(
                "applied: " + Shown.plural(plan.changes().size(), "file") + " changed",
                about(outcome).truth("applied", true).list("files", files, FileLines::json));
    }

    private static ObjectWriter about(RunOutcome outcome) {
        return new ObjectWriter().number("v", 1).text("run", outcome.id());
    }

    private ExitCode done(String line, ObjectWriter json) {
        answer(() -> List.of(line), json::done);
        return ExitCode.DONE;
    }

    /// What would be written: part of the answer to a person, and what a person is asked about.
    private void show(ApplyPlan plan, List<UnifiedDiff.FileLines> files) {
        var lines = new ArrayList<>(FileLines.of(files));
        if (!plan.executed().isEmpty()) {
            lines.add("files that tools execute:");
            plan.executed()
                    .forEach(file ->
                            lines.add("  " + Printable.line(file.shown()).text()));
        }
        lines.forEach(format() == OutputFormat.TEXT ? console()::print : console()::detail);
    }

    /// Off a terminal nobody can be asked: then files that tools execute need `--yes`.
    private boolean agreed(ApplyPlan plan) {
        return yes
                || console()
                        .confirm("apply this to your files?")
                        .orElse(plan.executed().isEmpty());
    }

    private ExitCode declined(ApplyPlan plan, RunOutcome outcome) {
        console()
                .error(
                        console().keyboard().isPresent()
                                ? "nothing was applied"
                                : "nothing was applied: files that tools execute would change; look at them with `wave"
                                        + " diff`, then `wave apply --yes`");
        if (format() == OutputFormat.JSON) {
            var executed = plan.executed().stream().map(file -> file.shown()).toList();
            done("", about(outcome).truth("applied", false).texts("executed", executed));
        }
        return ExitCode.FAILED;
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
        var files = new UnifiedDiff(stores.trees())
                .summary(plan.plan().from(), plan.plan().to());
        show(plan.plan(), files);
        if (!agreed(plan.plan())) {
            return declined(plan.plan(), outcome);
        }
        var made = branches.commit(plan, "wave run " + outcome.id() + "\n");
        return done(
                "committed to branch " + Printable.line(name) + ": " + made.substring(0, 12),
                about(outcome)
                        .truth("applied", true)
                        .text("branch", name)
                        .text("commit", made)
                        .list("files", files, FileLines::json));
    }

    private ExitCode refused(ApplyPlan plan, RunOutcome outcome) {
        console().detail("nothing was applied; these files stand in the way:");
        plan.conflicts()
                .forEach(conflict -> console()
                        .detail("  " + Printable.line(conflict.toString()).text()));
        console().detail("settle them and apply again; `wave diff " + outcome.id() + "` shows the run's change");
        if (format() == OutputFormat.JSON) {
            done(
                    "",
                    about(outcome)
                            .truth("applied", false)
                            .list(
                                    "conflicts",
                                    plan.conflicts(),
                                    conflict -> new ObjectWriter()
                                            .text("path", conflict.path())
                                            .text("reason", conflict.reason())
                                            .done()));
        }
        return ExitCode.FAILED;
    }
}
