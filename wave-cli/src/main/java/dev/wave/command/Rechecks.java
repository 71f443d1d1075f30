package dev.wave.command;

import dev.wave.local.Recheck;
import dev.wave.local.Recheck.Rechecked;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.plan.Plan;
import dev.wave.recording.RecordedResults;
import dev.wave.run.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the contracts of recordings once more, on the recorded bytes. No agent is asked for anything.
final class Rechecks {
    private final Tools tools;
    private final OpenProject project;
    private final Planning planning;
    private final Stores stores;
    private final boolean trust;

    /// @param trust whether the person approved this project's commands on the command line
    Rechecks(Tools tools, OpenProject project, Planning planning, Stores stores, boolean trust) {
        this.tools = tools;
        this.project = project;
        this.planning = planning;
        this.stores = stores;
        this.trust = trust;
    }

    /// All checks of a recording that could be derived, step by step.
    List<Rechecked> of(RecordingName name, Recording recording, Replay.Derived.Holds derived)
            throws InterruptedException {
        pass(derived.plan(), recording);
        var run = tools.freshRunId(stores);
        var context = new Forecasts(tools, project, stores, derived.plan())
                .context(
                        run,
                        Replay.base(name, recording),
                        planning.project().name(),
                        new RecordedResults(name, recording));
        var here = Thread.currentThread();
        var checks = new ArrayList<Rechecked>();
        try (var open = tools.stage(project, stores, run);
                var _ = tools.signals()
                        .whenAsked(
                                here::interrupt,
                                () -> open.stage()
                                        .processes()
                                        .sweep(open.stage().tag()))) {
            var recheck = new Recheck(context, open.stage());
            for (var step : derived.plan().steps()) {
                var taken = Optional.ofNullable(recording.steps().get(step.id()));
                if (taken.isPresent()) {
                    checks.addAll(recheck.check(
                            step.id(), taken.get().key(), derived.forecast().state()));
                }
            }
        }
        return checks;
    }

    /// What would run outside of a sandbox needs an approval, as in a run.
    private void pass(Plan plan, Recording recording) {
        var starting = plan.steps().stream()
                .filter(step -> recording.steps().containsKey(step.id()))
                .filter(Recheck::startsPrograms)
                .toList();
        if (!starting.isEmpty()) {
            var gate = new SandboxGate(tools.sandbox().enforcement(), tools.console());
            gate.pass(plan);
            if (starting.stream().map(gate::level).anyMatch(Level.OPEN::equals)) {
                new TrustGate(tools, project).pass(planning.project(), Optional.empty(), trust);
            }
        }
    }
}
