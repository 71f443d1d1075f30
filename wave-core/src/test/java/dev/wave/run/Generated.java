package dev.wave.run;

import dev.wave.key.Key;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.Retry;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Drift;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Random events and results: every type, nasty texts, absent and present fields. The same seed, the same
/// values.
final class Generated {
    private static final String[] TEXTS = {
        "",
        "plain",
        "two\nlines\r\n",
        "\"quoted\" \\ /",
        "tab\tnul\0bell\u0007",
        "ünïcödé 你好 \ud83d\ude00",
        "</script><!--",
        "\u2028\u2029\u202e",
        "{\"type\":\"run_finished\"}",
        "𝔘".repeat(500)
    };

    private final Random random;

    Generated(long seed) {
        random = new Random(seed);
    }

    /// One event of every type.
    Stream<RunEvent> events() {
        return Stream.of(
                new RunEvent.RunStarted(text(), digest(), tree(), text(), list(this::step), list(this::step), number()),
                new RunEvent.RunResumed(),
                new RunEvent.StepReady(step(), key(), tree()),
                new RunEvent.StepReused(step(), key(), digest(), origin(), usage()),
                new RunEvent.StepSkipped(step(), skipReason()),
                new RunEvent.AttemptStarted(step(), number(), one(Retry.From.values())),
                new RunEvent.AttemptLost(step(), number()),
                new RunEvent.DriftFound(step(), number(), list(() -> new Drift(text(), text(), text()))),
                new RunEvent.ContractChecked(step(), number(), verdict()),
                new RunEvent.AttemptFinished(
                        step(),
                        number(),
                        maybe(this::failure),
                        maybe(this::tree),
                        usage(),
                        duration(),
                        maybe(this::digest)),
                new RunEvent.RetryScheduled(step(), number(), one(Retry.From.values()), duration()),
                new RunEvent.RetryDue(step(), number()),
                new RunEvent.StepFinished(step(), ending()),
                new RunEvent.CancelRequested(),
                new RunEvent.RunFinished(one(RunStatus.values()), maybe(this::tree), text()));
    }

    Result result() {
        return new Result(
                tree(),
                tree(),
                list(this::artifact),
                list(this::verdict),
                predicates(),
                usage(),
                random.nextInt(1, 9),
                one(Level.values()),
                new Answerer(text(), maybe(this::text), list(this::text)),
                maybe(this::digest));
    }

    private SequencedMap<String, Digest> predicates() {
        var predicates = new TreeMap<String, Digest>();
        list(this::digest).forEach(digest -> predicates.put("c" + random.nextInt(), digest));
        return predicates;
    }

    RunId run() {
        return new RunId("%08x".formatted(random.nextInt()));
    }

    Origin origin() {
        return random.nextBoolean() ? new Origin.OfRun(run(), time()) : new Origin.OfRecording(text());
    }

    Instant time() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private RunEvent.Ending ending() {
        return random.nextBoolean()
                ? new RunEvent.Ending.Succeeded(
                        digest(),
                        tree(),
                        list(() -> new Outcome.ArtifactId(text(), digest().value())),
                        random.nextBoolean())
                : new RunEvent.Ending.Failed(failure(), one(RunEvent.Because.values()));
    }

    private RunEvent.SkipReason skipReason() {
        return switch (random.nextInt(4)) {
            case 0 -> new RunEvent.SkipReason.Condition();
            case 1 -> new RunEvent.SkipReason.Needs(list(this::step));
            case 2 -> new RunEvent.SkipReason.Stopped();
            default -> new RunEvent.SkipReason.NotSelected();
        };
    }

    private Failure failure() {
        return switch (random.nextInt(13)) {
            case 0 -> new Failure.Exited(random.nextInt(256), text());
            case 1 -> new Failure.TimedOut(one(Failure.Limit.values()), duration());
            case 2 -> new Failure.OutputExceeded(random.nextLong(Long.MAX_VALUE));
            case 3 -> new Failure.ContractBroken(list(this::verdict));
            case 4 -> new Failure.PermissionViolation(list(this::violation));
            case 5 -> new Failure.AgentFailed(text());
            case 6 -> new Failure.Transient(text(), maybe(this::duration));
            case 7 -> new Failure.MergeConflict(list(this::step), list(this::text));
            case 8 -> new Failure.NotPrepared(text());
            case 9 -> new Failure.StoreFailed(text());
            case 10 -> new Failure.Lost();
            case 11 -> new Failure.SecretFound(list(this::violation));
            default -> new Failure.Cancelled();
        };
    }

    private Artifact artifact() {
        return new Artifact(
                new ArtifactName("a" + random.nextInt(100)),
                one(Format.values()),
                one(new String[] {"", ".md", ".tar.gz"}),
                random.nextBoolean()
                        ? new Content.Blob(digest(), random.nextLong(1L << 40))
                        : new Content.Folder(tree(), random.nextInt(1000), random.nextLong(1L << 40)),
                one(Artifact.Source.values()));
    }

    private Verdict verdict() {
        return new Verdict(text(), one(Verdict.Status.values()), list(this::violation), text(), random.nextBoolean());
    }

    private Violation violation() {
        return new Violation(text(), text());
    }

    private Usage usage() {
        return new Usage(
                random.nextLong(1L << 50),
                random.nextInt(),
                random.nextInt(9),
                random.nextInt(9),
                maybe(() -> BigDecimal.valueOf(random.nextInt(10_000), random.nextInt(-2, 9))));
    }

    private Duration duration() {
        return Duration.ofMillis(random.nextLong(1L << 40));
    }

    private StepId step() {
        return new StepId("step-" + random.nextInt(100));
    }

    private Key key() {
        return new Key(digest());
    }

    private Digest digest() {
        return Digest.ofText("" + random.nextInt());
    }

    private TreeId tree() {
        return new TreeId("git-sha1:" + digest().hex().substring(0, 40));
    }

    private int number() {
        return random.nextInt();
    }

    private String text() {
        return one(TEXTS);
    }

    private <T> T one(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> make) {
        return random.nextBoolean() ? Optional.of(make.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> make) {
        return Stream.generate(make).limit(random.nextInt(4)).toList();
    }
}
