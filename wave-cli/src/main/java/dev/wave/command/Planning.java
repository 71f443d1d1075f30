package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.model.Value;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// From a project's text to an outline and a plan, for the commands that need one. Problems end the command.
final class Planning {
    private final Tools tools;
    private final OpenProject project;

    Planning(Tools tools, OpenProject project) {
        this.tools = tools;
        this.project = project;
    }

    /// The project's text, read. Its warnings are shown with the pipeline's.
    Project project() {
        return project.read() instanceof Checked.Valid<Project>(var model, var _)
                ? model
                : project.orStop(project.read(), tools.console());
    }

    /// The pipeline of that name, or the only one, with all its names resolved.
    Outline outline(Optional<String> name) {
        return project.orStop(checked(name), tools.console());
    }

    Checked<Outline> checked(Optional<String> name) {
        return project.read().then(model -> Planner.choose(model, name).then(pipeline -> resolve(model, pipeline)));
    }

    Checked<Outline> resolve(Project model, Pipeline pipeline) {
        return Planner.resolve(model, pipeline, tools.surroundings(project)).then(new SchemaProblems()::check);
    }

    /// The plan for these arguments; wrong ones end the command with the pipeline's parameters listed.
    static Plan plan(Outline outline, Arguments.Given given, List<String> flags) {
        return switch (Arguments.parse(outline, given, flags)) {
            case Arguments.Bound bound -> Planner.bind(outline, bound);
            case Arguments.Refused(var problems, var usage) ->
                throw CommandProblem.usage(String.join("\n", problems) + "\n" + usage.stripTrailing());
        };
    }

    static Arguments.Given given(List<String> words, SequencedMap<String, Value> file, Optional<String> input) {
        return new Arguments.Given(words, file, input);
    }
}
