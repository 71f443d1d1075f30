package dev.wave.command;

import dev.wave.engine.Engine;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.local.DryRun;
import dev.wave.local.RunContext;
import dev.wave.local.RunContext.RunFacts;
import dev.wave.local.StepPreparer;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.plan.Plan;
import dev.wave.run.RunEvent;
import java.util.List;
import java.util.Set;

/// What a run of a plan would find stored, from the files as they are now.
final class Forecasts {
    /// A name no run has: they are at least four digits long and not all zero.
    private static final RunId NOBODY = new RunId("0000");

    private Forecasts() {}

    static DryRun.Forecast of(Tools tools, OpenProject project, Stores stores, Plan plan, boolean committed)
            throws InterruptedException {
        var snapshot = new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT);
        var base = committed ? snapshot.committed() : snapshot.now();
        var facts = new RunFacts(
                NOBODY,
                plan,
                base.tree(),
                Set.of(),
                RunSession.included(plan, project.files()),
                tools.platform(),
                new Planning(tools, project).project().name(),
                base.branch(),
                base.commit());
        var started = new RunEvent.RunStarted(
                plan.pipeline().value(), Digest.ofText(""), base.tree(), base.description(), List.of(), List.of(), 0);
        var context = new RunContext(facts, stores.trees(), stores.blobs(), stores.results());
        return DryRun.of(new StepPreparer(context, stores.leases()), new Engine().start(plan, started));
    }
}
