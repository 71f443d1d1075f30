package dev.wave.run;

import dev.wave.key.Key;
import dev.wave.model.Digest;
import dev.wave.model.ObjectReader;
import dev.wave.model.Retry;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.run.RunEvent.Because;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import java.util.Optional;

/// From the fields of a JSON object to the event. Never more lenient than [RunEventWriter].
final class RunEventReader {

    private RunEventReader() {}

    static RunEvent read(ObjectReader json) {
        var type = json.text("type");
        return switch (type) {
            case "run_started" ->
                new RunEvent.RunStarted(
                        json.text("pipeline"),
                        json.as("frozen", Digest::new),
                        json.as("base", TreeId::new),
                        json.text("base_description"),
                        json.texts("only", StepId::new),
                        json.texts("fresh", StepId::new),
                        json.small("seed"));
            case "run_resumed" -> new RunEvent.RunResumed();
            case "cancel_requested" -> new RunEvent.CancelRequested();
            case "run_finished" ->
                new RunEvent.RunFinished(
                        json.word("status", RunStatus.values()), json.maybe("tree", TreeId::new), json.text("reason"));
            default -> ofStep(type, json);
        };
    }

    private static RunEvent ofStep(String type, ObjectReader json) {
        return switch (type) {
            case "step_ready" -> new RunEvent.StepReady(step(json), key(json), json.as("start", TreeId::new));
            case "step_reused" ->
                new RunEvent.StepReused(
                        step(json),
                        key(json),
                        json.as("result", Digest::new),
                        origin(json),
                        json.object("saved", PartsJson::usage));
            case "step_skipped" -> new RunEvent.StepSkipped(step(json), skipReason(json));
            case "attempt_started" -> new RunEvent.AttemptStarted(step(json), attempt(json), from(json));
            case "attempt_lost" -> new RunEvent.AttemptLost(step(json), attempt(json));
            case "drift_found" ->
                new RunEvent.DriftFound(step(json), attempt(json), json.objects("drift", PartsJson::drift));
            case "contract_checked" ->
                new RunEvent.ContractChecked(step(json), attempt(json), json.object("verdict", PartsJson::verdict));
            case "attempt_finished" ->
                new RunEvent.AttemptFinished(
                        step(json),
                        attempt(json),
                        json.has("failure")
                                ? Optional.of(json.object("failure", PartsJson::failure))
                                : Optional.empty(),
                        json.maybe("left", TreeId::new),
                        json.object("usage", PartsJson::usage),
                        json.millis("took_ms"),
                        json.maybe("transcript", Digest::new));
            case "retry_scheduled" ->
                new RunEvent.RetryScheduled(step(json), attempt(json), from(json), json.millis("delay_ms"));
            case "retry_due" -> new RunEvent.RetryDue(step(json), attempt(json));
            case "step_finished" -> new RunEvent.StepFinished(step(json), ending(json));
            default -> throw new ObjectReader.Malformed("unknown type of event '" + type + "'");
        };
    }

    private static Ending ending(ObjectReader json) {
        var outcome = json.text("outcome");
        return switch (outcome) {
            case "succeeded" ->
                new Ending.Succeeded(
                        json.as("result", Digest::new),
                        json.as("tree", TreeId::new),
                        json.objects("artifacts", PartsJson::artifactId),
                        json.truth("tainted"));
            case "failed" ->
                new Ending.Failed(json.object("failure", PartsJson::failure), json.word("because", Because.values()));
            default -> throw new ObjectReader.Malformed("unknown outcome '" + outcome + "'");
        };
    }

    private static Origin origin(ObjectReader json) {
        return json.has("recording")
                ? new Origin.OfRecording(json.text("recording"))
                : new Origin.OfRun(json.as("from", RunId::new), json.time("made"));
    }

    private static SkipReason skipReason(ObjectReader json) {
        var reason = json.text("reason");
        return switch (reason) {
            case "condition" -> new SkipReason.Condition();
            case "needs" -> new SkipReason.Needs(json.texts("steps", StepId::new));
            case "stopped" -> new SkipReason.Stopped();
            case "not_selected" -> new SkipReason.NotSelected();
            default -> throw new ObjectReader.Malformed("unknown reason to skip '" + reason + "'");
        };
    }

    private static StepId step(ObjectReader json) {
        return json.as("step", StepId::new);
    }

    private static Key key(ObjectReader json) {
        return json.as("key", text -> new Key(new Digest(text)));
    }

    private static int attempt(ObjectReader json) {
        return json.small("attempt");
    }

    private static Retry.From from(ObjectReader json) {
        return json.word("from", Retry.From.values());
    }
}
