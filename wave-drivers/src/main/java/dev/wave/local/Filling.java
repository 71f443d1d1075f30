package dev.wave.local;

import dev.wave.engine.RunState;
import dev.wave.engine.StepState;
import dev.wave.expression.Evaluator;
import dev.wave.expression.Evaluator.Answer;
import dev.wave.expression.Expression;
import dev.wave.expression.Scope;
import dev.wave.expression.Template;
import dev.wave.expression.Template.Filled;
import dev.wave.model.Format;
import dev.wave.model.JsonText;
import dev.wave.model.ParamName;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Fills in what a plan leaves open until the steps before are done: their status and artifacts, the run's
/// id.
final class Filling {
    /// A larger artifact is passed as a file, not as a value.
    private static final long LARGEST_VALUE = 1024 * 1024;

    private final RunContext run;
    private final RunState state;

    Filling(RunContext run, RunState state) {
        this.run = run;
        this.state = state;
    }

    boolean isTrue(Expression expression) throws NotFillable {
        return switch (Evaluator.evaluate(expression, this::lookup)) {
            case Answer.Is(Value.Bool(var truth)) -> truth;
            case Answer.Is(var _) -> throw new NotFillable("`when` is neither true nor false: " + expression.text());
            case Answer.Failed(var reason) -> throw new NotFillable("`when`: " + reason);
        };
    }

    String text(Template template) throws NotFillable {
        return text(template, this::lookup);
    }

    /// The step's own variables, in the author's order.
    SequencedMap<String, String> env(PlannedStep step) throws NotFillable {
        var env = new LinkedHashMap<String, String>();
        for (var variable : step.env().entrySet()) {
            env.put(variable.getKey(), text(variable.getValue()));
        }
        return env;
    }

    /// A text of a step, which may also name the step's own variables.
    String text(Template template, SequencedMap<String, String> env) throws NotFillable {
        Scope own = path -> path.size() == 2 && path.getFirst().equals("env")
                ? Optional.ofNullable(env.get(path.getLast())).map(Value::of)
                : Optional.empty();
        return text(template, own.orElse(this::lookup));
    }

    private static String text(Template template, Scope scope) throws NotFillable {
        return switch (template.fill(scope)) {
            case Filled.Complete(var text) -> text;
            case Filled.Failed(var reason) -> throw new NotFillable(reason);
        };
    }

    private Optional<Value> lookup(List<String> path) {
        var facts = run.facts();
        return switch (String.join(".", path.subList(0, Math.min(2, path.size())))) {
            case "run.id" -> Optional.of(Value.of(facts.id().value()));
            case "pipeline.name" -> Optional.of(Value.of(facts.plan().pipeline().value()));
            case "project.name" -> Optional.of(Value.of(facts.project()));
            case "git.branch" -> facts.branch().map(Value::of);
            case "git.commit" -> facts.commit().map(Value::of);
            default ->
                switch (path.getFirst()) {
                    case "input" -> path.size() == 1 ? facts.plan().input().map(Value::of) : Optional.empty();
                    case "steps" -> step(path.subList(1, path.size()));
                    case "params" -> param(path.subList(1, path.size()));
                    default -> Optional.empty();
                };
        };
    }

    private Optional<Value> param(List<String> path) {
        return path.size() == 1 && ParamName.isValid(path.getFirst())
                ? Optional.ofNullable(run.facts().plan().arguments().get(new ParamName(path.getFirst())))
                : Optional.empty();
    }

    private Optional<Value> step(List<String> path) {
        if (path.size() < 2 || !StepId.isValid(path.getFirst())) {
            return Optional.empty();
        }
        var step = new StepId(path.getFirst());
        return switch (path.get(1)) {
            case "status" -> path.size() == 2 ? status(step).map(Value::of) : Optional.empty();
            case "artifacts" -> path.size() < 3 ? Optional.empty() : artifact(step, path.subList(2, path.size()));
            default -> Optional.empty();
        };
    }

    private Optional<String> status(StepId step) {
        return switch (state.step(step)) {
            case StepState.Succeeded _ -> Optional.of("succeeded");
            case StepState.Failed _ -> Optional.of("failed");
            case StepState.Skipped _ -> Optional.of("skipped");
            case StepState.Open _ -> Optional.empty();
        };
    }

    private Optional<Value> artifact(StepId step, List<String> path) {
        return RunContext.succeeded(state, step)
                .map(StepState.Succeeded::result)
                .flatMap(run::result)
                .flatMap(result -> result.artifacts().stream()
                        .filter(artifact -> artifact.name().value().equals(path.getFirst()))
                        .findFirst())
                .flatMap(this::value)
                .flatMap(value ->
                        path.size() == 1 ? Optional.of(value) : Scope.of(value).lookup(path.subList(1, path.size())));
    }

    private Optional<Value> value(Artifact artifact) {
        if (!(artifact.content() instanceof Content.Blob(var digest, var size)) || size > LARGEST_VALUE) {
            return Optional.empty();
        }
        return run.blobs()
                .read(digest)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text ->
                        artifact.format() == Format.JSON || artifact.extension().equals(".json")
                                ? json(text)
                                : Value.of(text.stripTrailing()));
    }

    private static Value json(String text) {
        return JsonText.read(text) instanceof JsonText.Read.Parsed(var value) ? value : Value.of(text.stripTrailing());
    }
}
