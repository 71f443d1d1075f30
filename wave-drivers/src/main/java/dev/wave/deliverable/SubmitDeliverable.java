package dev.wave.deliverable;

import dev.wave.collect.Offering;
import dev.wave.mcp.Tool;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Value;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Activity;
import dev.wave.run.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// `submit_deliverable` of one attempt. For any number of callers at once.
///
/// To be closed before outputs are collected: what is submitted later is refused.
public final class SubmitDeliverable implements Tool, AutoCloseable {

    /// What agents are told to call.
    public static final String NAME = "submit_deliverable";

    private static final int MOST_TOLD = 100;

    private final PlannedStep step;
    private final SubmissionCheck check;
    private final Offering offering;
    private final Consumer<Activity> activity;
    private final SequencedMap<ArtifactName, Digest> accepted = new LinkedHashMap<>();
    private boolean over;

    /// @param step one that produces something
    /// @param activity hears of every submission
    SubmitDeliverable(PlannedStep step, Offering offering, Consumer<Activity> activity) {
        this.step = step;
        this.check = new SubmissionCheck(step.contracts());
        this.offering = offering;
        this.activity = activity;
    }

    /// The schema of the one JSON output of a step that produces nothing else, for agents that can be held to
    /// it.
    public static Optional<String> answerSchema(PlannedStep step) {
        return step.outputs().size() == 1
                ? ArgumentSchema.schema(step, step.outputs().getFirst()).map(schema -> schema.json())
                : Optional.empty();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        var outputs = step.outputs().stream()
                .map(output -> "- " + output.name() + (output.required() ? " (required)" : " (if there is one)")
                        + (output.description().isBlank()
                                ? ""
                                : ": " + output.description().strip()))
                .collect(Collectors.joining("\n"));
        return "Hands over an output of your task. It is checked at once: if something is wrong with it, the answer"
                + " says what, and you fix it and call again. The last one that was accepted counts. Outputs:\n"
                + outputs;
    }

    @Override
    public Value.Obj arguments() {
        return new ArgumentSchema(step).schema();
    }

    @Override
    public Answer call(Value.Obj arguments) throws InterruptedException {
        return switch (Submission.of(arguments, step.outputs())) {
            case Submission.Unclear(var about, var violation) -> refused(about, List.of(violation));
            case Submission.Paths(var output, var paths) ->
                put(output, Optional.empty(), () -> offering.paths(output.name(), paths));
            case Submission.Content content -> checked(content);
        };
    }

    private Answer checked(Submission.Content content) throws InterruptedException {
        var violations = check.violations(content);
        if (!violations.isEmpty()) {
            return refused(content.output().name().value(), violations);
        }
        var bytes = content.bytes();
        return put(
                content.output(),
                Optional.of(Digest.of(bytes)),
                () -> offering.content(content.output().name(), content.extension(), bytes));
    }

    private synchronized Answer put(PlannedOutput output, Optional<Digest> digest, Putting putting) {
        var problem = over ? Optional.of("the attempt is over") : putting.put();
        if (problem.isPresent()) {
            return refused(output.name().value(), List.of(new Violation("", problem.get())));
        }
        digest.ifPresentOrElse(bytes -> accepted.put(output.name(), bytes), () -> accepted.remove(output.name()));
        activity.accept(new Activity.Notice("submitted " + output.name() + ": accepted"));
        return new Answer(
                "accepted: " + output.name()
                        + (digest.isPresent() ? "" : ", if these are files that you created or changed"),
                false);
    }

    private Answer refused(String about, List<Violation> violations) {
        var count = violations.size() == 1 ? "1 violation" : violations.size() + " violations";
        activity.accept(new Activity.Notice("submitted " + about + ": " + count));
        var lines = violations.stream()
                .limit(MOST_TOLD)
                .map(violation -> "- " + violation)
                .collect(Collectors.joining("\n"));
        var more = violations.size() > MOST_TOLD ? "\n- and " + (violations.size() - MOST_TOLD) + " more" : "";
        return new Answer(
                about + " is not accepted, " + count + ":\n" + lines + more + "\nFix "
                        + (violations.size() == 1 ? "it" : "them") + " and call again.",
                true);
    }

    /// The outputs whose content was accepted, with its digest.
    synchronized SequencedMap<ArtifactName, Digest> accepted() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(accepted));
    }

    @Override
    public synchronized void close() {
        over = true;
    }

    /// Writes an output; says why it could not.
    @FunctionalInterface
    private interface Putting {
        Optional<String> put();
    }
}
