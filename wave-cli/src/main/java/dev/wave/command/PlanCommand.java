package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.engine.Report.Preparation;
import dev.wave.model.CanonicalJson;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.Plan;
import dev.wave.plan.PlanGraph;
import dev.wave.plan.PlanJson;
import dev.wave.plan.PlanText;
import dev.wave.plan.Planner;
import dev.wave.plan.Reuse;
import dev.wave.view.FailureText;
import dev.wave.view.Shown;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wave plan`: says what a run would do. Runs nothing and changes nothing.
@Command(
        name = "plan",
        description = "Say what a run would do: steps, inputs and outputs, what is stored. Runs nothing.",
        sortOptions = false)
final class PlanCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ParamOptions from = new ParamOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PIPELINE", description = "The pipeline.")
    @Nullable
    String pipeline;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    String format = "text";

    @Option(names = "--graph", paramLabel = "KIND", description = "Only the graph: mermaid or text.")
    @Nullable
    String graph;

    @Option(names = "--detailed-exitcode", description = "Exit with 4 if a run would run anything.")
    boolean detailedExitCode;

    private final Tools tools;
    private List<String> params = List.of();

    PlanCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public List<String> takeOwn(List<String> words) {
        var split = ParamWords.split(new CommandLine(this).getCommandSpec(), words);
        params = split.params();
        return split.rest();
    }

    @Override
    public List<String> moreHelp() {
        return PipelineHelp.of(tools, common.directory, Optional.ofNullable(pipeline));
    }

    @Override
    public ExitCode run() throws InterruptedException {
        Formats.require(format, "text", "json");
        var project = OpenProject.find(tools, common.directory);
        var outline = new Planning(tools, project).outline(Optional.ofNullable(pipeline));
        if (graph != null) {
            tools.console().print(graph(outline, graph).stripTrailing());
            return ExitCode.DONE;
        }
        var bound = bound(outline, project);
        var reuse = bound.isPresent() ? reuse(project, Planner.bind(outline, bound.get())) : Map.<StepId, Reuse>of();
        tools.console().print(text(outline, bound, reuse).stripTrailing());
        return detailedExitCode && wouldRun(outline, reuse) ? ExitCode.WOULD_RUN : ExitCode.DONE;
    }

    private static String graph(Outline outline, String kind) {
        return switch (kind) {
            case "mermaid" -> PlanGraph.mermaid(outline);
            case "text" -> PlanGraph.text(outline);
            default -> throw CommandProblem.usage("--graph takes mermaid or text, not '" + kind + "'");
        };
    }

    /// Without any argument a plan is shown as far as it goes; wrong ones are refused.
    private Optional<Arguments.Bound> bound(Outline outline, OpenProject project) {
        var given = Given.of(tools, from, params);
        return switch (Arguments.parse(
                outline, given, tools.surroundings(project).flags())) {
            case Arguments.Bound bound -> Optional.of(bound);
            case Arguments.Refused(var problems, var usage) -> {
                if (given.tokens().isEmpty()
                        && given.file().isEmpty()
                        && given.input().isEmpty()) {
                    yield Optional.empty();
                }
                throw CommandProblem.usage(String.join("\n", problems) + "\n" + usage.stripTrailing());
            }
        };
    }

    private Map<StepId, Reuse> reuse(OpenProject project, Plan plan) throws InterruptedException {
        try (var stores = tools.stores(project)) {
            var forecast = Forecasts.of(tools, project, stores, plan, from.committed);
            var reuse = new LinkedHashMap<StepId, Reuse>();
            for (var step : plan.steps()) {
                if (step.reusable()) {
                    reuse.put(
                            step.id(),
                            reuse(Optional.ofNullable(forecast.found().get(step.id()))));
                }
            }
            return reuse;
        }
    }

    private Reuse reuse(Optional<Preparation> found) {
        return found.map(preparation -> switch (preparation) {
                    case Preparation.Reused reused ->
                        (Reuse) new Reuse.Stored("run " + reused.from() + ", "
                                + Shown.ago(Duration.between(
                                        reused.made(), tools.clock().instant())));
                    case Preparation.Ready _ -> new Reuse.New();
                    case Preparation.NotWanted _ -> new Reuse.Never("its `when` is false");
                    case Preparation.Failed(var failure) -> new Reuse.Never(FailureText.of(failure));
                })
                .orElseGet(Reuse.Unknown::new);
    }

    private String text(Outline outline, Optional<Arguments.Bound> bound, Map<StepId, Reuse> reuse) {
        if (format.equals("json")) {
            return CanonicalJson.text(PlanJson.of(outline, values(bound), reuse));
        }
        return bound.map(arguments -> PlanText.of(outline, arguments, reuse))
                .orElseGet(() -> PlanText.of(outline, reuse));
    }

    private static SequencedMap<String, Value> values(Optional<Arguments.Bound> bound) {
        var values = new LinkedHashMap<String, Value>();
        bound.ifPresent(arguments -> arguments.values().forEach((name, value) -> values.put(name.value(), value)));
        return values;
    }

    private static boolean wouldRun(Outline outline, Map<StepId, Reuse> reuse) {
        return outline.steps().stream().anyMatch(step -> !(reuse.get(step.id()) instanceof Reuse.Stored));
    }
}
