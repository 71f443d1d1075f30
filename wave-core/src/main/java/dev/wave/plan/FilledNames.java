package dev.wave.plan;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Severity;
import dev.wave.expression.Template;
import dev.wave.model.ArtifactName;
import dev.wave.model.Contract;
import dev.wave.model.Handover;
import dev.wave.model.Input;
import dev.wave.model.Named;
import dev.wave.model.Output;
import dev.wave.model.ParamName;
import dev.wave.model.Pipeline;
import dev.wave.model.Step;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Fills parameters in the names of artifacts, and resolves the pipeline again with them: two names may have
/// become one, and everything that goes by a name goes by the filled one.
final class FilledNames {
    private static final Pattern PARAM = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)\\}");

    private final SequencedMap<ParamName, Value> values;
    private final List<String> problems = new ArrayList<>();
    private final SequencedSet<ParamName> used = new LinkedHashSet<>();

    private FilledNames(SequencedMap<ParamName, Value> values) {
        this.values = values;
    }

    /// What became of an outline.
    sealed interface Filled {

        /// No name in it holds a parameter.
        record Complete(Outline outline) implements Filled {}

        /// These values do not do.
        ///
        /// @param problems sentences about the values, at least one
        record Wrong(List<String> problems) implements Filled {}
    }

    /// Whether there is a name of an artifact that holds a parameter.
    static boolean areNeeded(Pipeline pipeline) {
        return pipeline.steps().stream()
                .flatMap(step -> StepTexts.of(step).names().stream())
                .anyMatch(name -> !ArtifactName.isValid(name.source()));
    }

    /// The outline for these values of its parameters.
    static Filled of(Outline outline, SequencedMap<ParamName, Value> values) {
        return outline.unfilled()
                .map(unfilled -> new FilledNames(values).resolved(unfilled))
                .orElseGet(() -> new Filled.Complete(outline));
    }

    private Filled resolved(Outline.Unfilled unfilled) {
        var source = unfilled.source();
        var outputs = new LinkedHashMap<String, Named>();
        source.outputs().forEach((name, artifact) -> outputs.put(name, named(artifact)));
        var filled = source.with(
                source.params().orElseThrow(),
                source.steps().stream().map(this::step).toList(),
                outputs);
        if (!problems.isEmpty()) {
            return new Filled.Wrong(problems.stream().distinct().toList());
        }
        return switch (Planner.resolve(unfilled.project(), filled, unfilled.surroundings())) {
            case Checked.Valid<Outline>(var outline, var _) -> new Filled.Complete(outline);
            case Checked.Invalid<Outline>(var wrong) ->
                new Filled.Wrong(wrong.stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .map(problem -> "with " + given(used) + ", " + problem.message())
                        .toList());
        };
    }

    private Step step(Step step) {
        return step.with(
                step.inputs().map(inputs -> inputs.stream().map(this::input).toList()),
                step.outputs().stream().map(this::output).toList(),
                step.contracts().stream().map(this::handover).toList());
    }

    private Input input(Input input) {
        return input.named(text(input.artifact()), input.as().map(this::name));
    }

    private Output output(Output output) {
        return output.named(name(output.name()));
    }

    private Handover handover(Handover handover) {
        var contract = switch (handover.contract()) {
            case Contract.JsonSchema(var schema, var source) ->
                new Contract.JsonSchema(schema, source.map(this::named));
            case Contract.NonEmpty(var source) -> new Contract.NonEmpty(source.map(this::named));
            case Contract.HasFormat(var format, var source) -> new Contract.HasFormat(format, source.map(this::named));
            case Contract.Command command -> command;
        };
        return new Handover(contract, handover.policy(), handover.place());
    }

    private Named named(Named reference) {
        return new Named(text(reference.name()), reference.place());
    }

    /// The filled name. One that is none stays as it was declared, and is noted.
    private ArtifactName name(ArtifactName declared) {
        var filled = text(declared.value());
        if (ArtifactName.isValid(filled)) {
            return new ArtifactName(filled);
        }
        problems.add("with " + given(params(declared.value())) + ", '" + declared + "' would be '" + filled
                + "', which is not a name for an artifact");
        return declared;
    }

    /// Once over the text: a value is never looked into for parameters.
    private String text(String declared) {
        used.addAll(params(declared));
        return PARAM.matcher(declared)
                .replaceAll(
                        found -> Matcher.quoteReplacement(Optional.ofNullable(values.get(new ParamName(found.group(1))))
                                .map(Template::inserted)
                                .orElseGet(found::group)));
    }

    private List<ParamName> params(String declared) {
        return PARAM.matcher(declared)
                .results()
                .map(found -> new ParamName(found.group(1)))
                .filter(values::containsKey)
                .toList();
    }

    private String given(Collection<ParamName> params) {
        return params.stream()
                .distinct()
                .map(param -> "--" + param + "=" + Template.inserted(Objects.requireNonNull(values.get(param))))
                .collect(Collectors.joining(" "));
    }
}
