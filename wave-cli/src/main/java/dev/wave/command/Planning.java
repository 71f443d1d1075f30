package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.Plan;
import dev.wave.plan.Planner;
import java.util.List;
import java.util.Optional;

/// From a project's text to an outline and a plan, for the commands that need one. Problems end the command.
final class Planning {
    private final Tools tools;
    private final OpenProject project;
    private final Checked<Project> read;

    Planning(Tools tools, OpenProject project) {
        this.tools = tools;
        this.project = project;
        this.read = project.read();
    }

    /// The project's text, read. Its warnings are shown with the pipeline's.
    Project project() {
        return read instanceof Checked.Valid<Project>(var model, var _) ? model : project.orStop(read, tools.console());
    }

    /// The pipeline of that name, or the only one, with all its names resolved.
    Outline outline(Optional<String> name) {
        return project.orStop(checked(name), tools.console());
    }

    Checked<Outline> checked(Optional<String> name) {
        return read.then(model -> PipelineNames.of(model, name).then(this::resolve));
    }

    /// A pipeline of the project with all its names resolved.
    Checked<Outline> resolve(Pipeline pipeline) {
        return Planner.resolve(project(), pipeline, tools.surroundings(project)).then(new SchemaProblems()::check);
    }

    /// The plan for these arguments; wrong ones end the command with the pipeline's parameters listed.
    static Plan plan(Outline outline, Arguments.Given given, List<String> flags) {
        return switch (Arguments.parse(outline, given, flags)) {
            case Arguments.Bound bound -> Planner.bind(outline, bound);
            case Arguments.Refused refused -> throw refused(refused);
        };
    }

    static CommandProblem refused(Arguments.Refused refused) {
        return CommandProblem.usage(
                String.join("\n", refused.problems()), refused.usage().lines().toList());
    }
}
