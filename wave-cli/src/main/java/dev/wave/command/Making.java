package dev.wave.command;

import dev.wave.local.Attempts;
import dev.wave.local.RunContext;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.spi.Results;
import java.util.Optional;

/// Where the results of a run's steps come from: from work, or from a recording. Open while the run goes on.
interface Making extends AutoCloseable {

    /// What is stored, as far as the run may know.
    Results results();

    /// Makes the results that are not.
    Attempts attempts(RunContext run);

    /// The level that the step's result has or would have, as far as that is known.
    Optional<Level> level(PlannedStep step);

    /// What attempts are made with; nothing where none is made.
    Optional<OpenStage> stage();

    @Override
    default void close() {
        stage().ifPresent(OpenStage::close);
    }
}
