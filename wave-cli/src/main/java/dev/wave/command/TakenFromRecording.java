package dev.wave.command;

import dev.wave.engine.Report.AttemptEnded;
import dev.wave.local.Attempts;
import dev.wave.local.RunContext;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.plan.PlannedStep;
import dev.wave.recording.RecordedResults;
import dev.wave.run.Failure;
import dev.wave.run.Level;
import dev.wave.run.Outcome;
import dev.wave.run.Result;
import dev.wave.run.Usage;
import dev.wave.spi.Results;
import dev.wave.store.StoredResults;
import java.time.Duration;
import java.util.Optional;

/// The results of a replay: those of the recording. It has nothing that an attempt could be made with, so that no
/// step is worked on even if a result vanishes while the replay goes on.
record TakenFromRecording(RecordingName name, Recording recording, StoredResults stored) implements Making {

    @Override
    public Results results() {
        return new RecordedResults(name, recording);
    }

    @Override
    public Attempts attempts(RunContext run) {
        return (command, _) -> new AttemptEnded(
                command.step(),
                command.attempt(),
                new Outcome.Failed(
                        new Failure.NotPrepared(
                                "its recorded result is not at hand any more, and a replay works on" + " no step"),
                        Optional.empty()),
                Usage.NONE,
                Duration.ZERO,
                Optional.empty());
    }

    /// As it was recorded, whatever this machine could do.
    @Override
    public Optional<Level> level(PlannedStep step) {
        return Optional.ofNullable(recording.steps().get(step.id()))
                .flatMap(taken -> stored.of(taken.result()))
                .map(Result::level);
    }

    @Override
    public Optional<OpenStage> stage() {
        return Optional.empty();
    }
}
