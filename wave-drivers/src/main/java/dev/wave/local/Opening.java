package dev.wave.local;

import dev.wave.agent.AgentSettings;
import dev.wave.gateway.HostProxy;
import dev.wave.model.HostRule;
import dev.wave.model.Network;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import dev.wave.process.Exit;
import dev.wave.process.Start;
import dev.wave.secret.SecretValues;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.workspace.SetupLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The first phase of an attempt: its workspace, and what its processes may reach from it.
final class Opening {
    private final RunContext run;
    private final Stage stage;

    Opening(RunContext run, Stage stage) {
        this.run = run;
        this.stage = stage;
    }

    /// A workspace with the tree that the attempt starts from, and the folder its `setup` makes.
    ///
    /// @param proxy leads to the hosts that the step was granted
    Workspace open(Attempt attempt, Optional<HostProxy> proxy) throws NotFillable, InterruptedException {
        var step = attempt.step();
        var layers = layers(
                attempt,
                containment(
                        step,
                        step.network(),
                        step.network().isNone() ? Optional.empty() : proxy, // a login is the agent's alone
                        PlannedStep.WHOLE_TREE));
        var writes = step.writable() ? step.writes() : PlannedStep.WHOLE_TREE;
        return stage.workspaces().open(request(attempt, layers, containment(step, step.reach(), proxy, writes)));
    }

    /// The proxy for an attempt's programs, if they may reach anything; without a sandbox nobody is told of it.
    Optional<HostProxy> proxy(Attempt attempt) {
        var network = attempt.step().reach();
        return network.isNone()
                ? Optional.empty()
                : Optional.of(stage.proxies().open(network, host -> attempt.notice("network: refused " + host)));
    }

    private Request request(Attempt attempt, List<Path> layers, Containment containment) throws NotFillable {
        var step = attempt.step();
        var left = attempt.command().previous();
        return Request.of(
                        run.id() + "-" + attempt.id() + "-" + attempt.number(),
                        attempt.tag(),
                        attempt.seen(),
                        containment)
                .resuming(left.isPresent() ? run.visible(attempt.start(), attempt.seen(), left.get()) : attempt.seen())
                .writable(step.writable())
                .including(run.included(step))
                .sharing(step.workspace().share())
                .layered(layers)
                .masked(step.action() instanceof PlannedAction.Ask ? AgentSettings.PATHS : List.of())
                .remembering(run.history(step));
    }

    private static Containment containment(
            PlannedStep step, Network network, Optional<HostProxy> proxy, List<String> writes) {
        return new Containment(
                step.sandbox(),
                network.allow().stream().map(HostRule::toString).toList(),
                proxy.map(HostProxy::socket),
                writes,
                step.limits().resources().memoryBytes());
    }

    /// The folder that the step's `setup` makes, if it has one.
    private List<Path> layers(Attempt attempt, Containment containment) throws NotFillable, InterruptedException {
        var setup = attempt.step().workspace().setup();
        if (setup.isEmpty()) {
            return List.of();
        }
        var brief = attempt.brief();
        var text = brief.setup() + "\0" + brief.env() + secretNames(attempt.step());
        var sources = run.setupTree(setup.get(), attempt.start());
        var secrets = stage.setups().isMade(text, sources, containment)
                ? Optional.<SecretValues>empty()
                : Optional.of(StepSecrets.ofSetup(attempt.step(), stage, run));
        var made = stage.setups()
                .layer(text, sources, attempt.tag(), containment, workspace -> setUp(attempt, secrets, workspace));
        return switch (made) {
            case SetupLayers.Outcome.Ready(var folder, var _) -> List.of(folder);
            case SetupLayers.Outcome.Refused(var secret) ->
                throw new NotFillable("setup: it left " + secret.where() + ", which " + secret.message()
                        + "; let it remove that file, or write the value nowhere");
            case SetupLayers.Outcome.Failed(var ended) ->
                throw new NotFillable("setup: exited with " + ended.exit() + ": "
                        + ended.lastLines().strip());
        };
    }

    /// The names, so that a layer made with a secret is not taken for one made without.
    private static String secretNames(PlannedStep step) {
        return step.secrets().ofSetup().stream()
                .map(secret -> "\0" + secret.name())
                .sorted()
                .collect(Collectors.joining());
    }

    /// @param secrets absent where somebody removed the layer since it was there: it is made the next time
    private SetupLayers.Ended setUp(Attempt attempt, Optional<SecretValues> secrets, Workspace workspace) {
        if (secrets.isEmpty()) {
            return new SetupLayers.Ended(1, "what an earlier setup had made was removed just now");
        }
        var brief = attempt.brief();
        var heard = stage.programs()
                .run(
                        workspace.site(),
                        brief.setup(),
                        secrets.get().with(brief.env()),
                        new Start.Input.Nothing(),
                        attempt.step().limits(),
                        attempt.activity());
        var code = heard.ran().exit() instanceof Exit.Ended(var ended) ? ended : 1;
        return new SetupLayers.Ended(code, heard.ran().lastLines());
    }
}
