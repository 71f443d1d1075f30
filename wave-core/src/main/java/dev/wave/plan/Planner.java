package dev.wave.plan;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import java.util.Optional;

/// Makes plans: from a project to an [Outline], which needs no arguments, and from that with arguments to a
/// [Plan]. A function of its arguments only.
public final class Planner {

    private Planner() {}

    /// The pipeline of that name, or, without a name, the project's only one.
    public static Checked<Pipeline> choose(Project project, Optional<String> name) {
        return name.map(given -> PipelineChoice.byName(project, given))
                .orElseGet(() -> PipelineChoice.theOnlyOne(project));
    }

    /// Resolves every name of a pipeline of the project, fixes the order and reads the texts. Reports all
    /// problems it finds.
    public static Checked<Outline> resolve(Project project, Pipeline pipeline, Surroundings surroundings) {
        return new Resolution(project, pipeline, surroundings).outline();
    }

    /// The outline with the values of parameters in the names of artifacts: what a plan has of it.
    ///
    /// @param arguments as [Arguments#parse] answered them for this outline
    public static Outline fill(Outline outline, Arguments.Bound arguments) {
        return switch (FilledNames.of(outline, arguments.values())) {
            case FilledNames.Filled.Complete(var filled) -> filled;
            case FilledNames.Filled.Wrong(var problems) ->
                throw new IllegalArgumentException("arguments that were not checked: " + problems);
        };
    }

    /// What will be run with these arguments.
    ///
    /// @param arguments as [Arguments#parse] answered them for this outline
    public static Plan bind(Outline general, Arguments.Bound arguments) {
        var outline = fill(general, arguments);
        return new Plan(
                outline.pipeline(),
                outline.version(),
                outline.description(),
                outline.params(),
                arguments.values(),
                arguments.input(),
                outline.maxParallel(),
                outline.failFast(),
                outline.steps(),
                outline.outputs());
    }
}
