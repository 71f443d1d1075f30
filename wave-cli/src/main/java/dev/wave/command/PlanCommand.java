package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.CanonicalJson;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.PlanGraph;
import dev.wave.plan.PlanJson;
import dev.wave.plan.PlanText;
import dev.wave.plan.PlanText.Detail;
import dev.wave.plan.Planner;
import dev.wave.sandbox.Enforcement;
import dev.wave.view.EnforcementJson;
import dev.wave.view.PlanReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// `wave plan`: says what a run would do. Runs nothing and changes nothing.
final class PlanCommand extends PlanningCommand {
    PipelineArgument pipeline = new PipelineArgument();

    @Nullable
    String graph;

    boolean detailedExitCode;

    @Nullable
    String save;

    /// More steps than a person reads in full.
    private static final int MANY = 20;

    PlanCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        super.declare(syntax);
        syntax.purpose("Say what a run would do: steps, inputs and outputs, what is stored. Runs nothing.");
        pipeline.declare(syntax);
        syntax.option("--graph KIND", "Only the graph: mermaid or text.", word -> graph = word);
        syntax.flag("--detailed-exitcode", "Exit with 4 if a run would run anything.", () -> detailedExitCode = true);
        syntax.option(
                "--save FILE",
                "Keep the plan in FILE, for `wave run --plan FILE`; below .wave/ or outside of the project.",
                word -> save = word);
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
        var place = Optional.ofNullable(save).map(new PlanKeeping(tools(), project)::place);
        if (place.isPresent() && bound.isEmpty()) {
            Planning.plan(general, given(), tools().surroundings(project).flags()); // says which parameters are missing
        }
        var outline = bound.map(arguments -> Planner.fill(general, arguments)).orElse(general);
        var report = report(project, planning, outline, bound, place);
        var enforcement = tools().sandbox().enforcement();
        var gate = new SandboxGate(enforcement, console());
        if (format() == OutputFormat.JSON) {
            console().json(CanonicalJson.inOrder(json(report, bound, gate, enforcement)));
        } else {
            console().print(text(report, bound).stripTrailing());
            report.lines().forEach(console()::print);
        }
        gate.tell(outline.steps());
        new AgentGate(tools(), project, planning.project()).warn(outline.pipeline(), report.working());
        return detailedExitCode && !report.working().isEmpty() ? ExitCode.WOULD_RUN : ExitCode.DONE;
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

    private PlanReport report(
            OpenProject project,
            Planning planning,
            Outline outline,
            Optional<Arguments.Bound> bound,
            Optional<Path> place)
            throws InterruptedException {
        var lock = LockDistance.of(tools(), project, planning, outline.pipeline());
        if (bound.isEmpty()) {
            return new PlanReport(outline, Map.of(), Map.of(), lock);
        }
        try (var stores = tools().stores(project)) {
            var plan = Planner.bind(outline, bound.get());
            var forecasts = new Forecasts(tools(), project, stores, plan);
            var base = forecasts.base(from.committed);
            var forecast = forecasts.from(base, planning.project().name());
            place.ifPresent(file -> new PlanKeeping(tools(), project)
                    .save(
                            SavedPlan.of(
                                    plan,
                                    RunSession.included(plan, project.files()),
                                    planning.pins(),
                                    from.committed,
                                    base.tree(),
                                    forecast),
                            file));
            return new PlanReport(outline, forecasts.reuse(forecast), new History(stores).of(outline.pipeline()), lock);
        }
    }

    private String text(PlanReport report, Optional<Arguments.Bound> bound) {
        var outline = report.outline();
        if (bound.isEmpty()) {
            return PlanText.of(outline, report.reuse());
        }
        var isBrief = outline.steps().size() > MANY && console().loudness() != Loudness.VERBOSE;
        if (isBrief) {
            console().note(outline.steps().size() + " steps, a line each; `wave plan -v` says all of them");
        }
        return PlanText.of(
                outline, bound.get(), report.reuse(), report.earlier(), isBrief ? Detail.BRIEF : Detail.FULL);
    }

    private static Value json(
            PlanReport report, Optional<Arguments.Bound> bound, SandboxGate gate, Enforcement enforcement) {
        var plan = PlanJson.of(report.outline(), values(bound), report.reuse(), step -> {
            var more = new LinkedHashMap<String, Value>();
            more.put("level", Value.of(ObjectWriter.word(gate.level(step))));
            report.json(step.id()).ifPresent(estimate -> more.put("estimate", estimate));
            return more;
        });
        var fields = new LinkedHashMap<>(plan.fields());
        fields.putAll(report.json());
        fields.put("enforcement", EnforcementJson.of(enforcement));
        return new Value.Obj(fields);
    }

    private static SequencedMap<String, Value> values(Optional<Arguments.Bound> bound) {
        var values = new LinkedHashMap<String, Value>();
        bound.ifPresent(arguments -> arguments.values().forEach((name, value) -> values.put(name.value(), value)));
        return values;
    }
}
