package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.CanonicalJson;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.PlanGraph;
import dev.wave.plan.PlanJson;
import dev.wave.plan.PlanText;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Planner;
import dev.wave.plan.Reuse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `wave plan`: says what a run would do. Runs nothing and changes nothing.
@Command(
        name = "plan",
        description = "Say what a run would do: steps, inputs and outputs, what is stored. Runs nothing.",
        sortOptions = false)
final class PlanCommand extends PlanningCommand {
    @Mixin
    PipelineArgument pipeline = new PipelineArgument();

    @Option(names = "--graph", paramLabel = "KIND", description = "Only the graph: mermaid or text.")
    @Nullable
    String graph;

    @Option(names = "--detailed-exitcode", description = "Exit with 4 if a run would run anything.")
    boolean detailedExitCode;

    PlanCommand(Tools tools) {
        super(tools);
    }

    @Override
    Optional<String> pipeline() {
        return pipeline.given();
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var planning = new Planning(tools(), project);
        var general = planning.outline(pipeline());
        if (graph != null) {
            console().print(graph(general, graph).stripTrailing());
            return ExitCode.DONE;
        }
        var bound = bound(general, project);
        var outline = bound.map(arguments -> Planner.fill(general, arguments)).orElse(general);
        var reuse = bound.isPresent() ? reuse(project, planning, outline, bound.get()) : Map.<StepId, Reuse>of();
        console().print(text(outline, bound, reuse).stripTrailing());
        new SandboxGate(tools().sandbox().enforcement(), console()).tell(outline.steps());
        new AgentGate(tools(), project, planning.project()).warn(outline.pipeline(), working(outline, reuse));
        return detailedExitCode && wouldRun(outline, reuse) ? ExitCode.WOULD_RUN : ExitCode.DONE;
    }

    private String graph(Outline outline, String kind) {
        if (format() != OutputFormat.TEXT) {
            throw CommandProblem.usage("--graph is text already; leave --format out");
        }
        return switch (kind) {
            case "mermaid" -> PlanGraph.mermaid(outline);
            case "text" -> PlanGraph.text(outline);
            default -> throw CommandProblem.usage("--graph takes mermaid or text, not '" + kind + "'");
        };
    }

    /// Without any argument a plan is shown as far as it goes; wrong ones are refused.
    private Optional<Arguments.Bound> bound(Outline outline, OpenProject project) {
        var given = given();
        return switch (Arguments.parse(
                outline, given, tools().surroundings(project).flags())) {
            case Arguments.Bound bound -> Optional.of(bound);
            case Arguments.Refused refused -> {
                if (given.tokens().isEmpty()
                        && given.file().isEmpty()
                        && given.input().isEmpty()) {
                    yield Optional.empty();
                }
                throw Planning.refused(refused);
            }
        };
    }

    private Map<StepId, Reuse> reuse(OpenProject project, Planning planning, Outline outline, Arguments.Bound arguments)
            throws InterruptedException {
        try (var stores = tools().stores(project)) {
            var forecasts = new Forecasts(tools(), project, stores, Planner.bind(outline, arguments));
            return forecasts.reuse(forecasts.now(planning.project().name(), from.committed));
        }
    }

    /// The steps whose results are not stored.
    private static List<PlannedStep> working(Outline outline, Map<StepId, Reuse> reuse) {
        return outline.steps().stream()
                .filter(step -> !(reuse.get(step.id()) instanceof Reuse.Stored))
                .toList();
    }

    private String text(Outline outline, Optional<Arguments.Bound> bound, Map<StepId, Reuse> reuse) {
        if (format() == OutputFormat.JSON) {
            return CanonicalJson.inOrder(PlanJson.of(outline, values(bound), reuse));
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
        return !working(outline, reuse).isEmpty();
    }
}
