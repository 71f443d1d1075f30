package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.plan.Outline;
import dev.wave.plan.ParamUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a pipeline takes, for the help of the commands that run or plan it. Says nothing where there is no
/// project.
final class PipelineHelp {

    private PipelineHelp() {}

    static List<String> of(Tools tools, Path directory, Optional<String> name) {
        try {
            var project = OpenProject.find(tools, directory);
            return switch (new Planning(tools, project).checked(name)) {
                case Checked.Valid<Outline>(var outline, var _) -> lines(outline);
                case Checked.Invalid<Outline> _ -> List.of();
            };
        } catch (CommandProblem _) { // help is for every folder
            return List.of();
        }
    }

    private static List<String> lines(Outline outline) {
        return ParamUsage.of(outline).lines().toList();
    }
}
