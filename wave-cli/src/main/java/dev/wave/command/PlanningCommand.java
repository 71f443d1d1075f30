package dev.wave.command;

import dev.wave.plan.Arguments;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/// A command that plans: among its words are a pipeline's parameters, under the names the pipeline gives them.
abstract class PlanningCommand extends WaveCommand {
    @Mixin
    ParamOptions from = new ParamOptions();

    private List<String> params = List.of();

    PlanningCommand(Tools tools) {
        super(tools);
    }

    /// The pipeline that was named.
    abstract Optional<String> pipeline();

    @Override
    final List<String> takeOwn(CommandSpec spec, List<String> words) {
        var split = ParamWords.split(spec, words);
        params = split.params();
        return split.rest();
    }

    @Override
    final List<String> moreHelp() {
        return PipelineHelp.of(tools(), common.directory, pipeline());
    }

    /// What was given for the parameters.
    final Arguments.Given given() {
        return Given.of(tools(), from, params);
    }
}
