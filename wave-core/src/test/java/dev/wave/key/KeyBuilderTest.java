package dev.wave.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.expression.Expression;
import dev.wave.expression.Template;
import dev.wave.model.AdapterSettings;
import dev.wave.model.ArtifactName;
import dev.wave.model.BaseUrl;
import dev.wave.model.CacheMode;
import dev.wave.model.Digest;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import dev.wave.model.History;
import dev.wave.model.HostRule;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.model.Network;
import dev.wave.model.PersonaName;
import dev.wave.model.Resources;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.SecretSource;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.model.Value;
import dev.wave.model.VariableName;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.ArtifactRef;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedInput;
import dev.wave.plan.PlannedModel;
import dev.wave.plan.PlannedSecrets;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyBuilderTest {

    static Stream<Named<Consumer<KeySamples>>> whatAStepSees() {
        return Stream.of(
                change("the tree", s -> s.tree = new TreeId("git-sha1:" + "2".repeat(40))),
                change("the task", s -> s.words = List.of("Review it well")),
                change("the prompt", s -> s.prompt = "You review twice."),
                change(
                        "an allowed tool",
                        s -> s.permissions = KeySamples.permissions(List.of("Read", "Grep", "Bash"), List.of("Write"))),
                change(
                        "a denied tool",
                        s -> s.permissions = KeySamples.permissions(List.of("Read", "Grep"), List.of())),
                change("the adapter's type", s -> s.adapterType = "other"),
                change("the adapter's command", s -> s.adapterCommand = List.of("agent", "--slow")),
                change("the adapter's arguments", s -> s.adapterArgs = List.of()),
                change("the adapter's environment", s -> s.adapterEnv.put("MODE", "slow")),
                change("the script", s -> s.script = Optional.of(new AdapterSettings.Script("a.yaml", "steps: {}"))),
                change("a file its words name", s -> s.files = List.of(new AdapterSettings.Script("a.mjs", "x"))),
                change("the pinned version of the adapter", s -> s.version = Optional.of("2.1.197")),
                change("the model", s -> s.model = PlannedModel.exactly("m-2")),
                change(
                        "an input's content",
                        s -> s.contents.put(
                                new ArtifactName("analysis"),
                                Digest.ofText("[]").value())),
                change("an input's name", s -> {
                    s.inputs.set(0, KeySamples.input("facts", "scan", Format.JSON, "what was found"));
                    s.contents.put(new ArtifactName("facts"), s.contents.remove(new ArtifactName("analysis")));
                }),
                change(
                        "an input's format",
                        s -> s.inputs.set(0, KeySamples.input("analysis", "scan", Format.TEXT, "what was found"))),
                change(
                        "an input's description",
                        s -> s.inputs.set(0, KeySamples.input("analysis", "scan", Format.JSON, "what was looked for"))),
                change("an input put into the text", s -> s.inputs.set(0, inlined(s.inputs.getFirst()))),
                change("an optional input that is absent", s -> s.contents.clear()),
                change("an output", s -> s.outputs.removeLast()),
                change(
                        "an output's format",
                        s -> s.outputs.set(1, KeySamples.output("notes", Format.TEXT, Optional.empty()))),
                change("an output's path", s -> s.paths.put(new ArtifactName("report"), "report.md")),
                change("a contract", s -> s.contracts.removeLast()),
                change(
                        "a contract's source",
                        s -> s.contracts.set(
                                0,
                                KeySamples.contract(
                                        "non_empty", new Predicate.NonEmpty(List.of(new ArtifactName("notes")))))),
                change("a contract's command", s -> s.checks.put("command", List.of("make", "test"))),
                change(
                        "a contract's schema",
                        s -> s.contracts.add(
                                KeySamples.contract("json_schema", KeySamples.schema("a.json", "{}", "report")))),
                change("a variable", s -> s.env.put("LANGUAGE", "de")),
                change("another variable", s -> s.env.put("REGION", "eu")),
                change("a secret", s -> s.secrets = KeySamples.secrets(List.of("TOKEN"), List.of())),
                change("a host it may reach", s -> s.network = hosts("example.org")),
                change("a host that a contract may reach", s -> s.contracts.set(1, reaching(s.contracts.getLast()))),
                change("the sandbox it wants", s -> s.sandbox = SandboxMode.REQUIRED),
                change(
                        "an empty workspace",
                        s -> s.workspace = new WorkspaceSpec(true, List.of(), List.of(), Optional.empty(), false)),
                change(
                        "a workspace that shows commits",
                        s -> s.workspace = new WorkspaceSpec(false, List.of(), List.of(), Optional.empty(), true)),
                change("the commits it sees", s -> s.history = history("", Optional.empty())),
                change("an included file", s -> s.extras.put(".wave/prompts/a.md", Digest.ofText("a"))),
                change(
                        "a shared folder",
                        s -> s.workspace =
                                new WorkspaceSpec(false, List.of(), List.of("node_modules"), Optional.empty(), false)),
                change(
                        "a setup",
                        s -> s.workspace = new WorkspaceSpec(
                                false, List.of(), List.of(), Optional.of(KeySamples.setup("npm ci")), false)));
    }

    private static Optional<History> history(String folder, Optional<Digest> cut) {
        return Optional.of(new History("c".repeat(40), folder, cut));
    }

    @Test
    void tells_commits_from_the_same_ones_narrowed_or_cut() {
        var keys = Stream.of(
                        history("", Optional.empty()),
                        history("app", Optional.empty()),
                        history("", Optional.of(Digest.ofText("cut"))),
                        Optional.of(new History("d".repeat(40), "", Optional.empty())))
                .map(history -> {
                    var sample = KeySamples.full();
                    sample.history = history;
                    return sample.keyed().key();
                });

        assertThat(keys).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("whatAStepSees")
    void changes_with_what_a_step_sees(Consumer<KeySamples> change) {
        var changed = KeySamples.full();
        change.accept(changed);

        assertThat(changed.keyed().key()).isNotEqualTo(KeySamples.full().keyed().key());
    }

    static Stream<Named<Consumer<KeySamples>>> whatAStepDoesNotSee() {
        return Stream.of(
                change("the step's id", s -> s.id = "check"),
                change("the persona's name", s -> s.persona = new PersonaName("critic")),
                change("the persona's description", s -> s.description = "Looks closely"),
                change("the adapter's name", s -> s.adapterName = "yours"),
                change(
                        "the model's address and the key's variable",
                        s -> s.access = new ModelAccess.Key(
                                Optional.of(new BaseUrl(URI.create("https://models.example.org"))),
                                Optional.of(new VariableName("OTHER_KEY")))),
                change("a login", s -> s.access = new ModelAccess.Login()),
                change(
                        "the order of permissions",
                        s -> s.permissions = KeySamples.permissions(List.of("Grep", "Read", "Read"), List.of("Write"))),
                change(
                        "who produced an input",
                        s -> s.inputs.set(
                                0, KeySamples.input("analysis", "other-step", Format.JSON, "what was found"))),
                change(
                        "a dependency",
                        s -> s.dependencies = List.of(new PlannedStep.Dependency(new StepId("other"), true, false))),
                change("the order of outputs", s -> Collections.reverse(s.outputs)),
                change("the order of contracts", s -> Collections.reverse(s.contracts)),
                change("a contract's name", s -> {
                    s.contracts.set(1, KeySamples.contract("command#2", KeySamples.command("command", "x")));
                    s.checks.put("command#2", List.of("make", "check"));
                }),
                change(
                        "test_suite for command",
                        s -> s.contracts.set(
                                1, KeySamples.contract("command", KeySamples.command("test_suite", "make", "check")))),
                change(
                        "a contract's policy",
                        s -> s.contracts.set(
                                0,
                                new PlannedContract(
                                        "non_empty",
                                        s.contracts.getFirst().predicate(),
                                        new Handover.Policy(false, Handover.OnFailure.CONTINUE, 9)))),
                change("a contract's timeout", s -> s.contracts.set(1, slower(s.contracts.getLast()))),
                change(
                        "resources",
                        s -> s.limits = new Limits(
                                s.limits.timeout(),
                                s.limits.idle(),
                                s.limits.outputBytes(),
                                new Resources(Optional.of(1L)))),
                change("limits", s -> s.limits = new Limits(Duration.ofHours(9), Duration.ofHours(1), 1)),
                change("retries", s -> s.retry = new Retry(9, Retry.Backoff.FIXED, Duration.ZERO, Retry.From.PREVIOUS)),
                change("the cache mode", s -> s.cache = new CacheMode.Never()),
                change("how long results are used", s -> s.cache = new CacheMode.Ttl(Duration.ofDays(1))),
                change("how many samples there are", s -> s.cache = new CacheMode.Samples(3)),
                change("optional", s -> s.optional = true),
                change("globs that leave the same tree", s -> s.sources = List.of("**")),
                change("the platform of an ask", s -> s.platform = new Platform("macos", "arm64")),
                change("the order of variables", s -> {
                    s.env = new LinkedHashMap<>();
                    s.env.put("LANGUAGE", "en");
                }));
    }

    @ParameterizedTest
    @MethodSource("whatAStepDoesNotSee")
    void stays_whatever_a_step_does_not_see(Consumer<KeySamples> change) {
        var changed = KeySamples.full();
        change.accept(changed);

        assertThat(changed.keyed().components())
                .isEqualTo(KeySamples.full().keyed().components());
        assertThat(changed.keyed().key()).isEqualTo(KeySamples.full().keyed().key());
    }

    @Test
    void names_secrets_and_not_where_they_come_from() {
        var sample = KeySamples.full();
        sample.secrets = KeySamples.secrets(List.of("B", "A"), List.of());
        var other = KeySamples.full();
        other.secrets = new PlannedSecrets(
                List.of(
                        KeySamples.secret("A", new SecretSource.File("/a")),
                        KeySamples.secret("B", new SecretSource.Env(new VariableName("OTHER")))),
                List.of());

        assertThat(sample.keyed().components().get("secrets"))
                .isEqualTo(new Value.Seq(List.of(Value.of("A"), Value.of("B"))));
        assertThat(other.keyed().key()).isEqualTo(sample.keyed().key());
        assertThat(other.definition()).isEqualTo(sample.definition());
        assertThat(sample.definition()).isNotEqualTo(KeySamples.full().definition());
    }

    @Test
    void tells_samples_apart_and_the_first_one_is_the_step_itself() {
        var keyed = KeySamples.full().keyed();

        assertThat(keyed.sample(1)).isEqualTo(keyed);
        assertThat(keyed.sample(2).key()).isNotEqualTo(keyed.key());
        assertThat(keyed.sample(2).components()).containsEntry("sample", Value.of(2));
        assertThat(keyed.sample(3).key()).isNotEqualTo(keyed.sample(2).key());
        assertThat(keyed.sample(3).sample(1)).isEqualTo(keyed);
    }

    @Test
    void tells_a_secret_of_the_setup_from_one_of_the_step() {
        var setup = new WorkspaceSpec(false, List.of(), List.of(), Optional.of(KeySamples.setup("npm ci")), false);
        var ofStep = KeySamples.full();
        ofStep.workspace = setup;
        ofStep.secrets = KeySamples.secrets(List.of("A"), List.of());
        var ofSetup = KeySamples.full();
        ofSetup.workspace = setup;
        ofSetup.secrets = KeySamples.secrets(List.of(), List.of("A"));

        assertThat(ofSetup.keyed().key()).isNotEqualTo(ofStep.keyed().key());
    }

    @Test
    void names_the_platform_for_commands() {
        var other = KeySamples.shell("make");
        other.platform = new Platform("linux", "aarch64");

        assertThat(other.keyed().key())
                .isNotEqualTo(KeySamples.shell("make").keyed().key());
    }

    @Test
    void tells_shell_text_from_a_program_of_that_name() {
        assertThat(KeySamples.shell("make").keyed().key())
                .isNotEqualTo(KeySamples.program("make").keyed().key());
    }

    @Test
    void sees_a_schema_as_what_it_says_and_not_as_its_layout_or_file() {
        assertThat(withSchema("a.json", "{\"type\":\"object\",\"minProperties\":1}")
                        .keyed()
                        .key())
                .isEqualTo(withSchema("b.json", "{ \"minProperties\": 1.0, \"type\": \"object\" }")
                        .keyed()
                        .key());
    }

    @Test
    void is_the_digest_of_its_stored_components() {
        var keyed = KeySamples.full().keyed();
        var stored = Components.write(keyed.components());

        assertThat(Digest.ofText(stored)).isEqualTo(keyed.key().digest());
        assertThat(Components.read(stored)).contains(keyed.components());
        assertThat(Components.read("no JSON")).isEmpty();
    }

    @Test
    void a_definition_moves_with_the_text_and_not_with_what_is_filled_in() {
        var definition = KeySamples.full().definition();

        assertThat(definitionAfter(s -> {
                    s.words = List.of("something else");
                    s.tree = new TreeId("git-sha1:" + "3".repeat(40));
                    s.contents.clear();
                    s.version = Optional.of("9");
                    s.id = "renamed";
                    s.limits = new Limits(Duration.ofHours(9), Duration.ofHours(1), 1);
                }))
                .isEqualTo(definition);
        assertThat(definitionAfter(s -> s.task = Template.literal("Review it!")))
                .isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.prompt = "Other")).isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.sources = List.of("src/**"))).isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.contracts.clear())).isNotEqualTo(definition);
    }

    @Test
    void a_definition_knows_the_agent_as_the_projects_files_configure_it() {
        var definition = KeySamples.full().definition();

        assertThat(definitionAfter(s -> s.adapterType = "claude")).isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.adapterCommand = List.of("other"))).isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.adapterArgs = List.of("-q"))).isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.adapterEnv.put("MODE", "slow"))).isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.script = Optional.of(new AdapterSettings.Script("a.yaml", "a"))))
                .isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.files = List.of(new AdapterSettings.Script("agent.sh", "exit"))))
                .isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.extras.put(".wave/prompts/tone.md", Digest.ofText("kind"))))
                .isNotEqualTo(definition);
        assertThat(definitionAfter(s -> s.adapterName = "other")).isEqualTo(definition);
    }

    @Test
    void a_definition_knows_the_model_that_is_asked_for_and_not_what_a_pin_makes_of_it() {
        var balanced = definitionAfter(s -> s.model = wished("m-3", "balanced"));

        assertThat(definitionAfter(s -> s.model = wished("m-4", "balanced"))).isEqualTo(balanced);
        assertThat(definitionAfter(s -> s.model = wished("m-3", "strong"))).isNotEqualTo(balanced);
        assertThat(definitionAfter(s -> s.model = PlannedModel.exactly("m-3"))).isNotEqualTo(balanced);
    }

    @Test
    void a_definition_tells_a_hole_from_a_text_that_looks_like_one() {
        var hole = new Template(
                List.of(new Template.Part.Hole(new Expression.Reference(List.of("params", "feature")), Samples.PLACE)));

        assertThat(definitionAfter(s -> s.task = hole))
                .isNotEqualTo(definitionAfter(s -> s.task = Template.literal("{{ params.feature }}")));
    }

    private static Digest definitionAfter(Consumer<KeySamples> change) {
        var sample = KeySamples.full();
        change.accept(sample);
        return sample.definition();
    }

    private static PlannedModel wished(String id, String wish) {
        return new PlannedModel(id, Optional.of(wish), false, Optional.of("mine/" + wish));
    }

    private static KeySamples withSchema(String file, String json) {
        var sample = KeySamples.full();
        sample.contracts.add(KeySamples.contract("json_schema", KeySamples.schema(file, json, "report")));
        return sample;
    }

    private static PlannedInput inlined(PlannedInput input) {
        return new PlannedInput(
                input.name(),
                new ArtifactRef(new StepId("scan"), input.name()),
                input.format(),
                input.description(),
                false,
                true,
                false,
                Optional.empty());
    }

    private static Network hosts(String host) {
        return new Network(List.of(HostRule.read(host).orElseThrow()), List.of());
    }

    private static PlannedContract reaching(PlannedContract contract) {
        var command = (Predicate.Command) contract.predicate();
        return new PlannedContract(
                contract.name(),
                new Predicate.Command(
                        command.type(), command.command(), command.dir(), command.timeout(), hosts("example.org")),
                contract.policy());
    }

    private static PlannedContract slower(PlannedContract contract) {
        var command = (Predicate.Command) contract.predicate();
        return new PlannedContract(
                contract.name(),
                new Predicate.Command(
                        command.type(), command.command(), command.dir(), Duration.ofHours(1), command.network()),
                contract.policy());
    }

    private static Named<Consumer<KeySamples>> change(String what, Consumer<KeySamples> change) {
        return Named.of(what, change);
    }
}
