package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.expression.Templates;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Pipeline;
import dev.wave.model.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Knows the parameters of a pipeline: those in `params:`, or, without such a block, every `{name}` in a text
/// that is filled in.
final class ParamFinder {
    private final Pipeline pipeline;
    private final List<String> flags;
    private final List<Diagnostic> problems;

    ParamFinder(Pipeline pipeline, List<String> flags, List<Diagnostic> problems) {
        this.pipeline = pipeline;
        this.flags = flags;
        this.problems = problems;
    }

    SequencedMap<ParamName, Param> find() {
        var params = pipeline.params().orElseGet(this::inferred);
        params.values().forEach(this::checkName);
        checkVariables(params);
        for (var step : pipeline.steps()) {
            var texts = StepTexts.of(step);
            if (pipeline.params().isPresent()) {
                texts.filled().forEach(text -> reportNearlyDeclared(text, params));
                texts.names().forEach(name -> reportUndeclared(name, params));
            }
            texts.verbatim().forEach(text -> reportPlaceholders(text, params));
        }
        return params;
    }

    private SequencedMap<ParamName, Param> inferred() {
        var params = new LinkedHashMap<ParamName, Param>();
        for (var step : pipeline.steps()) {
            var texts = StepTexts.of(step);
            for (var text : Stream.concat(texts.filled().stream(), texts.names().stream())
                    .toList()) {
                for (var placeholder : Templates.placeholders(text)) {
                    params.computeIfAbsent(
                            placeholder.name(),
                            name -> new Param(
                                    name,
                                    placeholder.place(),
                                    Param.Type.STRING,
                                    Optional.empty(),
                                    List.of(),
                                    "",
                                    true));
                }
            }
        }
        return params;
    }

    private void checkName(Param param) {
        if (flags.contains(param.name().value())) {
            problems.add(Diagnostic.of(
                    Code.E_PARAM_NAME,
                    param.place(),
                    "a parameter cannot be called '" + param.name() + "': '--" + param.name() + "' is a flag of Wave",
                    param.inferred()
                            ? "use another name, or write '\\{" + param.name() + "}' for plain text"
                            : "use another name"));
        }
    }

    private void checkVariables(SequencedMap<ParamName, Param> params) {
        var byVariable = new HashMap<String, Param>();
        for (var param : params.values()) {
            var before = byVariable.putIfAbsent(ShellParams.variable(param.name()), param);
            if (before != null) {
                problems.add(Diagnostic.of(
                        Code.E_PARAM_NAME,
                        param.place(),
                        "the parameters '" + before.name() + "' and '" + param.name() + "' are both "
                                + ShellParams.variable(param.name()) + " in a shell",
                        "use another name"));
            }
        }
    }

    private void reportNearlyDeclared(Text text, SequencedMap<ParamName, Param> params) {
        var names = params.keySet().stream().map(ParamName::value).toList();
        for (var placeholder : Templates.placeholders(text)) {
            var name = placeholder.name();
            if (!params.containsKey(name)) {
                Nearest.of(name.value(), names)
                        .ifPresent(near -> problems.add(Diagnostic.of(
                                Code.E_UNKNOWN_PARAM,
                                placeholder.place(),
                                "there is no parameter '" + name + "'",
                                "did you mean '{" + near + "}'? For plain text write '\\{" + name + "}'")));
            }
        }
    }

    /// In a name a brace is nothing but the beginning of a parameter.
    private void reportUndeclared(Text name, SequencedMap<ParamName, Param> params) {
        for (var placeholder : Templates.placeholders(name)) {
            if (!params.containsKey(placeholder.name())) {
                problems.add(new Diagnostic(
                        Code.E_UNKNOWN_PARAM,
                        placeholder.place(),
                        "there is no parameter '" + placeholder.name() + "'",
                        Nearest.question(
                                        placeholder.name().value(),
                                        params.keySet().stream()
                                                .map(ParamName::value)
                                                .toList())
                                .or(() -> Optional.of("declare it in 'params:'"))));
            }
        }
    }

    private void reportPlaceholders(StepTexts.Verbatim verbatim, SequencedMap<ParamName, Param> params) {
        for (var placeholder : Templates.placeholders(verbatim.text())) {
            if (params.containsKey(placeholder.name())) {
                problems.add(Diagnostic.of(
                        Code.E_PLACEHOLDER_IN_SHELL,
                        placeholder.place(),
                        "nothing is filled in in '" + verbatim.field() + "', and '{" + placeholder.name()
                                + "}' stands there",
                        fix(verbatim, placeholder.name())));
            }
        }
        var variables = params.keySet().stream().map(ShellParams::variable).toList();
        for (var variable : ShellParams.mentioned(verbatim.text().source())) {
            if (!variables.contains(variable)) {
                problems.add(new Diagnostic(
                        Code.W_SUSPICIOUS,
                        verbatim.text().place(),
                        "'$" + variable + "' is set by no parameter",
                        Nearest.question(variable, variables).or(() -> Optional.of("declare it in 'params:'"))));
            }
        }
    }

    private static String fix(StepTexts.Verbatim verbatim, ParamName name) {
        return verbatim.field().equals("setup")
                ? "a setup is made once for all parameters; leave '{" + name + "}' out"
                : "write \"$" + ShellParams.variable(name) + "\", or the list form [program, \"{" + name + "}\"]";
    }
}
