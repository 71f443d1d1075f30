package dev.wave.command;

import dev.wave.local.AttemptRunner;
import dev.wave.local.Attempts;
import dev.wave.local.RunContext;
import dev.wave.model.RunId;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.spi.Results;
import java.util.Optional;

/// The results of a run whose steps are worked on: what the project's store holds, and the rest by attempts.
record MadeByWork(Results results, OpenStage open, SandboxGate levels) implements Making {

    /// @param results what may be reused
    static MadeByWork of(Tools tools, OpenProject project, Stores stores, RunId run, Results results) {
        var open = tools.stage(project, stores, run);
        return new MadeByWork(results, open, new SandboxGate(open.workspaces().enforcement(), tools.console()));
    }

    @Override
    public Attempts attempts(RunContext run) {
        return new AttemptRunner(run, open.stage());
    }

    @Override
    public Optional<Level> level(PlannedStep step) {
        return Optional.of(levels.level(step));
    }

    @Override
    public Optional<OpenStage> stage() {
        return Optional.of(open);
    }
}
