package dev.wave.command;

import dev.wave.option.Syntax;
import dev.wave.option.WrongWords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run would be made from, besides the pipeline and its parameters by name: for every command that plans.
final class ParamOptions {
    final Map<String, String> params = new LinkedHashMap<>();

    @Nullable
    String paramsFile;

    @Nullable
    String input;

    boolean committed;

    void declare(Syntax syntax) {
        var parameters = syntax.under(OptionGroups.PARAMETERS);
        parameters.repeatable("-P NAME=VALUE", "A parameter of the pipeline; the same as --NAME=VALUE.", this::param);
        parameters.option("--params FILE", "Parameters from a JSON or YAML file.", word -> paramsFile = word);
        parameters.option("-i, --input TEXT", "The value of {{ input }}.", word -> input = word);
        parameters.flag(
                "--committed", "Start from HEAD, without uncommitted and untracked files.", () -> committed = true);
    }

    private void param(String word) {
        var equals = word.indexOf('=');
        if (equals < 0) {
            throw new WrongWords("-P takes NAME=VALUE, not '" + word + "'");
        }
        params.put(word.substring(0, equals), word.substring(equals + 1));
    }
}
