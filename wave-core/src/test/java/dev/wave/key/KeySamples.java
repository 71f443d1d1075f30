package dev.wave.key;

import dev.wave.expression.Template;
import dev.wave.model.Action;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ArtifactName;
import dev.wave.model.CacheMode;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import dev.wave.model.History;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.model.Network;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.Secret;
import dev.wave.model.SecretName;
import dev.wave.model.SecretSource;
import dev.wave.model.StepId;
import dev.wave.model.Text;
import dev.wave.model.TreeId;
import dev.wave.model.VariableName;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.ArtifactRef;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedInput;
import dev.wave.plan.PlannedModel;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedSchema;
import dev.wave.plan.PlannedSecrets;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A step and what it is given, to change one thing at a time.
final class KeySamples {
    static final Platform PLATFORM = new Platform("linux", "amd64");
    static final TreeId TREE = new TreeId("git-sha1:" + "1".repeat(40));

    String id = "review";
    PersonaName persona = new PersonaName("reviewer");
    String description = "Reviews";
    String prompt = "You review.";
    Permissions permissions = permissions(List.of("Read", "Grep"), List.of("Write"));
    String adapterName = "mine";
    String adapterType = "command";
    List<String> adapterCommand = List.of("agent", "--fast");
    List<String> adapterArgs = List.of("-v");
    LinkedHashMap<String, String> adapterEnv = new LinkedHashMap<>();
    Optional<AdapterSettings.Script> script = Optional.empty();
    List<AdapterSettings.Script> files = List.of();
    ModelAccess access = ModelAccess.USUAL;
    Optional<String> version = Optional.empty();
    PlannedModel model = PlannedModel.NONE;
    Optional<PlannedAction> run = Optional.empty();
    List<PlannedStep.Dependency> dependencies = List.of();
    List<PlannedInput> inputs = new ArrayList<>();
    List<PlannedOutput> outputs = new ArrayList<>();
    List<PlannedContract> contracts = new ArrayList<>();
    Limits limits = Limits.DEFAULT;
    Retry retry = Retry.DEFAULT;
    WorkspaceSpec workspace = WorkspaceSpec.TREE;
    List<String> sources = List.of();
    CacheMode cache = CacheMode.AUTO;
    PlannedSecrets secrets = PlannedSecrets.NONE;
    Network network = Network.NONE;
    boolean optional;
    SandboxMode sandbox = SandboxMode.AUTO;
    Template task = Template.literal("Review it");

    TreeId tree = TREE;
    List<String> words = List.of("Review it");
    LinkedHashMap<String, String> env = new LinkedHashMap<>();
    LinkedHashMap<ArtifactName, String> contents = new LinkedHashMap<>();
    LinkedHashMap<ArtifactName, String> paths = new LinkedHashMap<>();
    LinkedHashMap<String, List<String>> checks = new LinkedHashMap<>();
    LinkedHashMap<String, Digest> extras = new LinkedHashMap<>();
    Optional<History> history = Optional.empty();
    Platform platform = PLATFORM;

    /// A step that has something of everything.
    static KeySamples full() {
        var sample = new KeySamples();
        sample.adapterEnv.put("MODE", "fast");
        sample.inputs.add(input("analysis", "scan", Format.JSON, "what was found"));
        sample.contents.put(new ArtifactName("analysis"), Digest.ofText("{}").value());
        sample.outputs.add(output("report", Format.MARKDOWN, Optional.of("docs/report.md")));
        sample.outputs.add(output("notes", Format.ANY, Optional.empty()));
        sample.paths.put(new ArtifactName("report"), "docs/report.md");
        sample.contracts.add(contract("non_empty", new Predicate.NonEmpty(List.of(new ArtifactName("report")))));
        sample.contracts.add(contract("command", command("command", "make", "check")));
        sample.checks.put("command", List.of("make", "check"));
        sample.env.put("LANGUAGE", "en");
        return sample;
    }

    static KeySamples shell(String text) {
        var sample = new KeySamples();
        sample.run = Optional.of(new PlannedAction.Run(new PlannedAction.Command.Shell(text)));
        sample.words = List.of(text);
        return sample;
    }

    static KeySamples program(String... words) {
        var sample = new KeySamples();
        sample.run = Optional.of(new PlannedAction.Run(new PlannedAction.Command.Words(
                List.of(words).stream().map(Template::literal).toList())));
        sample.words = List.of(words);
        return sample;
    }

    static PlannedInput input(String name, String from, Format format, String description) {
        return new PlannedInput(
                new ArtifactName(name),
                new ArtifactRef(new StepId(from), new ArtifactName(name)),
                format,
                description,
                false,
                false,
                false,
                Optional.empty());
    }

    static PlannedOutput output(String name, Format format, Optional<String> path) {
        return new PlannedOutput(
                new ArtifactName(name), true, format, path.map(Template::literal), "", Optional.empty());
    }

    static PlannedContract contract(String name, Predicate predicate) {
        return new PlannedContract(name, predicate, Handover.Policy.DEFAULT);
    }

    static Predicate.Command command(String type, String... words) {
        return new Predicate.Command(
                type,
                new PlannedAction.Command.Words(
                        List.of(words).stream().map(Template::literal).toList()),
                ".",
                Duration.ofMinutes(10),
                Network.NONE);
    }

    static Predicate.JsonSchema schema(String file, String json, String source) {
        return new Predicate.JsonSchema(new PlannedSchema(file, json), List.of(new ArtifactName(source)));
    }

    static WorkspaceSpec.Setup setup(String command) {
        return new WorkspaceSpec.Setup(
                new Action.Invocation.Shell(new Text(command, Samples.PLACE)), List.of("package.json"), List.of());
    }

    static PlannedSecrets secrets(List<String> ofAction, List<String> ofSetup) {
        return new PlannedSecrets(
                ofAction.stream()
                        .map(name -> secret(name, new SecretSource.Env(new VariableName(name))))
                        .toList(),
                ofSetup.stream()
                        .map(name -> secret(name, new SecretSource.Env(new VariableName(name))))
                        .toList());
    }

    static Secret secret(String name, SecretSource source) {
        return new Secret(new SecretName(name), Samples.PLACE, source);
    }

    static Permissions permissions(List<String> allow, List<String> deny) {
        return new Permissions(
                allow.stream().map(Samples::rule).toList(),
                deny.stream().map(Samples::rule).toList());
    }

    PlannedStep step() {
        return new PlannedStep(
                new StepId(id),
                run.orElseGet(this::ask),
                dependencies,
                inputs,
                outputs,
                contracts,
                Optional.empty(),
                limits,
                retry,
                workspace,
                sources,
                PlannedStep.WHOLE_TREE,
                cache,
                optional,
                new LinkedHashMap<>(),
                sandbox,
                secrets,
                network);
    }

    private PlannedAction ask() {
        return new PlannedAction.Ask(
                new Persona(
                        persona,
                        Samples.PLACE,
                        description,
                        prompt,
                        Optional.empty(),
                        Optional.of("balanced"),
                        permissions,
                        Optional.empty()),
                new AdapterSettings(
                        new AdapterName(adapterName),
                        Samples.PLACE,
                        adapterType,
                        adapterCommand,
                        script,
                        Optional.empty(),
                        new LinkedHashMap<>(),
                        adapterEnv,
                        adapterArgs,
                        access,
                        files),
                version,
                model,
                task);
    }

    Digest definition() {
        return KeyBuilder.definition(step(), extras).digest();
    }

    StepInputs given() {
        return new StepInputs(tree, words, env, contents, paths, checks, extras, history);
    }

    KeyedStep keyed() {
        return new KeyBuilder(platform).key(step(), given());
    }
}
