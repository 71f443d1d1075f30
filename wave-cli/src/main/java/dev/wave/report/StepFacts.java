package dev.wave.report;

import dev.wave.model.Handover.Policy;
import dev.wave.model.ModelAccess;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.SandboxMode;
import dev.wave.model.Secret;
import dev.wave.plan.Drift;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedModel;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Level;
import dev.wave.run.Result;
import dev.wave.story.StepStory;
import dev.wave.view.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a step was: who worked, on what, how well apart, and what it might do.
final class StepFacts {
    private final PlannedStep step;
    private final StepStory story;
    private final Optional<Result> result;

    StepFacts(PlannedStep step, StepStory story, Optional<Result> result) {
        this.step = step;
        this.story = story;
        this.result = result;
    }

    /// Who worked and what came of it.
    Html course() {
        var facts = new Facts();
        facts.add("Agent", result.map(made -> made.agent().toString()).filter(name -> !name.isBlank()));
        switch (step.action()) {
            case PlannedAction.Ask ask -> {
                facts.add("Persona", described(ask));
                facts.add("Adapter", adapter(ask));
                facts.add("Model", model(ask.model()));
            }
            case PlannedAction.Run _ -> {}
        }
        return facts.add("Not as pinned", drift())
                .add("Level", result.map(Result::level).map(this::level))
                .add("After", after())
                .add("Given", inputs())
                .code("Key", story.key().map(key -> key.toString()).orElse(""))
                .done();
    }

    /// What it might do, and what had to hold.
    Html terms() {
        return new Facts()
                .add("Permissions", permissions())
                .add("Files", files())
                .add("Network", network())
                .add("Secrets", secrets())
                .add("Limits", limits())
                .add(
                        "Contracts",
                        step.contracts().stream().map(StepFacts::contract).collect(Collectors.joining(", ")))
                .done();
    }

    private static String described(PlannedAction.Ask ask) {
        var description = ask.persona().description();
        return ask.persona().name() + (description.isBlank() ? "" : ": " + description);
    }

    private static String adapter(PlannedAction.Ask ask) {
        var name = ask.adapter().name().value();
        return name
                + (name.equals(ask.adapter().type()) ? "" : " (" + ask.adapter().type() + ")")
                + ask.version().map(version -> ", pinned to " + version).orElse("")
                + (ask.adapter().access() instanceof ModelAccess.Login ? ", with the login of its own program" : "");
    }

    private static String model(PlannedModel model) {
        return model.tier().map(tier -> tier + " → ").orElse("")
                + model.id()
                + (model.floating() ? " (a name for whatever is current)" : "");
    }

    private String drift() {
        return Stream.concat(
                        story.attempts().stream().flatMap(attempt -> attempt.drift().stream()),
                        result.stream().flatMap(made -> made.agent().drift(step).stream()))
                .map(Drift::toString)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private String level(Level level) {
        return switch (level) {
            case OPEN ->
                "open: nothing but its workspace kept it apart"
                        + (step.sandbox() == SandboxMode.NONE ? ", as its author wants" : "");
            case SANDBOXED -> "sandboxed: it saw what it was shown, and reached what is named under Network";
            case SEALED -> "sealed: sandboxed, with every call of a model recorded";
        };
    }

    private Html after() {
        return step.dependencies().isEmpty()
                ? Html.text("nothing")
                : Html.joined(
                        ", ",
                        step.dependencies().stream()
                                .map(on -> Html.all(
                                        Html.link(
                                                StepSection.id(on.step()),
                                                Html.text(on.step().value())),
                                        Html.text(on.required() ? "" : " (even if it failed)")))
                                .toList());
    }

    private String inputs() {
        return step.inputs().stream()
                .map(input -> input.name() + " ← " + input.source() + (input.optional() ? " (if there)" : ""))
                .collect(Collectors.joining(", "));
    }

    private String permissions() {
        return switch (step.action()) {
            case PlannedAction.Ask ask -> {
                var deny = rules(ask.persona().permissions().deny());
                yield "may " + or(rules(ask.persona().permissions().allow()), "nothing")
                        + (deny.isEmpty() ? "" : "; never " + deny);
            }
            case PlannedAction.Run _ -> "";
        };
    }

    private static String rules(List<Rule> rules) {
        return rules.stream().map(Rule::toString).collect(Collectors.joining(", "));
    }

    private String files() {
        var seen = step.workspace().empty()
                ? "none of the project's"
                : step.sources().isEmpty() ? "all of the project's" : String.join(", ", step.sources());
        var changed = !step.writable() ? "none" : step.isNarrow() ? String.join(", ", step.writes()) : "any";
        return "sees " + seen + "; may change " + changed;
    }

    private String network() {
        var reach = step.reach();
        return (reach.isNone() ? "nothing" : reach.toString())
                + (step.sandbox() == SandboxMode.NONE ? " (not enforced: no sandbox)" : "");
    }

    private String secrets() {
        return Stream.concat(step.secrets().ofAction().stream(), step.secrets().ofSetup().stream())
                .map(Secret::name)
                .map(name -> name.value())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String limits() {
        return Shown.duration(step.limits().timeout()) + ", silent for at most "
                + Shown.duration(step.limits().idle());
    }

    private static String contract(PlannedContract contract) {
        Policy policy = contract.policy();
        return contract.name() + " ("
                + switch (policy.onFailure()) {
                    case RETRY -> policy.maxRetries() == 1 ? "1 retry" : policy.maxRetries() + " retries";
                    case HALT, CONTINUE -> policy.onFailure().name().toLowerCase(Locale.ROOT);
                }
                + (policy.mustPass() ? "" : "; need not pass") + ")";
    }

    private static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
