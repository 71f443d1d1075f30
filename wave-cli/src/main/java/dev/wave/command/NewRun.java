package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.git.Base;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.local.Frozen;
import dev.wave.model.AdapterName;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Arguments;
import dev.wave.plan.DefaultAdapter;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Starts a run of a project as its files are.
final class NewRun {
    private final Tools tools;
    private final OpenProject project;
    private final Planning planning;
    private final RunOptions options;
    private final boolean committed;
    private final Optional<TreeId> expected;

    /// @param committed whether it starts from what is committed, and not from the files as they are
    NewRun(Planning planning, RunOptions options, boolean committed) {
        this(planning, options, committed, Optional.empty());
    }

    private NewRun(Planning planning, RunOptions options, boolean committed, Optional<TreeId> expected) {
        this.expected = expected;
        this.tools = planning.tools();
        this.project = planning.place();
        this.planning = planning;
        this.options = options;
        this.committed = committed;
    }

    /// The same, which starts from these files or not at all.
    NewRun from(TreeId base) {
        return new NewRun(planning, options, committed, Optional.of(base));
    }

    /// A run that has come to its end.
    record Ended(RunId id, ExitCode code) {}

    /// Plans, asks for trust where it is needed, and runs.
    Ended run(Optional<String> pipeline, Arguments.Given given, OutputFormat format) throws InterruptedException {
        var outline = planning.outline(pipeline);
        var plan = overridden(
                Planning.plan(outline, given, tools.surroundings(project).flags()));
        new SandboxGate(tools.sandbox().enforcement(), tools.console()).pass(plan);
        var selection = selection(plan);
        var fresh = fresh(plan);
        new AgentGate(tools, project, planning.project()).pass(plan, selection, fresh, committed);
        var pins = new PinGate(tools, planning.surroundings());
        var wanted = plan.steps().stream()
                .filter(step -> selection.isEmpty() || selection.contains(step.id()))
                .toList();
        if (options.strict) {
            pins.refuse(wanted);
        } else {
            pins.tell(wanted);
        }
        new TrustGate(tools, project).pass(planning.project(), options.sandboxMode(), options.trust);
        try (var stores = tools.stores(project);
                var _ = stores.use()) {
            new Abandoned(tools, stores).sweep();
            var base = base(project, stores);
            if (expected.filter(tree -> !tree.equals(base.tree())).isPresent()) {
                throw new CommandProblem(ExitCode.MISMATCH, "nothing was run: the files changed this moment");
            }
            refuseMissingHistory(wanted, base);
            base.warnings().forEach(tools.console()::note);
            var frozen = frozen(plan, base);
            var digest = stores.blobs().put(frozen.toJson().getBytes(StandardCharsets.UTF_8));
            var id = tools.freshRunId(stores);
            var started = new RunEvent.RunStarted(
                    plan.pipeline().value(), digest, base.tree(), base.description(), selection, fresh, id.hashCode());
            var beginning = RunSession.Beginning.of(
                    project.files(), started, base, planning.project().name());
            try (var making =
                    MadeByWork.of(tools, project, stores, id, new Reusable(tools, project, stores).by(plan))) {
                var code = new RunSession(tools, stores, id, plan, making).start(beginning, format);
                if (options.strict) {
                    PinGate.refuseDrift(stores.journals().read(id));
                }
                return new Ended(id, code);
            }
        }
    }

    private void refuseMissingHistory(List<PlannedStep> wanted, Base base) {
        var steps = wanted.stream().filter(step -> step.workspace().history()).toList();
        if (!steps.isEmpty() && base.history().isEmpty()) {
            throw CommandProblem.failed("steps want the history, and " + project.root() + " has no git commit: "
                    + steps.stream().map(step -> step.id().value()).collect(Collectors.joining(", "))
                    + "\nnothing was run; commit something, or remove `history: true`");
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
        return committed ? snapshot.committed() : snapshot.now();
    }

    private Frozen frozen(Plan plan, Base base) {
        RunSession.included(plan, project.files()); // read now, so that a resume gives the same to the steps
        return new Frozen(
                project.files().frozen(),
                project.name(),
                plan.pipeline().value(),
                Given.json(plan),
                plan.input(),
                DefaultAdapter.of(planning.project(), planning.surroundings()).map(AdapterName::value),
                planning.pins(),
                Optional.ofNullable(options.maxParallel),
                options.failFast,
                Optional.ofNullable(options.sandbox),
                base.branch(),
                base.commit(),
                base.history());
    }
}
