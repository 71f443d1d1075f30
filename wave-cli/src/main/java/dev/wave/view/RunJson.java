package dev.wave.view;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.ObjectWriter;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.Drift;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A run as one JSON object: how it stands after the events so far.
public final class RunJson implements Consumer<Recorded> {
    private final Plan plan;
    private final Function<Digest, Optional<Result>> result;
    private final ObjectWriter run = new ObjectWriter();
    private final Map<StepId, Standing> steps = new HashMap<>();

    /// @param result the stored manifest of that digest
    public RunJson(RunId id, Plan plan, Function<Digest, Optional<Result>> result) {
        this.plan = plan;
        this.result = result;
        run.number("v", 1).text("run", id).text("pipeline", plan.pipeline()).text("status", "unfinished");
    }

    @Override
    public void accept(Recorded recorded) {
        switch (recorded.event()) {
            case RunEvent.RunStarted started ->
                run.text("started", recorded.time())
                        .text("base", started.base())
                        .text("base_description", started.baseDescription());
            case RunEvent.RunResumed _ -> run.text("status", "unfinished");
            case RunEvent.RunFinished(var status, var tree, var reason) ->
                run.word("status", status)
                        .text("finished", recorded.time())
                        .text("tree", tree)
                        .text("reason", Optional.of(reason).filter(text -> !text.isBlank()));
            case RunEvent.OfStep step -> step(step);
            case RunEvent.CancelRequested _ -> {}
        }
    }

    private void step(RunEvent.OfStep event) {
        var standing = steps.computeIfAbsent(event.step(), _ -> new Standing());
        switch (event) {
            case RunEvent.StepReady ready -> standing.begin("ready").text("key", ready.key());
            case RunEvent.StepReused reused ->
                RunPartsJson.origin(standing.begin("reused").text("key", reused.key()), reused.from());
            case RunEvent.StepSkipped skipped ->
                standing.begin("skipped").text("reason", RunPartsJson.reason(skipped.reason()));
            case RunEvent.AttemptStarted started -> {
                standing.status = "running";
                standing.attempts = started.attempt();
            }
            case RunEvent.AttemptFinished finished -> standing.usage = standing.usage.plus(finished.usage());
            case RunEvent.StepFinished(var step, var ending) -> finished(step, standing, ending);
            case RunEvent.DriftFound found -> standing.drift = found.drift();
            case RunEvent.AttemptLost _,
                    RunEvent.ContractChecked _,
                    RunEvent.RetryScheduled _,
                    RunEvent.RetryDue _ -> {}
        }
    }

    private void finished(StepId step, Standing standing, Ending ending) {
        switch (ending) {
            case Ending.Succeeded(var digest, var tree, var _, var tainted) -> {
                if (!standing.status.equals("reused")) {
                    standing.status = tainted ? "broken" : "succeeded";
                }
                standing.fields.text("result", digest).text("tree", tree);
                result.apply(digest).ifPresent(manifest -> {
                    standing.fields
                            .text("agent", manifest.agent())
                            .list("artifacts", manifest.artifacts(), RunPartsJson::artifact);
                    standing.drift =
                            plan.step(step).map(manifest.agent()::drift).orElse(List.of());
                });
            }
            case Ending.Failed(var failure, var because) -> {
                standing.status = "failed";
                standing.fields.text("failure", FailureText.of(failure)).word("because", because);
            }
        }
    }

    /// The object, on one line.
    public String line() {
        return CanonicalJson.inOrder(
                run.list("steps", plan.steps(), this::written).done());
    }

    private Value written(PlannedStep step) {
        var standing = steps.getOrDefault(step.id(), new Standing());
        var json = new ObjectWriter().text("step", step.id()).text("status", standing.status);
        if (standing.attempts > 0) {
            json.number("attempts", standing.attempts);
            RunPartsJson.usage(json, standing.usage);
        }
        standing.fields.done().fields().forEach(json::value);
        if (!standing.drift.isEmpty()) {
            json.list("drift", standing.drift, RunPartsJson::drift);
        }
        return json.done();
    }

    /// How a step stands.
    private static final class Standing {
        private ObjectWriter fields = new ObjectWriter();
        private String status = "waiting";
        private int attempts;
        private Usage usage = Usage.NONE;
        private List<Drift> drift = List.of();

        /// Forgets what an earlier part of the run made of the step.
        ObjectWriter begin(String now) {
            fields = new ObjectWriter();
            drift = List.of();
            status = now;
            return fields;
        }
    }
}
