package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.load.YamlValues;
import dev.wave.lock.Recording;
import dev.wave.model.CanonicalJson;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import dev.wave.plan.Arguments;
import dev.wave.plan.Plan;
import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The values of parameters as a person gives them: on the command line and in a file.
final class Given {

    private Given() {}

    static Arguments.Given of(Tools tools, ParamOptions options, List<String> words) {
        var tokens = new ArrayList<>(words);
        options.params.forEach((name, value) -> tokens.add("--" + name + "=" + value));
        var file = options.paramsFile == null ? new LinkedHashMap<String, Value>() : read(tools, options.paramsFile);
        return new Arguments.Given(tokens, file, Optional.ofNullable(options.input));
    }

    /// What was given for a recording.
    static Arguments.Given of(Recording recording) {
        return new Arguments.Given(List.of(), recording.params(), recording.input());
    }

    /// The bound values of a plan.
    static String json(Plan plan) {
        var fields = new LinkedHashMap<String, Value>();
        plan.arguments().forEach((name, value) -> fields.put(name.value(), value));
        return CanonicalJson.text(new Value.Obj(fields));
    }

    /// What [#json] wrote.
    static Arguments.Given ofJson(String json, Optional<String> input) {
        return switch (JsonText.read(json)) {
            case JsonText.Read.Parsed(Value.Obj(var fields)) -> new Arguments.Given(List.of(), fields, input);
            case JsonText.Read.Parsed _, JsonText.Read.Malformed _ ->
                throw new IllegalArgumentException("not the arguments of a plan: " + json);
        };
    }

    private static SequencedMap<String, Value> read(Tools tools, String name) {
        var path = tools.workingDirectory().resolve(name);
        try {
            return switch (YamlValues.read(name, Files.readString(path))) {
                case Checked.Valid<Value>(Value.Obj(var fields), var _) -> fields;
                case Checked.Valid<Value> _ ->
                    throw CommandProblem.usage("--params " + name + ": expected a mapping of names to values");
                case Checked.Invalid<Value>(var problems) ->
                    throw CommandProblem.usage(problems.getFirst().headline());
            };
        } catch (IOException e) {
            throw CommandProblem.usage("--params " + name + " cannot be read: " + path + ": " + DurableFiles.reason(e));
        }
    }
}
