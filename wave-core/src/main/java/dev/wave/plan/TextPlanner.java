package dev.wave.plan;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.expression.Expression;
import dev.wave.expression.Expressions;
import dev.wave.expression.Template;
import dev.wave.expression.Templates;
import dev.wave.model.Action;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Reads the texts of one step and checks what they refer to.
final class TextPlanner {
    private static final Pattern HOLE = Pattern.compile("\\{\\{(.*?)\\}\\}", Pattern.DOTALL);

    private final SequencedMap<ParamName, Param> params;
    private final ReferenceCheck references;
    private final List<Diagnostic> problems;

    TextPlanner(SequencedMap<ParamName, Param> params, ReferenceCheck references, List<Diagnostic> problems) {
        this.params = params;
        this.references = references;
        this.problems = problems;
    }

    /// The template of a text; what is wrong with it is reported.
    Template template(Text text) {
        var template = value(Templates.parse(text, params::containsKey)).orElseGet(() -> Template.literal(""));
        references.check(template);
        return template;
    }

    Optional<Expression> condition(Text text) {
        var condition = value(Expressions.parse(text));
        condition.ifPresent(expression -> references.checkCondition(expression, text.place()));
        return condition;
    }

    PlannedAction.Command command(Action.Invocation command, String field) {
        return switch (command) {
            case Action.Invocation.Words(var words) ->
                new PlannedAction.Command.Words(
                        words.stream().map(this::template).toList());
            case Action.Invocation.Shell(var text) -> {
                reportExpressions(text, field);
                yield new PlannedAction.Command.Shell(text.source());
            }
        };
    }

    /// The step's variables, and those of the parameters that its shell texts mention.
    SequencedMap<String, Template> env(StepDraft step) {
        var env = new LinkedHashMap<String, Template>();
        step.step.env().forEach((name, text) -> env.put(name, template(text)));
        for (var verbatim : StepTexts.of(step.step).verbatim()) {
            var mentioned = ShellParams.mentioned(verbatim.text().source());
            params.keySet().stream()
                    .filter(param -> mentioned.contains(ShellParams.variable(param)))
                    .forEach(param -> env.putIfAbsent(
                            ShellParams.variable(param),
                            new Template(List.of(new Template.Part.Hole(
                                    new Expression.Reference(List.of("params", param.value())),
                                    verbatim.text().place())))));
        }
        return env;
    }

    /// `{{ … }}` is shell text to the shell, and braces are common there: only what really refers to
    /// something of Wave is an error.
    private void reportExpressions(Text text, String field) {
        var holes = HOLE.matcher(text.source());
        while (holes.find()) {
            var place = text.placeAt(holes.start());
            if (Expressions.parse(new Text(holes.group(1), place)) instanceof Checked.Valid<Expression>(var hole, var _)
                    && hole.references()
                            .anyMatch(name ->
                                    ReferenceCheck.ROOTS.contains(name.path().getFirst()))) {
                problems.add(Diagnostic.of(
                        Code.E_PLACEHOLDER_IN_SHELL,
                        place,
                        "nothing is filled in in '" + field + "', and '{{ " + hole.text() + " }}' stands there",
                        "write $NAME and 'env: {NAME: \"{{ " + hole.text() + " }}\"}', or use the list form [program,"
                                + " \"{{ " + hole.text() + " }}\"]"));
            }
        }
    }

    private <T> Optional<T> value(Checked<T> checked) {
        problems.addAll(checked.diagnostics());
        return checked instanceof Checked.Valid<T>(var value, var _) ? Optional.of(value) : Optional.empty();
    }
}
