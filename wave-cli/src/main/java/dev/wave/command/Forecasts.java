package dev.wave.command;

import dev.wave.engine.Engine;
import dev.wave.engine.Report.Preparation;
import dev.wave.git.Base;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.key.Components;
import dev.wave.key.Key;
import dev.wave.key.KeyDiff;
import dev.wave.key.KeyedStep;
import dev.wave.local.DryRun;
import dev.wave.local.RunContext;
import dev.wave.local.RunContext.RunFacts;
import dev.wave.local.StepPreparer;
import dev.wave.model.CacheMode;
import dev.wave.model.Digest;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Reuse;
import dev.wave.run.Origin;
import dev.wave.run.RunEvent;
import dev.wave.spi.Results;
import dev.wave.spi.Trees.Change;
import dev.wave.view.FailureText;
import dev.wave.view.Shown;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What a run of a plan would find stored, from the files as they are now.
final class Forecasts {
    /// A name no run has: they are at least four digits long and not all zero.
    private static final RunId NOBODY = new RunId("0000");

    private final Tools tools;
    private final OpenProject project;
    private final Stores stores;
    private final Plan plan;
    private final TreeChanges trees;
    private final RecordedKeys recorded;

    Forecasts(Tools tools, OpenProject project, Stores stores, Plan plan) {
        this.tools = tools;
        this.project = project;
        this.stores = stores;
        this.plan = plan;
        this.trees = new TreeChanges(stores.trees());
        this.recorded = new RecordedKeys(new LockFile(tools, project), plan);
    }

    /// What a run that begins now would find, as far as stored results carry it.
    ///
    /// @param name of the project
    /// @param committed whether it would begin with what is committed, and not with the files as they are
    DryRun.Forecast now(String name, boolean committed) throws InterruptedException {
        return from(base(committed), name);
    }

    /// The files a run that begins now would begin with.
    Base base(boolean committed) {
        var snapshot = new BaseSnapshot(stores.trees(), project.root(), stores.user(), BaseLimits.DEFAULT);
        return committed ? snapshot.committed() : snapshot.now();
    }

    /// What a run that begins with these files would find, told to who wants to know more.
    DryRun.Forecast from(Base base, String name) throws InterruptedException {
        tools.console().more("base " + base.tree());
        var found = from(base, name, new Reusable(tools, project, stores).by(plan));
        found.keys().forEach((step, keyed) -> tools.console().more(step + ": key " + keyed.key()));
        return found;
    }

    /// What a run that begins with these files would find.
    ///
    /// @param results what is stored, as far as it may know
    DryRun.Forecast from(Base base, String name, Results results) throws InterruptedException {
        var started = new RunEvent.RunStarted(
                plan.pipeline().value(), Digest.ofText(""), base.tree(), base.description(), List.of(), List.of(), 0);
        var context = context(NOBODY, base, name, results);
        return DryRun.of(new StepPreparer(context, stores.leases(), tools.clock()), new Engine().start(plan, started));
    }

    /// The surroundings of a run that begins with these files.
    RunContext context(RunId run, Base base, String name, Results results) {
        var facts = new RunFacts(
                run,
                plan,
                base.tree(),
                Set.of(),
                RunSession.included(plan, project.files()),
                tools.platform(),
                name,
                base.branch(),
                base.commit(),
                base.history());
        return new RunContext(facts, stores.trees(), stores.blobs(), results);
    }

    /// The same in a plan's words.
    SequencedMap<StepId, Reuse> reuse(DryRun.Forecast forecast) {
        var reuse = new LinkedHashMap<StepId, Reuse>();
        for (var step : plan.steps()) {
            var found = Optional.ofNullable(forecast.found().get(step.id()));
            reuse.put(
                    step.id(),
                    found.filter(each -> step.reusable() || !(each instanceof Preparation.Ready))
                            .map(each -> reuse(step, each, forecast))
                            .orElseGet(() -> Reuse.of(step)));
        }
        return reuse;
    }

    private Reuse reuse(PlannedStep step, Preparation found, DryRun.Forecast forecast) {
        return switch (found) {
            case Preparation.Reused reused ->
                new Reuse.Stored(Shown.origin(reused.from(), tools.clock().instant()));
            case Preparation.Ready(var key, var _) ->
                expired(step, key)
                        .<Reuse>map(from -> new Reuse.Expired(
                                Shown.origin(from, tools.clock().instant())))
                        .or(() -> sample(step, forecast))
                        .or(() -> recorded(key).map(Forecasts::reuse))
                        .or(() -> changed(step, forecast))
                        .orElseGet(Reuse.New::new);
            case Preparation.NotWanted _ -> new Reuse.Skipped("its `when` is false");
            case Preparation.Failed(var failure) -> new Reuse.Never(FailureText.of(failure));
        };
    }

    private static Reuse reuse(RecordedKeys.Kept kept) {
        return switch (kept) {
            case RecordedKeys.Kept.ForReplay(var name) -> new Reuse.Recorded(name.toString());
            case RecordedKeys.Kept.Elsewhere(var name) -> new Reuse.NotPulled(name.toString());
        };
    }

    private Optional<Reuse> changed(PlannedStep step, DryRun.Forecast forecast) {
        return Optional.ofNullable(forecast.keys().get(step.id()))
                .flatMap(keyed -> last(step.id()).flatMap(last -> KeyDiff.first(last, keyed.components())))
                .map(difference -> new Reuse.Changed(
                        difference.component(),
                        difference.before(),
                        difference.after(),
                        trees.of(difference).orElse(List.of()).stream()
                                .map(Change::path)
                                .toList()));
    }

    /// Where the result is from that would stand for the step if it were younger.
    Optional<Origin> expired(PlannedStep step, Key key) {
        return step.cache() instanceof CacheMode.Ttl
                ? stores.results().current(key).map(Results.Stored::from)
                : Optional.empty();
    }

    /// The recording that has a result for a key under which no run finds any.
    Optional<RecordedKeys.Kept> recorded(Key key) {
        return recorded.of(key);
    }

    /// Which sample of the step a run would make, if it is not the first.
    Optional<Reuse.NextSample> sample(PlannedStep step, DryRun.Forecast forecast) {
        return step.cache() instanceof CacheMode.Samples(var count)
                ? Optional.ofNullable(forecast.keys().get(step.id()))
                        .flatMap(KeyedStep::number)
                        .map(number -> new Reuse.NextSample(number, count))
                : Optional.empty();
    }

    /// What the step's key was made of the last time it had one.
    Optional<SequencedMap<String, Value>> last(StepId step) {
        return stores.results()
                .lastComponents(plan.pipeline().value(), step, NOBODY)
                .flatMap(stores.blobs()::read)
                .flatMap(bytes -> Components.read(new String(bytes, StandardCharsets.UTF_8)));
    }
}
