package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.expression.Expression;
import dev.wave.expression.Expression.Reference;
import dev.wave.expression.Kind;
import dev.wave.expression.Template;
import dev.wave.expression.TypeCheck;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Checks, for one step, that what its expressions refer to can exist when the step starts.
final class ReferenceCheck {

    /// What a reference can begin with.
    static final List<String> ROOTS =
            List.of("params", "input", "run", "pipeline", "project", "env", "item", "steps", "git");

    private final StepDraft step;
    private final Drafts drafts;
    private final Ancestors ancestors;
    private final SequencedMap<ParamName, Param> params;
    private final InputUses inputs;
    private final List<Diagnostic> problems;

    ReferenceCheck(
            StepDraft step,
            Drafts drafts,
            Ancestors ancestors,
            SequencedMap<ParamName, Param> params,
            InputUses inputs,
            List<Diagnostic> problems) {
        this.step = step;
        this.drafts = drafts;
        this.ancestors = ancestors;
        this.params = params;
        this.inputs = inputs;
        this.problems = problems;
    }

    void check(Template template) {
        for (var hole : template.holes()) {
            check(hole.expression(), hole.place());
            report(TypeCheck.problems(hole.expression(), this::kind), hole.place());
        }
    }

    void checkCondition(Expression expression, Place place) {
        check(expression, place);
        report(TypeCheck.conditionProblems(expression, this::kind), place);
    }

    private void check(Expression expression, Place place) {
        inputs.note(expression);
        expression
                .references()
                .distinct()
                .forEach(reference -> problem(reference, place).ifPresent(problems::add));
    }

    private void report(List<String> sentences, Place place) {
        sentences.forEach(sentence -> problems.add(Diagnostic.of(Code.E_EXPRESSION, place, sentence)));
    }

    private Optional<Diagnostic> problem(Reference reference, Place place) {
        var path = reference.path();
        return switch (path.getFirst()) {
            case "params" -> param(reference, place);
            case "input" -> path.size() == 1 ? Optional.empty() : wrong(reference, place, "'input' is a text");
            case "run" -> oneOf(reference, place, List.of("id"));
            case "pipeline" -> oneOf(reference, place, List.of("name"));
            case "project" -> oneOf(reference, place, List.of("name"));
            case "git" -> oneOf(reference, place, List.of("branch", "commit"));
            case "env" -> env(reference, place);
            case "steps" -> stepReference(reference, place);
            case "secrets" -> secret(place, path.size() < 2 ? "NAME" : path.get(1));
            case "item" -> wrong(reference, place, "there is an 'item' only in steps with 'for_each'");
            default ->
                unknown(place, "'" + path.getFirst() + "' is nothing an expression can use", path.getFirst(), ROOTS);
        };
    }

    private Optional<Diagnostic> param(Reference reference, Place place) {
        var path = reference.path();
        var names = params.keySet().stream().map(ParamName::value).toList();
        if (path.size() == 1) {
            return unknown(place, "'params' needs the name of a parameter", "", names);
        }
        var param = declared(path.get(1));
        if (param.isEmpty()) {
            return unknown(place, "there is no parameter '" + path.get(1) + "'", path.get(1), names);
        }
        return path.size() == 2 || param.get().type() == Param.Type.LIST
                ? Optional.empty()
                : wrong(reference, place, "the parameter '" + path.get(1) + "' has no parts");
    }

    private Optional<Param> declared(String name) {
        return ParamName.isValid(name) ? Optional.ofNullable(params.get(new ParamName(name))) : Optional.empty();
    }

    private Optional<Diagnostic> env(Reference reference, Place place) {
        var path = reference.path();
        var listed = step.step.env().keySet();
        if (path.size() == 2 && listed.contains(path.get(1))) {
            return Optional.empty();
        }
        var name = path.size() < 2 ? "" : path.get(1);
        if (step.step.secrets().stream().anyMatch(secret -> secret.name().equals(name))) {
            return secret(place, name);
        }
        return unknown(
                place,
                path.size() < 2 ? "'env' needs the name of a variable" : "the step lists no variable '" + name + "'",
                name,
                listed);
    }

    private static Optional<Diagnostic> secret(Place place, String name) {
        return Optional.of(Diagnostic.of(
                Code.E_REFERENCE,
                place,
                "a secret is never put into a text",
                "list it under 'secrets:' of the step; its program finds it as the variable '" + name + "'"));
    }

    private Optional<Diagnostic> stepReference(Reference reference, Place place) {
        var path = reference.path();
        if (path.size() < 3) {
            return wrong(reference, place, "a reference to a step is steps.ID.status or steps.ID.artifacts.NAME");
        }
        var found = drafts.byId(path.get(1));
        if (found.isEmpty()) {
            return unknown(place, "there is no step '" + path.get(1) + "'", path.get(1), drafts.ids());
        }
        var referred = found.get();
        if (!comesBefore(referred)) {
            return Optional.of(Diagnostic.of(
                    Code.E_REFERENCE,
                    place,
                    reference + " is not there yet: '" + step + "' does not wait for '" + referred + "'",
                    "add '" + referred + "' to the dependencies of '" + step + "'"));
        }
        return switch (path.get(2)) {
            case "status" -> path.size() == 3 ? Optional.empty() : wrong(reference, place, "'status' is a text");
            case "artifacts" -> artifact(reference, place, referred);
            default ->
                unknown(place, "a step has no '" + path.get(2) + "'", path.get(2), List.of("status", "artifacts"));
        };
    }

    private boolean comesBefore(StepDraft referred) {
        return referred != step
                && (step.cut.contains(referred)
                        || ancestors.isBefore(referred, step)
                        || step.inferred.containsKey(referred)
                        || step.inferred.keySet().stream().anyMatch(added -> ancestors.isBefore(referred, added)));
    }

    private Optional<Diagnostic> artifact(Reference reference, Place place, StepDraft referred) {
        var path = reference.path();
        var names = referred.outputs.keySet();
        if (path.size() > 3 && names.contains(path.get(3))) {
            return Optional.empty();
        }
        var name = path.size() > 3 ? path.get(3) : "";
        return unknown(
                place,
                name.isEmpty()
                        ? "'artifacts' needs the name of an artifact"
                        : "the step '" + referred + "' produces no '" + name + "'",
                name,
                names);
    }

    private static Optional<Diagnostic> oneOf(Reference reference, Place place, List<String> names) {
        var path = reference.path();
        if (path.size() == 2 && names.contains(path.get(1))) {
            return Optional.empty();
        }
        return unknown(place, "'" + reference + "' does not exist", path.size() > 1 ? path.get(1) : "", names);
    }

    private static Optional<Diagnostic> wrong(Reference reference, Place place, String sentence) {
        return Optional.of(Diagnostic.of(Code.E_REFERENCE, place, "'" + reference + "' cannot exist: " + sentence));
    }

    private static Optional<Diagnostic> unknown(Place place, String sentence, String name, Collection<String> names) {
        var all = names.isEmpty() || names.size() > 12
                ? Optional.<String>empty()
                : Optional.of(Listing.there(List.copyOf(names)));
        return Optional.of(new Diagnostic(
                Code.E_REFERENCE, place, sentence, Nearest.question(name, names).or(() -> all)));
    }

    private Kind kind(Reference reference) {
        var path = reference.path();
        return switch (path.getFirst()) {
            case "params" ->
                path.size() == 2
                        ? declared(path.get(1)).map(param -> kind(param.type())).orElse(Kind.ANY)
                        : Kind.ANY;
            case "input", "run", "pipeline", "project", "git", "env" -> Kind.STRING;
            case "steps" -> path.size() == 3 && path.get(2).equals("status") ? Kind.STRING : Kind.ANY;
            default -> Kind.ANY;
        };
    }

    private static Kind kind(Param.Type type) {
        return switch (type) {
            case STRING -> Kind.STRING;
            case INTEGER, NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
            case LIST -> Kind.LIST;
        };
    }
}
