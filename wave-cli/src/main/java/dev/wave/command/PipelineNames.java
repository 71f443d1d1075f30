package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Nearest;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.plan.Planner;
import java.util.Optional;

/// Pipelines as people name them on a command line: a wrong name is wrong usage, and no fault of the project.
final class PipelineNames {

    private PipelineNames() {}

    /// The pipeline of that name, or the only one. A project without any is at fault itself.
    static Checked<Pipeline> of(Project project, Optional<String> name) {
        var names =
                project.pipelines().keySet().stream().map(PipelineName::value).toList();
        var listed = "\nits pipelines: " + String.join(", ", names);
        if (name.isEmpty() && names.size() > 1) {
            throw CommandProblem.usage("the project has several pipelines; say which one" + listed);
        }
        if (name.isPresent() && !names.isEmpty() && !names.contains(name.get())) {
            throw CommandProblem.usage("the project has no pipeline '" + name.get() + "'"
                    + Nearest.question(name.get(), names)
                            .map(question -> "; " + question)
                            .orElse("") + listed);
        }
        return Planner.choose(project, name);
    }
}
