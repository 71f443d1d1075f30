package dev.wave.plan;

import dev.wave.diagnostic.Nearest;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Reads arguments for the parameters of one pipeline and collects everything that is wrong with them.
final class ArgumentReader {
    private final Outline outline;
    private final List<String> flags;
    private final List<String> problems = new ArrayList<>();
    private final SequencedMap<ParamName, List<String>> texts = new LinkedHashMap<>();

    ArgumentReader(Outline outline, List<String> flags) {
        this.outline = outline;
        this.flags = flags;
    }

    Arguments read(Arguments.Given given) {
        readTokens(given.tokens());
        var values = new LinkedHashMap<ParamName, Value>();
        given.file().keySet().stream()
                .filter(name -> param(name).isEmpty())
                .forEach(name -> unknown(name, "the parameter file names '" + name + "', which is no parameter"));
        for (var param : outline.params().values()) {
            value(param, given.file()).ifPresent(value -> values.put(param.name(), value.nfc()));
        }
        checkInput(given.input());
        if (problems.isEmpty() && FilledNames.of(outline, values) instanceof FilledNames.Filled.Wrong(var wrong)) {
            problems.addAll(wrong);
        }
        return problems.isEmpty()
                ? new Arguments.Bound(values, given.input())
                : new Arguments.Refused(problems, ParamUsage.of(outline));
    }

    private void readTokens(List<String> tokens) {
        var rest = tokens.iterator();
        var pending = Optional.<String>empty();
        while (pending.isPresent() || rest.hasNext()) {
            var token = pending.isPresent() ? pending.get() : rest.next();
            pending = Optional.empty();
            if (token.startsWith("-P")) {
                var pair = token.equals("-P") ? (rest.hasNext() ? rest.next() : "") : token.substring(2);
                named(pair, "-P");
            } else if (token.startsWith("--") && token.contains("=")) {
                named(token.substring(2), "--");
            } else if (token.startsWith("--") && token.length() > 2) {
                var name = token.substring(2);
                var next = rest.hasNext() ? Optional.of(rest.next()) : Optional.<String>empty();
                pending = separate(name, next);
            } else {
                problems.add("unexpected argument '" + token + "'");
            }
        }
    }

    private void named(String pair, String how) {
        var equals = pair.indexOf('=');
        if (equals < 1) {
            problems.add("'-P " + pair + "' should be '-P NAME=VALUE'");
            return;
        }
        var name = pair.substring(0, equals);
        if (param(name).isPresent()) {
            add(new ParamName(name), pair.substring(equals + 1));
        } else {
            unknown(name, how.equals("-P") ? "there is no parameter '" + name + "'" : "unknown flag '--" + name + "'");
        }
    }

    /// A flag whose value is the next word; answers that word if it is not the value.
    private Optional<String> separate(String name, Optional<String> next) {
        var param = param(name);
        if (param.isEmpty()) {
            unknown(name, "unknown flag '--" + name + "'");
            return next.filter(word -> word.startsWith("-"));
        }
        if (param.get().type() == Param.Type.BOOLEAN
                && next.filter(word -> word.equals("true") || word.equals("false"))
                        .isEmpty()) {
            add(param.get().name(), "true");
            return next;
        }
        if (next.isEmpty() || next.get().startsWith("--")) {
            problems.add("'--" + name + "' needs a value: --" + name + "=VALUE");
            return next;
        }
        add(param.get().name(), next.get());
        return Optional.empty();
    }

    private void add(ParamName name, String text) {
        texts.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(text);
    }

    private Optional<Param> param(String name) {
        return ParamName.isValid(name)
                ? Optional.ofNullable(outline.params().get(new ParamName(name)))
                : Optional.empty();
    }

    private void unknown(String name, String sentence) {
        if (flags.contains(name)) {
            problems.add(sentence + " here; other commands have it");
            return;
        }
        var names = new ArrayList<>(
                outline.params().keySet().stream().map(ParamName::value).toList());
        names.addAll(flags);
        problems.add(sentence
                + Nearest.of(name, names)
                        .map(near -> "; did you mean '--" + near + "'?")
                        .orElse(""));
    }

    private Optional<Value> value(Param param, SequencedMap<String, Value> file) {
        var given = texts.getOrDefault(param.name(), List.of());
        if (given.isEmpty()) {
            var fromFile = Optional.ofNullable(file.get(param.name().value()));
            if (fromFile.isPresent()) {
                return checked(param, ParamValues.typed(param, fromFile.get()));
            }
            if (param.defaultValue().isEmpty()) {
                problems.add("the parameter '" + param.name() + "' is missing: --" + param.name() + "="
                        + ParamUsage.placeholder(param));
            }
            return param.defaultValue();
        }
        if (given.size() > 1 && param.type() != Param.Type.LIST) {
            problems.add("'--" + param.name() + "' is given " + given.size() + " times");
            return Optional.empty();
        }
        return checked(param, ParamValues.parsed(param, given));
    }

    private Optional<Value> checked(Param param, ParamValues.Read read) {
        return switch (read) {
            case ParamValues.Read.Bad(var sentence) -> {
                problems.add("'--" + param.name() + "' " + sentence);
                yield Optional.empty();
            }
            case ParamValues.Read.Good(var value) -> {
                if (!param.allowed().isEmpty() && !param.allowed().contains(value)) {
                    problems.add("'--" + param.name() + "' is " + CanonicalJson.text(value) + " and can be "
                            + param.allowed().stream().map(CanonicalJson::text).collect(Collectors.joining(", ")));
                }
                yield Optional.of(value);
            }
        };
    }

    private void checkInput(Optional<String> input) {
        switch (outline.input()) {
            case NONE -> {
                if (input.isPresent()) {
                    problems.add("'-i' gives a text, and no step of '" + outline.pipeline() + "' uses {{ input }}");
                }
            }
            case OPTIONAL -> {}
            case REQUIRED -> {
                if (input.isEmpty()) {
                    problems.add("the text for {{ input }} is missing: -i TEXT");
                }
            }
        }
    }
}
