package dev.wave.run;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.Retry;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Drift;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A fact of a run, durable before anyone hears of it. Carries digests and short texts, never bodies.
public sealed interface RunEvent {

    /// A fact about one step.
    sealed interface OfStep extends RunEvent {
        StepId step();
    }

    /// The first event of every run.
    ///
    /// @param frozen digest of everything the plan was made from; a resume plans from it again
    /// @param base the file state the run starts from
    /// @param only the steps this run is about; empty: all. A step that these need may only be served from
    /// stored results
    /// @param fresh steps for which other runs' results are not used, closed under dependents by whoever
    /// starts the run
    /// @param seed from which the delays between attempts draw their jitter
    record RunStarted(
            String pipeline,
            Digest frozen,
            TreeId base,
            String baseDescription,
            List<StepId> only,
            List<StepId> fresh,
            int seed)
            implements RunEvent {
        public RunStarted {
            only = List.copyOf(only);
            fresh = List.copyOf(fresh);
        }
    }

    /// The run goes on after it ended or its process died. Every step that did not come to a good end is
    /// eligible again, and so is every step that was done without one of these.
    record RunResumed() implements RunEvent {}

    /// The step's dependencies are done and its key is known; it has no stored result to use.
    ///
    /// @param start the full file state it starts from
    record StepReady(StepId step, Key key, TreeId start) implements OfStep {}

    /// A stored result is used in place of an attempt. A [StepFinished] follows.
    ///
    /// @param saved what making it had used
    record StepReused(StepId step, Key key, Digest result, Origin from, Usage saved) implements OfStep {}

    /// The step does not run in this run, and that is no failure of its own.
    record StepSkipped(StepId step, SkipReason reason) implements OfStep {}

    record AttemptStarted(StepId step, int attempt, Retry.From from) implements OfStep {}

    /// The process that ran the attempt died.
    record AttemptLost(StepId step, int attempt) implements OfStep {}

    /// Who answered an attempt is not who the lock pins. Its [AttemptFinished] follows.
    ///
    /// @param drift at least one
    record DriftFound(StepId step, int attempt, List<Drift> drift) implements OfStep {
        public DriftFound {
            drift = List.copyOf(drift);
        }
    }

    record ContractChecked(StepId step, int attempt, Verdict verdict) implements OfStep {}

    /// An attempt is over.
    ///
    /// @param failure absent if the attempt came to its end and its outputs are taken without reservation
    /// @param left the file state it left, if it could be captured
    /// @param transcript what the agent did, as it was streamed
    record AttemptFinished(
            StepId step,
            int attempt,
            Optional<Failure> failure,
            Optional<TreeId> left,
            Usage usage,
            Duration took,
            Optional<Digest> transcript)
            implements OfStep {}

    /// Another attempt will start, not before the delay is over.
    ///
    /// @param attempt the number of that attempt
    record RetryScheduled(StepId step, int attempt, Retry.From from, Duration delay) implements OfStep {}

    /// The delay before the attempt is over.
    record RetryDue(StepId step, int attempt) implements OfStep {}

    /// The step is over. Nothing of it starts after this, unless the run is resumed.
    record StepFinished(StepId step, Ending ending) implements OfStep {}

    record CancelRequested() implements RunEvent {}

    /// The run is over.
    ///
    /// @param tree merge of all leaf steps' trees; absent if the run has none to give
    record RunFinished(RunStatus status, Optional<TreeId> tree, String reason) implements RunEvent {}

    /// How a step ended.
    sealed interface Ending {

        /// It has a result.
        ///
        /// @param tainted whether a contract that must pass is broken and its policy is to go on
        record Succeeded(Digest result, TreeId tree, List<Outcome.ArtifactId> artifacts, boolean tainted)
                implements Ending {
            public Succeeded {
                artifacts = List.copyOf(artifacts);
            }
        }

        /// It has none.
        record Failed(Failure failure, Because because) implements Ending {}
    }

    /// Why there is no further attempt after a failure.
    enum Because {
        /// A failure of this kind would only come again.
        FINAL,
        /// The attempts it may take are used up.
        USED_UP,
        /// The same failure came three times.
        REPEATED,
        /// A contract's policy is to halt the run.
        HALTED,
        /// The run was stopped in the meantime.
        STOPPED
    }

    /// Why a step was skipped.
    sealed interface SkipReason {

        /// Its `when` is false.
        record Condition() implements SkipReason {}

        /// Steps it needs did not succeed.
        record Needs(List<StepId> steps) implements SkipReason {
            public Needs {
                steps = List.copyOf(steps);
            }
        }

        /// The run was halted or cancelled before its turn.
        record Stopped() implements SkipReason {}

        /// `--only` or `--until` left it out.
        record NotSelected() implements SkipReason {}
    }
}
