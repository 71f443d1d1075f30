package dev.wave.local;

import dev.wave.engine.Report.Preparation;
import dev.wave.key.Key;
import dev.wave.key.KeyedStep;
import dev.wave.model.CacheMode;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Origin;
import dev.wave.run.Outcome;
import dev.wave.run.Result;
import dev.wave.spi.Results.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Which stored result stands for a step in place of an attempt, or which of its samples an attempt would make.
///
/// This run's own results come first; then what other runs left, unless the step is drawn afresh. Of a step
/// with samples, each run makes one that is missing; when none is, the newest one stands for it, and drawing
/// afresh replaces the oldest.
final class Draws {
    private final RunContext run;
    private final Clock clock;

    Draws(RunContext run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    /// What is asked.
    ///
    /// @param keyed the step's first sample, or only one
    /// @param start the step's full file state
    /// @param seen the part of it that the step sees
    /// @param predicates what each of its contracts checks, by the contract's name
    record Question(
            PlannedStep step, KeyedStep keyed, SequencedMap<String, Digest> predicates, TreeId start, TreeId seen) {}

    /// What was found.
    ///
    /// @param keyed the sample that stands for the step, or that an attempt would make
    /// @param missing the samples that an attempt could make
    record Choice(Question question, KeyedStep keyed, Preparation preparation, List<KeyedStep> missing) {

        /// The same for another of the missing samples.
        Choice making(KeyedStep sample) {
            return new Choice(question, sample, new Preparation.Ready(sample.key(), question.start()), missing);
        }
    }

    private record Found(KeyedStep sample, Preparation.Reused reused) {

        /// A recording has chosen its sample: nothing is newer.
        Instant made() {
            return switch (reused.from()) {
                case Origin.OfRun(var _, var made) -> made;
                case Origin.OfRecording _ -> Instant.MAX;
            };
        }
    }

    /// Whether results of other runs may stand for the step.
    boolean isShared(PlannedStep step) {
        return step.reusable() && !run.fresh().contains(step.id());
    }

    /// Looks everything up.
    Choice choose(Question question) {
        var samples = samples(question);
        for (var sample : samples) {
            var own = find(
                    question,
                    sample,
                    key -> run.results().inRun(run.id(), question.step().id(), key));
            if (own.isPresent()) {
                return new Choice(question, sample, own.get(), List.of());
            }
        }
        if (!isShared(question.step()) && samples.size() == 1) {
            return toMake(question, samples);
        }
        return among(question, samples);
    }

    private static List<KeyedStep> samples(Question question) {
        return question.step().cache() instanceof CacheMode.Samples(var count)
                ? IntStream.rangeClosed(1, count)
                        .mapToObj(question.keyed()::sample)
                        .toList()
                : List.of(question.keyed());
    }

    private Choice among(Question question, List<KeyedStep> samples) {
        var found = new ArrayList<Found>();
        var missing = new ArrayList<KeyedStep>();
        for (var sample : samples) {
            find(question, sample, key -> current(question.step(), key))
                    .ifPresentOrElse(reused -> found.add(new Found(sample, reused)), () -> missing.add(sample));
        }
        found.sort(Comparator.comparing(Found::made));
        var recorded = !found.isEmpty() && found.getLast().made().equals(Instant.MAX);
        if (isShared(question.step()) && (missing.isEmpty() || recorded)) {
            var newest = found.getLast();
            return new Choice(question, newest.sample(), newest.reused(), List.of());
        }
        return toMake(question, missing.isEmpty() ? List.of(found.getFirst().sample()) : missing);
    }

    private static Choice toMake(Question question, List<KeyedStep> missing) {
        return new Choice(
                question,
                missing.getFirst(),
                new Preparation.Ready(missing.getFirst().key(), question.start()),
                List.copyOf(missing));
    }

    private Optional<Stored> current(PlannedStep step, Key key) {
        return run.results().current(key).filter(stored -> isYoungEnough(step, stored.from(), clock.instant()));
    }

    /// Whether a result that other runs made may still stand for the step. One from the future says that a clock
    /// was wrong: its age is anybody's guess.
    static boolean isYoungEnough(PlannedStep step, Origin from, Instant now) {
        return !(step.cache() instanceof CacheMode.Ttl(var age)
                && from instanceof Origin.OfRun(var _, var made)
                && Duration.between(made, now).abs().compareTo(age) > 0);
    }

    /// What is stored for a sample; else, from before the lock pinned the version of the agent's program, what just
    /// that version made.
    private Optional<Preparation.Reused> find(
            Question question, KeyedStep sample, Function<Key, Optional<Stored>> stored) {
        return stored.apply(sample.key())
                .flatMap(found -> reuse(question, sample, found))
                .or(() -> sample.unpinned()
                        .flatMap(stored)
                        .filter(found -> isByPinned(question.step(), found))
                        .flatMap(found -> reuse(question, sample, found)));
    }

    private boolean isByPinned(PlannedStep step, Stored stored) {
        var pinned = step.action() instanceof PlannedAction.Ask ask ? ask.version() : Optional.<String>empty();
        return run.result(stored.result())
                .filter(result -> result.agent().version().equals(pinned))
                .isPresent();
    }

    /// A stored result counts only if all its bytes are there and intact, and if what must hold here held.
    private Optional<Preparation.Reused> reuse(Question question, KeyedStep sample, Stored stored) {
        return run.result(stored.result())
                .filter(result -> isGoodEnough(question, result))
                .filter(result -> result.artifacts().stream().allMatch(artifact -> run.intact(artifact.content())))
                .filter(result -> run.trees().isIntact(question.seen(), result.tree()))
                .flatMap(result -> run.whole(question.start(), question.seen(), result.tree())
                        .map(tree -> reused(stored, sample.key(), tree, result)));
    }

    /// A result may come from a step whose contract did not have to pass; policies are no part of the key. What is
    /// broken must be what need not hold here.
    private static boolean isGoodEnough(Question question, Result result) {
        var needed = question.step().contracts().stream()
                .filter(contract -> contract.policy().mustPass())
                .map(contract -> question.predicates().get(contract.name()))
                .toList();
        return result.verdicts().stream()
                .filter(verdict -> !verdict.held())
                .map(verdict -> result.predicates().get(verdict.contract()))
                .allMatch(broken -> question.predicates().containsValue(broken) && !needed.contains(broken));
    }

    private static Preparation.Reused reused(Stored stored, Key key, TreeId tree, Result result) {
        var artifacts = result.artifacts().stream()
                .map(artifact -> new Outcome.ArtifactId(
                        artifact.name().value(), artifact.content().id()))
                .toList();
        return new Preparation.Reused(key, stored.result(), tree, artifacts, stored.from(), result.usage());
    }
}
