package dev.wave.command;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.ExitCode;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Pipeline;
import dev.wave.model.Step;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import dev.wave.plan.Outline;
import dev.wave.plan.ParamUsage;
import dev.wave.plan.PlanJson;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `wave pipeline list|show`: what there is to run.
final class PipelineCommand extends WaveCommand {
    String action = "list";

    @Nullable
    String name;

    PipelineCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("List the project's pipelines, or show one.");
        syntax.usages("wave pipeline [list] [OPTIONS]", "wave pipeline show [PIPELINE] [OPTIONS]");
        syntax.argument(Times.AT_MOST_ONCE, "ACTION", "list (default) or show.", word -> action = word);
        syntax.argument(Times.AT_MOST_ONCE, "PIPELINE", "The pipeline to show.", word -> name = word);
    }

    @Override
    List<OutputFormat> formats() {
        return action.equals("show") ? List.of(OutputFormat.TEXT, OutputFormat.JSON) : LIST;
    }

    @Override
    ExitCode run() {
        var project = openProject();
        return switch (action) {
            case "list" -> list(project);
            case "show" -> show(project);
            default -> throw CommandProblem.usage("wave pipeline takes list or show, not '" + action + "'");
        };
    }

    private ExitCode list(OpenProject project) {
        var pipelines =
                List.copyOf(new Planning(tools(), project).project().pipelines().values());
        if (pipelines.isEmpty()) {
            console().note("the project has no pipeline; write one in wave.yaml, or run `wave init`");
        }
        answer(
                () -> table(pipelines),
                "pipelines",
                pipelines,
                each -> about(each).done());
        return ExitCode.DONE;
    }

    private List<String> table(List<Pipeline> pipelines) {
        var table = new Table("PIPELINE", "STEPS", "IN", "DESCRIPTION");
        for (var pipeline : pipelines) {
            table.row(
                    pipeline.name().value(),
                    Integer.toString(pipeline.steps().size()),
                    Printable.line(pipeline.place().file()).text(),
                    Printable.line(pipeline.description()).text());
        }
        return pipelines.isEmpty() ? List.of() : table.folded(console().screen());
    }

    private static ObjectWriter about(Pipeline pipeline) {
        return new ObjectWriter()
                .text("name", pipeline.name())
                .text("version", pipeline.version())
                .text("file", pipeline.place().file())
                .text("description", pipeline.description())
                .texts("steps", pipeline.steps().stream().map(Step::id).toList());
    }

    private ExitCode show(OpenProject project) {
        var planning = new Planning(tools(), project);
        var pipeline = project.orStop(PipelineNames.of(planning.project(), Optional.ofNullable(name)), console());
        var outline = planning.resolve(pipeline) instanceof Checked.Valid<Outline>(var resolved, var _)
                ? Optional.of(resolved)
                : Optional.<Outline>empty();
        if (format() == OutputFormat.TEXT) {
            text(pipeline, outline).forEach(console()::print);
        } else {
            var params =
                    outline.map(each -> List.copyOf(each.params().values())).orElse(List.of());
            var json = new ObjectWriter().number("v", 1);
            about(pipeline).done().fields().forEach(json::value);
            console()
                    .json(CanonicalJson.inOrder(
                            json.list("params", params, PlanJson::param).done()));
        }
        return ExitCode.DONE;
    }

    private static List<String> text(Pipeline pipeline, Optional<Outline> outline) {
        var lines = new ArrayList<String>();
        lines.add(pipeline.name()
                + pipeline.version().map(version -> " " + version).orElse("") + ", "
                + Shown.plural(pipeline.steps().size(), "step") + ", "
                + Printable.line(pipeline.place().toString()));
        if (!pipeline.description().isBlank()) {
            lines.add(Printable.block(pipeline.description()).text().strip());
        }
        outline.ifPresent(each -> lines.add(ParamUsage.of(each).stripTrailing()));
        lines.add("run it: wave run " + pipeline.name() + " · what it would do: wave plan " + pipeline.name());
        return lines;
    }
}
