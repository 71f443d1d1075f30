package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.Base;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.local.Frozen;
import dev.wave.model.AdapterName;
import dev.wave.model.Project;
import dev.wave.model.StepId;
import dev.wave.plan.DefaultAdapter;
import dev.wave.plan.Plan;
import dev.wave.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `wave run`: plans, asks for trust where it is needed, and runs.
@Command(
        name = "run",
        description = "Run a pipeline. Steps whose result is stored are reused; nothing in your files changes.",
        sortOptions = false)
final class RunCommand extends PlanningCommand {
    @Mixin
    PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    RunOptions options = new RunOptions();

    RunCommand(Tools tools) {
        super(tools);
    }

    @Override
    Optional<String> pipeline() {
        return pipeline.given();
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.NDJSON, OutputFormat.JSON);
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var planning = new Planning(tools(), project);
        var outline = planning.outline(pipeline());
        var plan = overridden(
                Planning.plan(outline, given(), tools().surroundings(project).flags()));
        new SandboxGate(tools().sandbox().enforcement(), console()).pass(plan);
        var selection = selection(plan);
        var fresh = fresh(plan);
        new AgentGate(tools(), project, planning.project()).pass(plan, selection, fresh, from.committed);
        new TrustGate(tools(), project).pass(planning.project(), options.sandboxMode(), options.trust);
        try (var stores = tools().stores(project)) {
            new Abandoned(tools(), stores).sweep();
            var base = base(project, stores);
            base.warnings().forEach(console()::note);
            var frozen = frozen(project, planning.project(), plan, base);
            var digest = stores.blobs().put(frozen.toJson().getBytes(StandardCharsets.UTF_8));
            var id = tools().freshRunId(stores);
            var started = new RunEvent.RunStarted(
                    plan.pipeline().value(), digest, base.tree(), base.description(), selection, fresh, id.hashCode());
            return new RunSession(tools(), project, stores, id, plan)
                    .start(
                            RunSession.Beginning.of(
                                    project.files(),
                                    started,
                                    base,
                                    planning.project().name()),
                            format());
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

    private Frozen frozen(OpenProject project, Project model, Plan plan, Base base) {
        RunSession.included(plan, project.files()); // read now, so that a resume gives the same to the steps
        return new Frozen(
                project.files().frozen(),
                project.name(),
                plan.pipeline().value(),
                Given.json(plan),
                plan.input(),
                DefaultAdapter.of(model, tools().surroundings(project)).map(AdapterName::value),
                Optional.ofNullable(options.maxParallel),
                options.failFast,
                Optional.ofNullable(options.sandbox),
                base.branch(),
                base.commit());
    }
}
