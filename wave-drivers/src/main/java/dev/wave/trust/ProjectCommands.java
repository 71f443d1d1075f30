package dev.wave.trust;

import dev.wave.diagnostic.Place;
import dev.wave.model.Action;
import dev.wave.model.AdapterSettings;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Contract;
import dev.wave.model.Digest;
import dev.wave.model.HostRule;
import dev.wave.model.ModelAccess;
import dev.wave.model.Named;
import dev.wave.model.Pipeline;
import dev.wave.model.Project;
import dev.wave.model.Secret;
import dev.wave.model.SecretSource;
import dev.wave.model.Step;
import dev.wave.model.Text;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds what a project's files can make happen on this machine that no sandbox holds back: the programs of
/// adapters with the project's own files among them, who is shown a key or a login, where secrets are looked
/// up, and of the steps whatever has secrets or hosts of the network, and all that runs outside.
public final class ProjectCommands {
    private static final String AGENT = "is the agent, with access to its model";
    private static final String SECRET = "reads this secret of yours";

    private final Project project;
    private final SandboxHere sandbox;
    private final List<TrustRequest.Item> items = new ArrayList<>();

    private ProjectCommands(Project project, SandboxHere sandbox) {
        this.project = project;
        this.sandbox = sandbox;
    }

    /// All that has to be approved before anything of this project runs here. With [SandboxHere#NONE] it is all
    /// that could have to be approved anywhere.
    public static TrustRequest of(Project project, SandboxHere sandbox) {
        var commands = new ProjectCommands(project, sandbox);
        project.adapters().values().forEach(commands::adapter);
        project.secrets().values().forEach(commands::secret);
        project.pipelines().values().forEach(commands::pipeline);
        return new TrustRequest(commands.items);
    }

    private void adapter(AdapterSettings adapter) {
        var what = "adapters." + adapter.name();
        if (!adapter.command().isEmpty()) {
            add(what + ".command", adapter.place(), AGENT, words(adapter.command()));
        }
        if (!adapter.args().isEmpty()) {
            add(what + ".args", adapter.place(), AGENT, words(adapter.args()));
        }
        for (var file : adapter.files()) {
            add(what + ".file", adapter.place(), AGENT, file.path() + " " + Digest.ofText(file.text()));
        }
        if (!adapter.env().isEmpty()) {
            var values = new LinkedHashMap<String, Value>();
            adapter.env().forEach((name, value) -> values.put(name, Value.of(value)));
            add(what + ".env", adapter.place(), AGENT, CanonicalJson.inOrder(new Value.Obj(values)));
        }
        access(what, adapter);
    }

    /// What a project says here decides to whom a person's key or login is shown.
    private void access(String what, AdapterSettings adapter) {
        switch (adapter.access()) {
            case ModelAccess.Key(var baseUrl, var variable) -> {
                baseUrl.ifPresent(url -> add(what + ".base_url", adapter.place(), "is sent your key", url.toString()));
                variable.ifPresent(name ->
                        add(what + ".api_key_env", adapter.place(), "reads this variable of yours", name.value()));
            }
            case ModelAccess.Login _ -> add(what + ".auth", adapter.place(), "uses your login", "login");
        }
    }

    /// What would read a secret of the user, and which one: outside every sandbox.
    private void secret(Secret secret) {
        var what = "secrets." + secret.name();
        switch (secret.source()) {
            case SecretSource.Env(var variable) -> add(what + ".env", secret.place(), SECRET, variable.value());
            case SecretSource.File(var path) -> add(what + ".file", secret.place(), SECRET, path);
            case SecretSource.Command(var argv) ->
                add(what + ".command", secret.place(), "runs outside any sandbox", words(argv));
        }
    }

    private void pipeline(Pipeline pipeline) {
        for (var step : pipeline.steps()) {
            step("pipelines." + pipeline.name() + "." + step.id(), step);
        }
    }

    private void step(String what, Step step) {
        var persona = new StepPersona(project, step);
        var outside = sandbox.whyOutside(persona.sandbox());
        var hosts = persona.hosts();
        var why = outside.or(() -> step.secrets().isEmpty() ? Optional.empty() : Optional.of("has secrets"))
                .or(() -> hosts.isEmpty() ? Optional.empty() : Optional.of(network(hosts)));
        action(what, step, persona, outside, why);
        contracts(what, step, why);
        setup(what, step, outside.or(() -> hosts.isEmpty() ? Optional.empty() : Optional.of(network(hosts))));
        if (!step.secrets().isEmpty()) {
            add(what + ".secrets", step.place(), "is given secrets of yours", names(step.secrets()));
        }
        if (!hosts.isEmpty()) {
            add(what + ".network", step.place(), network(hosts), words(hosts));
        }
        if (!step.env().isEmpty()) {
            why.ifPresent(reason -> add(what + ".env", step.place(), reason, variables(step.env())));
        }
    }

    private static String network(List<String> hosts) {
        return "network: " + String.join(", ", hosts);
    }

    /// A command is approved as it is written. Of an agent that works outside, what it may do is: its tasks are
    /// words, and it has your rights for whatever it makes of them.
    private void action(String what, Step step, StepPersona persona, Optional<String> outside, Optional<String> why) {
        switch (step.action()) {
            case Action.Run(var command) ->
                why.ifPresent(reason -> add(what + ".run", step.place(), reason, text(command)));
            case Action.Ask _ -> {
                if (!persona.isProgrammed()) {
                    outside.ifPresent(
                            reason -> add(what + ".permissions", step.place(), reason, words(persona.permissions())));
                }
            }
        }
    }

    private void contracts(String what, Step step, Optional<String> why) {
        for (var handover : step.contracts()) {
            switch (handover.contract()) {
                case Contract.Command command -> {
                    var name = what + "." + command.type();
                    var hosts = command.network().stream()
                            .map(HostRule::toString)
                            .distinct()
                            .sorted()
                            .toList();
                    why.or(() -> hosts.isEmpty() ? Optional.empty() : Optional.of(network(hosts)))
                            .ifPresent(reason -> add(
                                    name + ".command",
                                    handover.place(),
                                    reason,
                                    "in " + command.dir() + ": " + text(command.command())));
                    if (!hosts.isEmpty()) {
                        add(name + ".network", handover.place(), network(hosts), words(hosts));
                    }
                }
                case Contract.JsonSchema _, Contract.NonEmpty _, Contract.HasFormat _ -> {}
            }
        }
    }

    private void setup(String what, Step step, Optional<String> outside) {
        step.workspace().setup().ifPresent(setup -> {
            var why = outside.or(() -> setup.secrets().isEmpty() ? Optional.empty() : Optional.of("has secrets"));
            why.ifPresent(reason -> add(what + ".workspace.setup", step.place(), reason, text(setup.command())));
            if (!setup.secrets().isEmpty()) {
                add(
                        what + ".workspace.setup.secrets",
                        step.place(),
                        "is given secrets of yours",
                        names(setup.secrets()));
            }
        });
    }

    private void add(String what, Place where, String why, String text) {
        items.add(new TrustRequest.Item(what, where, why, text));
    }

    /// A shell's text starts with `sh -c`, a list of words with `[`: neither can look like the other.
    private static String text(Action.Invocation command) {
        return switch (command) {
            case Action.Invocation.Shell(var text) -> "sh -c " + CanonicalJson.inOrder(Value.of(text.source()));
            case Action.Invocation.Words(var words) ->
                words(words.stream().map(Text::source).toList());
        };
    }

    private static String words(List<String> words) {
        return CanonicalJson.inOrder(new Value.Seq(words.stream().map(Value::of).toList()));
    }

    private static String names(List<Named> names) {
        return words(names.stream().map(Named::name).sorted().toList());
    }

    private static String variables(SequencedMap<String, Text> env) {
        var values = new LinkedHashMap<String, Value>();
        env.forEach((name, value) -> values.put(name, Value.of(value.source())));
        return CanonicalJson.inOrder(new Value.Obj(values));
    }
}
