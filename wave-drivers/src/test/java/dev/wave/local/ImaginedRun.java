package dev.wave.local;

import dev.wave.diagnostic.Checked;
import dev.wave.engine.Command;
import dev.wave.engine.Engine;
import dev.wave.engine.Report;
import dev.wave.engine.Report.Preparation;
import dev.wave.engine.RunState;
import dev.wave.key.Definition;
import dev.wave.key.KeyBuilder;
import dev.wave.key.KeyedStep;
import dev.wave.key.Platform;
import dev.wave.load.BuiltinPersonas;
import dev.wave.load.Includes;
import dev.wave.load.ProjectReader;
import dev.wave.local.RunContext.RunFacts;
import dev.wave.lock.LockText;
import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.History;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.RunId;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Arguments;
import dev.wave.plan.Pins;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import dev.wave.project.SharedProjectFiles;
import dev.wave.run.Answerer;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Level;
import dev.wave.run.Origin;
import dev.wave.run.Outcome;
import dev.wave.run.Result;
import dev.wave.run.ResultJson;
import dev.wave.run.RunEvent;
import dev.wave.run.Usage;
import dev.wave.spi.ProjectFiles;
import dev.wave.spi.Workspaces.Extra;
import dev.wave.store.Leases;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Follows runs of a project from texts to keys with Wave's own reader, planner, engine and preparation of
/// steps. What steps make is imagined, so that nothing is started.
final class ImaginedRun {
    private static final Surroundings MACHINE = Surroundings.of(
            List.of("claude", "command", "scripted"),
            AgentFinder.ALL_HERE,
            BuiltinPersonas.names().stream()
                    .map(name -> BuiltinPersonas.find(name).orElseThrow())
                    .toList(),
            List.of("format", "fresh"));

    private final EditedProject project;
    private final Products products;
    private final Leases leases;
    private final Project model;
    private final Surroundings machine;
    private final MemoryTrees trees = new MemoryTrees();
    private final MemoryStore store = new MemoryStore();

    /// What a step makes.
    interface Products {

        /// What stands in everything that the step makes.
        String mark(StepId step, KeyedStep keyed);

        /// The name by which an artifact is told from the others of its step.
        String name(ArtifactName artifact);

        boolean writes(PlannedStep step);
    }

    ImaginedRun(EditedProject project, Products products, Leases leases) {
        this.project = project;
        this.products = products;
        this.leases = leases;
        this.model = valid(ProjectReader.read(project, project.call("project")));
        this.machine = MACHINE.pinned(pins(project));
    }

    private static Pins pins(EditedProject project) {
        return project.read(LockText.FILE) instanceof ProjectFiles.Found.Text(var text)
                ? valid(LockText.read(text)).pins()
                : Pins.NONE;
    }

    /// The key of every step of a call of `wave run`, in the order in which they are prepared.
    ///
    /// @param call pipeline and arguments, as they would stand on the command line
    SequencedMap<StepId, KeyedStep> keys(String call) throws InterruptedException {
        var plan = plan(call);
        var run = new RunContext(facts(plan), trees, store, store);
        var preparer = new StepPreparer(run, leases, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        var keys = new LinkedHashMap<StepId, KeyedStep>();
        var engine = new Engine();
        var begun = engine.start(plan, started(run.facts()));
        var state = begun.state();
        var commands = new ArrayDeque<>(begun.commands());
        while (!commands.isEmpty()) {
            if (commands.poll() instanceof Command.Prepare(var id)) {
                var look = preparer.look(id, state);
                look.keyed().ifPresent(keyed -> keys.put(id, keyed));
                var next = engine.decide(state, new Report.Prepared(id, prepared(run.step(id), look, state)));
                state = next.state();
                commands.addAll(next.commands());
            }
        }
        return keys;
    }

    /// What the project's files say about each step of a pipeline, as a lock of the project would be made of it.
    SequencedMap<StepId, Definition> definitions(PipelineName name) {
        var shared = new SharedProjectFiles(project);
        var everybodys = valid(ProjectReader.read(shared, project.call("project")));
        var pipeline = valid(Planner.resolve(everybodys, everybodys.pipelines().get(name), machine));
        var definitions = new LinkedHashMap<StepId, Definition>();
        for (var step : pipeline.steps()) {
            var included = Includes.of(shared, step.workspace().include());
            definitions.put(step.id(), KeyBuilder.definition(step, Includes.digests(included)));
        }
        return definitions;
    }

    /// The pipeline that a call names.
    static PipelineName pipeline(String call) {
        return new PipelineName(call.split(" ", 2)[0]);
    }

    private Plan plan(String call) {
        var words = new ArrayList<>(List.of(call.split(" ")));
        var outline = valid(Planner.choose(model, Optional.of(words.removeFirst()))
                .then(pipeline -> Planner.resolve(model, pipeline, machine)));
        var given = new Arguments.Given(
                words, new LinkedHashMap<>(), project.calls("input").stream().findFirst());
        return switch (Arguments.parse(outline, given, List.of())) {
            case Arguments.Bound bound -> Planner.bind(outline, bound);
            case Arguments.Refused refused -> throw new IllegalArgumentException(refused.toString());
        };
    }

    private RunFacts facts(Plan plan) {
        var included = new LinkedHashMap<StepId, List<Extra>>();
        for (var step : plan.steps()) {
            included.put(step.id(), Includes.of(project, step.workspace().include()));
        }
        return new RunFacts(
                new RunId(project.call("run")),
                plan,
                trees.of(project.base()),
                Set.of(),
                included,
                new Platform(project.call("os"), project.call("arch")),
                model.name(),
                Optional.of(project.call("branch")),
                Optional.of(project.call("commit")),
                Optional.of(new History(
                        project.call("commit"),
                        project.call("folder"),
                        Optional.of(Digest.ofText(project.call("cut"))))));
    }

    private static RunEvent.RunStarted started(RunFacts facts) {
        return new RunEvent.RunStarted(
                facts.plan().pipeline().value(), Digest.ofText(""), facts.base(), "", List.of(), List.of(), 0);
    }

    private Preparation prepared(PlannedStep step, StepPreparer.Look look, RunState state) {
        return switch (look.preparation()) {
            case Preparation.Ready ready -> made(step, look.keyed().orElseThrow(), ready);
            case Preparation.NotWanted notWanted -> notWanted;
            case Preparation.Reused _ -> throw new IllegalStateException("nothing is stored");
            case Preparation.Failed(var failure) ->
                throw new IllegalArgumentException(
                        step.id() + " in " + state.plan().pipeline() + ": " + failure);
        };
    }

    private Preparation made(PlannedStep step, KeyedStep keyed, Preparation.Ready ready) {
        var mark = products.mark(step.id(), keyed);
        var artifacts = step.outputs().stream()
                .map(output -> artifact(output.name(), output.format(), mark))
                .toList();
        var tree = products.writes(step)
                ? trees.with(ready.start(), "made/" + mark.replace(':', '-'), mark)
                : ready.start();
        return new Preparation.Reused(
                ready.key(), manifest(ready.start(), tree, artifacts), tree, ids(artifacts), from(), Usage.NONE);
    }

    private Artifact artifact(ArtifactName name, Format format, String mark) {
        var text = "{\"" + products.name(name) + "\": \"" + mark + "\"}";
        var content = new Content.Blob(store.put(text), text.getBytes(StandardCharsets.UTF_8).length);
        return new Artifact(name, format, ".json", content, Artifact.Source.OUT);
    }

    private Digest manifest(TreeId start, TreeId tree, List<Artifact> artifacts) {
        return store.put(ResultJson.write(new Result(
                start,
                tree,
                artifacts,
                List.of(),
                new LinkedHashMap<>(),
                Usage.NONE,
                1,
                Level.SANDBOXED,
                Answerer.named("imagined"),
                Optional.empty())));
    }

    private static List<Outcome.ArtifactId> ids(List<Artifact> artifacts) {
        return artifacts.stream()
                .map(artifact -> new Outcome.ArtifactId(
                        artifact.name().value(), artifact.content().id()))
                .toList();
    }

    private static Origin from() {
        return new Origin.OfRun(new RunId("0001"), Instant.EPOCH);
    }

    private static <T> T valid(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var value, var _) -> value;
            case Checked.Invalid<T>(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }
}
