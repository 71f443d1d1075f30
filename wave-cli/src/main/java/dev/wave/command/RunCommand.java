package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.Base;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.local.Frozen;
import dev.wave.model.SandboxMode;
import dev.wave.model.StepId;
import dev.wave.plan.Plan;
import dev.wave.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `wave run`: plans, asks for trust where it is needed, and runs.
@Command(
        name = "run",
        description = "Run a pipeline. Steps whose result is stored are reused; nothing in your files changes.",
        sortOptions = false)
final class RunCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ParamOptions from = new ParamOptions();

    @Mixin
    RunOptions options = new RunOptions();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "The pipeline; may be left out if the project has only one.")
    @Nullable
    String pipeline;

    private final Tools tools;
    private List<String> params = List.of();

    RunCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<String> takeOwn(List<String> words) {
        var split = ParamWords.split(new CommandLine(this).getCommandSpec(), words);
        params = split.params();
        return split.rest();
    }

    @Override
    public List<String> moreHelp() {
        return PipelineHelp.of(tools, common.directory, Optional.ofNullable(pipeline));
    }

    @Override
    public ExitCode run() throws InterruptedException {
        Formats.require(options.format, "text", "ndjson");
        var project = OpenProject.find(tools, common.directory);
        var planning = new Planning(tools, project);
        var outline = planning.outline(Optional.ofNullable(pipeline));
        var given = Given.of(tools, from, params);
        var plan = overridden(
                Planning.plan(outline, given, tools.surroundings(project).flags()));
        refuseUnmetSandbox(plan);
        var selection = selection(plan);
        var fresh = fresh(plan);
        new TrustGate(tools, project).pass(planning.project(), options.trust);
        try (var stores = tools.stores(project)) {
            new Abandoned(tools, stores).sweep();
            var base = base(project, stores);
            base.warnings().forEach(tools.console()::note);
            var frozen = frozen(project, plan, base);
            var digest = stores.blobs().put(frozen.toJson().getBytes(StandardCharsets.UTF_8));
            var id = tools.freshRunId(stores);
            var started = new RunEvent.RunStarted(
                    plan.pipeline().value(), digest, base.tree(), base.description(), selection, fresh, id.hashCode());
            return new RunSession(tools, project, stores, id, plan)
                    .start(
                            RunSession.Beginning.of(
                                    project.files(),
                                    started,
                                    base,
                                    planning.project().name()),
                            options.format);
        }
    }

    private Plan overridden(Plan plan) {
        var policy = Overrides.of(
                plan,
                Optional.ofNullable(options.maxParallel).orElse(plan.maxParallel()),
                options.failFast || plan.failFast());
        return options.sandboxMode()
                .map(mode -> Overrides.sandboxed(policy, mode))
                .orElse(policy);
    }

    /// There is no sandbox in this version: who requires one is refused, not quietly run without.
    private static void refuseUnmetSandbox(Plan plan) {
        var required = plan.steps().stream()
                .filter(step -> step.sandbox() == SandboxMode.REQUIRED)
                .map(step -> step.id().value())
                .toList();
        if (!required.isEmpty()) {
            throw CommandProblem.failed("steps require a sandbox, and this version of Wave has none: "
                    + String.join(", ", required)
                    + "\nnothing was run; `sandbox: auto` runs them at level open, without one");
        }
    }

    private List<StepId> selection(Plan plan) {
        var selected = new LinkedHashSet<StepId>();
        options.only.forEach(name -> selected.add(StepNames.of(plan, name)));
        for (var name : options.until) {
            selected.addAll(StepNames.withAllBefore(plan, StepNames.of(plan, name)));
        }
        return List.copyOf(selected);
    }

    private List<StepId> fresh(Plan plan) {
        var fresh = new ArrayList<StepId>();
        for (var name : options.fresh) {
            if (name.equals("*")) {
                return plan.steps().stream().map(step -> step.id()).toList();
            }
            fresh.add(StepNames.of(plan, name));
        }
        return fresh;
    }

    private Base base(OpenProject project, Stores stores) {
        var snapshot = new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT);
        return from.committed ? snapshot.committed() : snapshot.now();
    }

    private Frozen frozen(OpenProject project, Plan plan, Base base) {
        RunSession.included(plan, project.files()); // read now, so that a resume gives the same to the steps
        return new Frozen(
                project.files().frozen(),
                project.name(),
                plan.pipeline().value(),
                Given.json(plan),
                plan.input(),
                tools.surroundings(project).defaultAdapter().map(name -> name.value()),
                Optional.ofNullable(options.maxParallel),
                options.failFast,
                Optional.ofNullable(options.sandbox),
                base.branch(),
                base.commit());
    }
}
