package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.ExitCode;
import dev.wave.model.Pipeline;
import dev.wave.plan.Outline;
import dev.wave.plan.ParamUsage;
import dev.wave.plan.Planner;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.view.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `wave pipeline list|show`: what there is to run.
@Command(
        name = "pipeline",
        description = {"List the project's pipelines, or show one.", "usage: wave pipeline list | show NAME"},
        sortOptions = false)
final class PipelineCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "list (default) or show.")
    String action = "list";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The pipeline to show.")
    @Nullable
    String name;

    private final Tools tools;

    PipelineCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        var project = OpenProject.find(tools, common.directory);
        return switch (action) {
            case "list" -> list(project);
            case "show" -> show(project);
            default -> throw CommandProblem.usage("wave pipeline takes list or show, not '" + action + "'");
        };
    }

    private ExitCode list(OpenProject project) {
        var model = project.orStop(project.read(), tools.console());
        if (model.pipelines().isEmpty()) {
            tools.console().print("the project has no pipeline; write one in wave.yaml, or run `wave init`");
            return ExitCode.DONE;
        }
        var table = new Table("PIPELINE", "STEPS", "IN", "DESCRIPTION");
        for (var pipeline : model.pipelines().values()) {
            table.row(
                    pipeline.name().value(),
                    Integer.toString(pipeline.steps().size()),
                    Printable.line(pipeline.place().file()).text(),
                    Printable.line(pipeline.description()).text());
        }
        table.lines().forEach(tools.console()::print);
        return ExitCode.DONE;
    }

    private ExitCode show(OpenProject project) {
        var model = project.orStop(project.read(), tools.console());
        Pipeline pipeline = project.orStop(Planner.choose(model, Optional.ofNullable(name)), tools.console());
        tools.console()
                .print(pipeline.name()
                        + pipeline.version().map(version -> " " + version).orElse("") + ", "
                        + Shown.plural(pipeline.steps().size(), "step") + ", "
                        + Printable.line(pipeline.place().toString()));
        if (!pipeline.description().isBlank()) {
            tools.console().print(Printable.block(pipeline.description()).text().strip());
        }
        if (new Planning(tools, project).resolve(model, pipeline)
                instanceof Checked.Valid<Outline>(var outline, var _)) {
            tools.console().print(ParamUsage.of(outline).stripTrailing());
        }
        tools.console()
                .print("run it: wave run " + pipeline.name() + " · what it would do: wave plan " + pipeline.name());
        return ExitCode.DONE;
    }
}
