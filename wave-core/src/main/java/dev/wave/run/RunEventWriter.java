package dev.wave.run;

import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;

/// From an event to the fields of its JSON object.
final class RunEventWriter {

    private RunEventWriter() {}

    static Value.Obj write(RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted started ->
                typed("run_started")
                        .text("pipeline", started.pipeline())
                        .text("frozen", started.frozen())
                        .text("base", started.base())
                        .text("base_description", started.baseDescription())
                        .texts("only", started.only())
                        .texts("fresh", started.fresh())
                        .number("seed", started.seed())
                        .done();
            case RunEvent.RunResumed _ -> typed("run_resumed").done();
            case RunEvent.OfStep ofStep -> write(ofStep);
            case RunEvent.CancelRequested _ -> typed("cancel_requested").done();
            case RunEvent.RunFinished(var status, var tree, var reason) ->
                typed("run_finished")
                        .word("status", status)
                        .text("tree", tree)
                        .text("reason", reason)
                        .done();
        };
    }

    private static Value.Obj write(RunEvent.OfStep event) {
        return switch (event) {
            case RunEvent.StepReady ready ->
                of("step_ready", ready)
                        .text("key", ready.key())
                        .text("start", ready.start())
                        .done();
            case RunEvent.StepReused reused ->
                origin(
                                of("step_reused", reused)
                                        .text("key", reused.key())
                                        .text("result", reused.result()),
                                reused.from())
                        .value("saved", PartsJson.write(reused.saved()))
                        .done();
            case RunEvent.StepSkipped skipped -> write(of("step_skipped", skipped), skipped.reason());
            case RunEvent.AttemptStarted started ->
                of("attempt_started", started)
                        .number("attempt", started.attempt())
                        .word("from", started.from())
                        .done();
            case RunEvent.AttemptLost lost ->
                of("attempt_lost", lost).number("attempt", lost.attempt()).done();
            case RunEvent.DriftFound found ->
                of("drift_found", found)
                        .number("attempt", found.attempt())
                        .list("drift", found.drift(), PartsJson::write)
                        .done();
            case RunEvent.ContractChecked checked ->
                of("contract_checked", checked)
                        .number("attempt", checked.attempt())
                        .value("verdict", PartsJson.write(checked.verdict()))
                        .done();
            case RunEvent.AttemptFinished finished -> write(finished);
            case RunEvent.RetryScheduled retry ->
                of("retry_scheduled", retry)
                        .number("attempt", retry.attempt())
                        .word("from", retry.from())
                        .millis("delay_ms", retry.delay())
                        .done();
            case RunEvent.RetryDue due ->
                of("retry_due", due).number("attempt", due.attempt()).done();
            case RunEvent.StepFinished finished -> write(of("step_finished", finished), finished.ending());
        };
    }

    private static Value.Obj write(RunEvent.AttemptFinished finished) {
        var json = of("attempt_finished", finished).number("attempt", finished.attempt());
        finished.failure().ifPresent(failure -> json.value("failure", PartsJson.write(failure)));
        return json.text("left", finished.left())
                .value("usage", PartsJson.write(finished.usage()))
                .millis("took_ms", finished.took())
                .text("transcript", finished.transcript())
                .done();
    }

    private static ObjectWriter origin(ObjectWriter event, Origin from) {
        return switch (from) {
            case Origin.OfRun(var run, var made) -> event.text("from", run).text("made", made);
            case Origin.OfRecording(var name) -> event.text("recording", name);
        };
    }

    private static Value.Obj write(ObjectWriter json, Ending ending) {
        return switch (ending) {
            case Ending.Succeeded(var result, var tree, var artifacts, var tainted) ->
                json.text("outcome", "succeeded")
                        .text("result", result)
                        .text("tree", tree)
                        .list("artifacts", artifacts, PartsJson::write)
                        .truth("tainted", tainted)
                        .done();
            case Ending.Failed(var failure, var because) ->
                json.text("outcome", "failed")
                        .value("failure", PartsJson.write(failure))
                        .word("because", because)
                        .done();
        };
    }

    private static Value.Obj write(ObjectWriter json, SkipReason reason) {
        return switch (reason) {
            case SkipReason.Condition _ -> json.text("reason", "condition").done();
            case SkipReason.Needs(var steps) ->
                json.text("reason", "needs").texts("steps", steps).done();
            case SkipReason.Stopped _ -> json.text("reason", "stopped").done();
            case SkipReason.NotSelected _ -> json.text("reason", "not_selected").done();
        };
    }

    private static ObjectWriter of(String type, RunEvent.OfStep event) {
        return typed(type).text("step", event.step());
    }

    private static ObjectWriter typed(String type) {
        return new ObjectWriter().text("type", type);
    }
}
