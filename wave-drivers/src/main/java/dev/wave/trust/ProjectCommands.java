package dev.wave.trust;

import dev.wave.diagnostic.Place;
import dev.wave.model.Action;
import dev.wave.model.AdapterSettings;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Contract;
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
import java.util.SequencedMap;

/// Finds what a project's files can start: adapters' programs, `run` steps, contracts, setups, and the
/// variables and secrets they start with. Without a sandbox each of them acts as the user. Also where secrets are
/// looked up, and who is shown a key or a login of the user's, which no sandbox prevents.
public final class ProjectCommands {
    private final List<TrustRequest.Item> items = new ArrayList<>();

    private ProjectCommands() {}

    /// All that has to be approved before anything of this project runs.
    public static TrustRequest of(Project project) {
        var commands = new ProjectCommands();
        project.adapters().values().forEach(commands::adapter);
        project.secrets().values().forEach(commands::secret);
        project.pipelines().values().forEach(commands::pipeline);
        return new TrustRequest(commands.items);
    }

    private void adapter(AdapterSettings adapter) {
        var what = "adapters." + adapter.name();
        if (!adapter.command().isEmpty()) {
            add(what + ".command", adapter.place(), words(adapter.command()));
        }
        if (!adapter.args().isEmpty()) {
            add(what + ".args", adapter.place(), words(adapter.args()));
        }
        if (!adapter.env().isEmpty()) {
            var values = new LinkedHashMap<String, Value>();
            adapter.env().forEach((name, value) -> values.put(name, Value.of(value)));
            add(what + ".env", adapter.place(), CanonicalJson.inOrder(new Value.Obj(values)));
        }
        access(what, adapter);
    }

    /// What a project says here decides to whom a person's key or login is shown.
    private void access(String what, AdapterSettings adapter) {
        switch (adapter.access()) {
            case ModelAccess.Key(var baseUrl, var variable) -> {
                baseUrl.ifPresent(url -> add(what + ".base_url", adapter.place(), url.toString()));
                variable.ifPresent(name -> add(what + ".api_key_env", adapter.place(), name.value()));
            }
            case ModelAccess.Login _ -> add(what + ".auth", adapter.place(), "login");
        }
    }

    /// What would read a secret of the user, and which one: outside every sandbox.
    private void secret(Secret secret) {
        var what = "secrets." + secret.name();
        switch (secret.source()) {
            case SecretSource.Env(var variable) -> add(what + ".env", secret.place(), variable.value());
            case SecretSource.File(var path) -> add(what + ".file", secret.place(), path);
            case SecretSource.Command(var argv) -> add(what + ".command", secret.place(), words(argv));
        }
    }

    private void pipeline(Pipeline pipeline) {
        for (var step : pipeline.steps()) {
            step("pipelines." + pipeline.name() + "." + step.id(), step);
        }
    }

    private void step(String what, Step step) {
        switch (step.action()) {
            case Action.Run(var command) -> add(what + ".run", step.place(), text(command));
            case Action.Ask _ -> {}
        }
        for (var handover : step.contracts()) {
            switch (handover.contract()) {
                case Contract.Command command ->
                    add(
                            what + "." + command.type() + ".command",
                            handover.place(),
                            "in " + command.dir() + ": " + text(command.command()));
                case Contract.JsonSchema _, Contract.NonEmpty _, Contract.HasFormat _ -> {}
            }
        }
        step.workspace()
                .setup()
                .ifPresent(setup -> add(what + ".workspace.setup", step.place(), text(setup.command())));
        if (!step.secrets().isEmpty()) {
            add(what + ".secrets", step.place(), names(step.secrets()));
        }
        step.workspace()
                .setup()
                .filter(setup -> !setup.secrets().isEmpty())
                .ifPresent(setup -> add(what + ".workspace.setup.secrets", step.place(), names(setup.secrets())));
        if (!step.env().isEmpty()) {
            add(what + ".env", step.place(), variables(step.env()));
        }
    }

    private void add(String what, Place where, String text) {
        items.add(new TrustRequest.Item(what, where, text));
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
