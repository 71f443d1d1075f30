package dev.wave.engine;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Drift;
import dev.wave.run.Failure;
import dev.wave.run.Origin;
import dev.wave.run.Outcome;
import dev.wave.run.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a driver tells the engine: the answer to a [Command], or what a person asked for.
/// One that answers nothing pending (a duplicate, a late one) changes nothing.
public sealed interface Report {

    record Prepared(StepId step, Preparation preparation) implements Report {}

    /// The attempt is over.
    ///
    /// @param drift in what the agent that answered is not who the lock pins
    record AttemptEnded(
            StepId step,
            int attempt,
            Outcome outcome,
            Usage usage,
            Duration took,
            Optional<Digest> transcript,
            List<Drift> drift)
            implements Report {
        public AttemptEnded {
            drift = List.copyOf(drift);
        }

        /// One whose agent, if there was one, is who it should be.
        public AttemptEnded(
                StepId step, int attempt, Outcome outcome, Usage usage, Duration took, Optional<Digest> transcript) {
            this(step, attempt, outcome, usage, took, transcript, List.of());
        }
    }

    record AttemptLost(StepId step, int attempt) implements Report {}

    record DelayOver(StepId step, int attempt) implements Report {}

    record FinalMerged(Merge merge) implements Report {}

    record CancelAsked() implements Report {}

    /// What a preparation came to.
    sealed interface Preparation {

        record Ready(Key key, TreeId start) implements Preparation {}

        /// A stored result takes the attempt's place.
        ///
        /// @param tree the step's full file state with the stored change on it
        record Reused(Key key, Digest result, TreeId tree, List<Outcome.ArtifactId> artifacts, Origin from, Usage saved)
                implements Preparation {
            public Reused {
                artifacts = List.copyOf(artifacts);
            }
        }

        /// Its `when` is false.
        record NotWanted() implements Preparation {}

        record Failed(Failure failure) implements Preparation {}
    }

    /// What merging the leaves came to.
    sealed interface Merge {

        record Merged(TreeId tree) implements Merge {}

        record Conflict(List<StepId> steps, List<String> files) implements Merge {
            public Conflict {
                steps = List.copyOf(steps);
                files = List.copyOf(files);
            }
        }

        record Failed(String reason) implements Merge {}
    }
}
