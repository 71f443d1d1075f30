package dev.wave.plan;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.Action;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ArtifactName;
import dev.wave.model.Contract;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import dev.wave.model.Input;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.model.Named;
import dev.wave.model.Output;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.ProjectName;
import dev.wave.model.Retry;
import dev.wave.model.Schema;
import dev.wave.model.Step;
import dev.wave.model.StepId;
import dev.wave.model.Text;
import dev.wave.model.Value;
import dev.wave.model.WorkspaceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Projects made by hand, for tests that need no text.
public final class Samples {
    public static final Place PLACE = new Place("wave.yaml", 1, 1);

    private Samples() {}

    /// A step that a test fills in.
    public static final class StepBuilder {
        private final StepId id;
        private Action action;
        private final List<Named> dependencies = new ArrayList<>();
        private Optional<List<Input>> inputs = Optional.empty();
        private final List<Output> outputs = new ArrayList<>();
        private final List<Handover> contracts = new ArrayList<>();
        private Optional<Text> when = Optional.empty();
        private final LinkedHashMap<String, Text> env = new LinkedHashMap<>();
        private Optional<Permissions> permissions = Optional.empty();

        private StepBuilder(String id) {
            this.id = new StepId(id);
            action = new Action.Ask(Optional.of(named("worker")), Optional.of(text("Do " + id)));
        }

        public StepBuilder task(String task) {
            action = new Action.Ask(Optional.of(named("worker")), Optional.of(text(task)));
            return this;
        }

        public StepBuilder persona(String persona) {
            action = new Action.Ask(Optional.of(named(persona)), Optional.empty());
            return this;
        }

        public StepBuilder shell(String command) {
            action = new Action.Run(new Action.Invocation.Shell(text(command)));
            return this;
        }

        public StepBuilder words(String... words) {
            action = new Action.Run(new Action.Invocation.Words(
                    Stream.of(words).map(Samples::text).toList()));
            return this;
        }

        public StepBuilder after(String... steps) {
            Stream.of(steps).map(Samples::named).forEach(dependencies::add);
            return this;
        }

        public StepBuilder in(String... artifacts) {
            Stream.of(artifacts).forEach(artifact -> in(artifact, false));
            return this;
        }

        public StepBuilder in(String artifact, boolean optional) {
            var all = new ArrayList<>(inputs.orElse(List.of()));
            all.add(new Input(artifact, PLACE, Optional.empty(), Optional.empty(), optional, false, Optional.empty()));
            inputs = Optional.of(all);
            return this;
        }

        public StepBuilder noInputs() {
            inputs = Optional.of(List.of());
            return this;
        }

        public StepBuilder out(String... names) {
            Stream.of(names).forEach(name -> outputs.add(output(name, false, Format.ANY)));
            return this;
        }

        public StepBuilder deliver(String name, Format format) {
            outputs.add(output(name, true, format));
            return this;
        }

        public StepBuilder contract(Contract contract) {
            contracts.add(new Handover(contract, Handover.Policy.DEFAULT, PLACE));
            return this;
        }

        public StepBuilder schema() {
            return contract(new Contract.JsonSchema(
                    new Schema.Inline(new Value.Obj(new LinkedHashMap<>()), PLACE), Optional.empty()));
        }

        public StepBuilder when(String expression) {
            when = Optional.of(text(expression));
            return this;
        }

        public StepBuilder env(String name, String value) {
            env.put(name, text(value));
            return this;
        }

        public StepBuilder only(Rule... rules) {
            permissions = Optional.of(new Permissions(List.of(rules), List.of()));
            return this;
        }

        public Step build() {
            return new Step(
                    id,
                    PLACE,
                    action,
                    dependencies,
                    inputs,
                    outputs,
                    contracts,
                    when,
                    Limits.DEFAULT,
                    Retry.DEFAULT,
                    WorkspaceSpec.TREE,
                    List.of(),
                    permissions,
                    Optional.empty(),
                    false,
                    env,
                    Optional.empty(),
                    List.of(),
                    List.of());
        }
    }

    public static StepBuilder step(String id) {
        return new StepBuilder(id);
    }

    public static Pipeline pipeline(StepBuilder... steps) {
        return pipeline(Stream.of(steps).map(StepBuilder::build).toList());
    }

    public static Pipeline pipeline(List<Step> steps) {
        return new Pipeline(
                new PipelineName("sample"),
                PLACE,
                Optional.empty(),
                "",
                Optional.empty(),
                4,
                false,
                steps,
                new LinkedHashMap<>());
    }

    public static Project project(Pipeline... pipelines) {
        var byName = new LinkedHashMap<PipelineName, Pipeline>();
        Stream.of(pipelines).forEach(pipeline -> byName.put(pipeline.name(), pipeline));
        var adapters = new LinkedHashMap<AdapterName, AdapterSettings>();
        adapters.put(new AdapterName("fake"), adapter());
        return new Project(
                new ProjectName.Said("sample"),
                byName,
                new LinkedHashMap<>(),
                adapters,
                new Project.Defaults(
                        Optional.empty(), Optional.of(new AdapterName("fake")), Optional.empty(), Optional.empty()),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
    }

    public static AdapterSettings adapter() {
        return new AdapterSettings(
                new AdapterName("fake"),
                PLACE,
                "command",
                List.of("agent"),
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                ModelAccess.USUAL);
    }

    public static Persona persona(String name, List<Rule> allow, List<Rule> deny) {
        return new Persona(
                new PersonaName(name),
                PLACE,
                "Works on " + name,
                "You are the " + name + ".",
                Optional.empty(),
                Optional.empty(),
                new Permissions(allow, deny),
                Optional.empty());
    }

    public static Surroundings surroundings() {
        return Surroundings.of(
                List.of("command", "scripted"),
                AgentFinder.ALL_HERE,
                List.of(
                        persona("worker", List.of(rule("Read"), rule("Write"), rule("Bash")), List.of()),
                        persona("reader", List.of(rule("Read"), new Rule("Bash", "git log*")), List.of(rule("Write"))),
                        persona("assistant", List.of(rule("Read")), List.of())),
                List.of("format", "fresh", "help"));
    }

    public static Checked<Outline> resolve(StepBuilder... steps) {
        var pipeline = pipeline(steps);
        return Planner.resolve(project(pipeline), pipeline, surroundings());
    }

    public static Outline outline(StepBuilder... steps) {
        return valid(resolve(steps));
    }

    public static <T> T valid(Checked<T> checked) {
        return switch (checked) {
            case Checked.Valid<T>(var outline, var _) -> outline;
            case Checked.Invalid<T>(var problems) -> throw new AssertionError(told(problems));
        };
    }

    /// What is wrong, one line each, without places.
    public static String told(List<Diagnostic> problems) {
        return problems.stream()
                .map(problem -> problem.code().text() + " " + problem.message()
                        + problem.fix().map(fix -> " | " + fix).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    public static Rule rule(String tool) {
        return new Rule(tool, "*");
    }

    public static Named named(String name) {
        return new Named(name, PLACE);
    }

    public static Text text(String source) {
        return new Text(source, PLACE);
    }

    public static Output output(String name, boolean required, Format format) {
        return new Output(new ArtifactName(name), PLACE, required, format, Optional.empty(), "", Optional.empty());
    }
}
