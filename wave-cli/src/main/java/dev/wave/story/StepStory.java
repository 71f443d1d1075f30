package dev.wave.story;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.Retry;
import dev.wave.model.TreeId;
import dev.wave.plan.Drift;
import dev.wave.run.Failure;
import dev.wave.run.Origin;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What happened to one step in one run: a fold of the run's journal.
///
/// @param known when it was ready, reused or skipped, last of all
/// @param start the file state its attempts started from
/// @param origin of the stored result that stands for it
/// @param saved what making that result had used
/// @param attempts all of them, also those before a resume
public record StepStory(
        Optional<Instant> known,
        Optional<Key> key,
        Optional<TreeId> start,
        Optional<Origin> origin,
        Usage saved,
        Optional<SkipReason> skipped,
        List<Attempt> attempts,
        Optional<Ending> ending) {
    public StepStory {
        attempts = List.copyOf(attempts);
    }

    /// Of a step that nothing has happened to.
    public static final StepStory NONE = new StepStory(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Usage.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty());

    /// One attempt.
    ///
    /// @param ended absent as long as it goes on, and if nobody saw it end
    /// @param lost whether its process died
    public record Attempt(
            int number,
            Retry.From from,
            Instant started,
            Optional<Instant> ended,
            boolean lost,
            Optional<Failure> failure,
            Optional<TreeId> left,
            Usage usage,
            Optional<Duration> took,
            List<Verdict> verdicts,
            List<Drift> drift) {
        public Attempt {
            verdicts = List.copyOf(verdicts);
            drift = List.copyOf(drift);
        }

        /// Its outcome in one word.
        public String word() {
            if (lost) {
                return "lost";
            }
            if (ended.isEmpty()) {
                return "running";
            }
            return failure.map(why -> why instanceof Failure.ContractBroken ? "violated" : "failed")
                    .orElse("succeeded");
        }

        private Attempt checked(Verdict verdict) {
            var all = new ArrayList<>(verdicts);
            all.add(verdict);
            return new Attempt(number, from, started, ended, lost, failure, left, usage, took, all, drift);
        }

        private Attempt drifted(List<Drift> found) {
            return new Attempt(number, from, started, ended, lost, failure, left, usage, took, verdicts, found);
        }

        private Attempt lost(Instant at) {
            return new Attempt(
                    number, from, started, Optional.of(at), true, failure, left, Usage.UNKNOWN, took, verdicts, drift);
        }

        private Attempt finished(RunEvent.AttemptFinished end, Instant at) {
            return new Attempt(
                    number,
                    from,
                    started,
                    Optional.of(at),
                    lost,
                    end.failure(),
                    end.left(),
                    end.usage(),
                    Optional.of(end.took()),
                    verdicts,
                    drift);
        }
    }

    /// What all attempts of this run used.
    public Usage usage() {
        return attempts.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
    }

    /// How long all attempts took.
    public Duration took() {
        return attempts.stream().flatMap(attempt -> attempt.took().stream()).reduce(Duration.ZERO, Duration::plus);
    }

    /// The digest of its result, if it has one.
    public Optional<Digest> result() {
        return ending.flatMap(
                end -> end instanceof Ending.Succeeded succeeded ? Optional.of(succeeded.result()) : Optional.empty());
    }

    /// Why it has none, if it ended without.
    public Optional<Failure> failure() {
        return ending.flatMap(
                end -> end instanceof Ending.Failed failed ? Optional.of(failed.failure()) : Optional.empty());
    }

    /// The story with one event more, which is about this step.
    StepStory after(Recorded recorded, RunEvent.OfStep event) {
        var time = recorded.time();
        return switch (event) {
            case RunEvent.StepReady(var _, var its, var from) ->
                begun(time, Optional.of(its), Optional.of(from), Optional.empty(), Usage.NONE);
            case RunEvent.StepReused(var _, var its, var _, var from, var used) ->
                begun(time, Optional.of(its), Optional.empty(), Optional.of(from), used);
            case RunEvent.StepSkipped(var _, var reason) ->
                new StepStory(
                        Optional.of(time),
                        key,
                        start,
                        Optional.empty(),
                        Usage.NONE,
                        Optional.of(reason),
                        attempts,
                        Optional.empty());
            case RunEvent.AttemptStarted(var _, var number, var from) -> {
                var all = new ArrayList<>(attempts);
                all.add(new Attempt(
                        number,
                        from,
                        time,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Usage.NONE,
                        Optional.empty(),
                        List.of(),
                        List.of()));
                yield with(all, ending);
            }
            case RunEvent.AttemptLost(var _, var number) -> attempt(number, attempt -> attempt.lost(time));
            case RunEvent.DriftFound(var _, var number, var found) ->
                attempt(number, attempt -> attempt.drifted(found));
            case RunEvent.ContractChecked(var _, var number, var verdict) ->
                attempt(number, attempt -> attempt.checked(verdict));
            case RunEvent.AttemptFinished end -> attempt(end.attempt(), attempt -> attempt.finished(end, time));
            case RunEvent.RetryScheduled _, RunEvent.RetryDue _ -> this;
            case RunEvent.StepFinished(var _, var end) -> with(attempts, Optional.of(end));
        };
    }

    /// The story once its run is resumed: what did not succeed is open again.
    StepStory resumed() {
        return new StepStory(
                known,
                key,
                start,
                origin,
                saved,
                Optional.empty(),
                attempts,
                ending.filter(end -> end instanceof Ending.Succeeded));
    }

    private StepStory begun(
            Instant time, Optional<Key> its, Optional<TreeId> from, Optional<Origin> origin, Usage used) {
        return new StepStory(Optional.of(time), its, from, origin, used, Optional.empty(), attempts, Optional.empty());
    }

    private StepStory attempt(int number, UnaryOperator<Attempt> change) {
        var all = new ArrayList<>(attempts);
        for (var i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).number() == number) {
                all.set(i, change.apply(all.get(i)));
                break;
            }
        }
        return with(all, ending);
    }

    private StepStory with(List<Attempt> all, Optional<Ending> end) {
        return new StepStory(known, key, start, origin, saved, skipped, all, end);
    }
}
