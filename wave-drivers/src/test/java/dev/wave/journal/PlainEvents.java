package dev.wave.journal;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.Retry;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.run.Failure;
import dev.wave.run.Origin;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Events with as little in them as possible.
final class PlainEvents {
    static final TreeId TREE = new TreeId("git-sha1:" + "0".repeat(40));
    private static final Digest DIGEST = Digest.ofText("x");

    private PlainEvents() {}

    static RunEvent started(String pipeline) {
        return new RunEvent.RunStarted(pipeline, DIGEST, TREE, "", List.of(), List.of(), 0);
    }

    static RunEvent attempt(String step, int attempt) {
        return new RunEvent.AttemptStarted(new StepId(step), attempt, Retry.From.CLEAN);
    }

    static RunEvent ready(String step) {
        return new RunEvent.StepReady(new StepId(step), new Key(DIGEST), TREE);
    }

    static RunEvent reused(String step) {
        return new RunEvent.StepReused(
                new StepId(step),
                new Key(DIGEST),
                DIGEST,
                new Origin.OfRun(new RunId("0000"), Instant.EPOCH),
                Usage.NONE);
    }

    static RunEvent succeeded(String step) {
        return new RunEvent.StepFinished(
                new StepId(step), new RunEvent.Ending.Succeeded(DIGEST, TREE, List.of(), false));
    }

    static RunEvent failed(String step) {
        return new RunEvent.StepFinished(
                new StepId(step), new RunEvent.Ending.Failed(new Failure.Cancelled(), RunEvent.Because.FINAL));
    }

    static RunEvent skipped(String step) {
        return new RunEvent.StepSkipped(new StepId(step), new RunEvent.SkipReason.Condition());
    }

    static RunEvent resumed() {
        return new RunEvent.RunResumed();
    }

    static RunEvent finished(RunStatus status) {
        return new RunEvent.RunFinished(status, Optional.empty(), "");
    }
}
