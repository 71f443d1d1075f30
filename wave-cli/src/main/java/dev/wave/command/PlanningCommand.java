package dev.wave.command;

import dev.wave.option.Syntax;
import dev.wave.plan.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command that plans: among its words are a pipeline's parameters, under the names the pipeline gives them.
abstract class PlanningCommand extends WaveCommand {
    ParamOptions from = new ParamOptions();

    private List<String> params = List.of();

    PlanningCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        from.declare(syntax);
    }

    /// The pipeline that was named.
    abstract Optional<String> pipeline();

    @Override
    final List<String> takeOwn(Syntax syntax, List<String> words) {
        var split = ParamWords.split(syntax, words);
        params = split.params();
        return split.rest();
    }

    @Override
    final List<String> moreHelp() {
        return PipelineHelp.of(tools(), common.directory, pipeline());
    }

    /// The words that say which pipeline a run would be of, and what it would be made from, as far as they were
    /// given.
    ///
    /// @param options the names of the options that were given
    final List<String> ofNewRun(List<String> options) {
        var words = new ArrayList<>(parameters(options));
        pipeline().ifPresent(words::addFirst);
        options.stream().filter("--committed"::equals).forEach(words::add);
        return words;
    }

    /// The words that give values to parameters, as far as they were given.
    ///
    /// @param options the names of the options that were given
    final List<String> parameters(List<String> options) {
        var words = new ArrayList<>(options);
        words.retainAll(List.of("-P", "--params", "--input"));
        params.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.split("=", 2)[0])
                .forEach(words::add);
        return words;
    }

    /// What was given for the parameters.
    final Arguments.Given given() {
        return Given.of(tools(), from, params);
    }
}
