package dev.wave.local;

import dev.wave.plan.PlannedAction;
import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.AgentAdapter.Assignment;
import dev.wave.spi.Workspaces.Workspace;
import java.util.List;
import java.util.Optional;

/// The phase of an attempt in which an agent or a command does what the step is for.
final class Work {
    private final Stage stage;

    Work(Stage stage) {
        this.stage = stage;
    }

    /// What the agent said in the end, all its processes dead but those that hid.
    ///
    /// @param repeated whether `.wave/previous` holds what the previous attempt handed over
    Answer work(Attempt attempt, List<TaskText.Given> given, boolean repeated, Workspace workspace)
            throws InterruptedException {
        return switch (attempt.step().action()) {
            case PlannedAction.Ask ask ->
                adapter(ask).work(assignment(ask, attempt, given, repeated, workspace), attempt.activity());
            case PlannedAction.Run(var line) -> command(line, attempt, workspace);
        };
    }

    private AgentAdapter adapter(PlannedAction.Ask ask) {
        return stage.agents()
                .adapter(ask.adapter().type())
                .orElseThrow(() -> new IllegalStateException(
                        "planned without an adapter: " + ask.adapter().type()));
    }

    private Assignment assignment(
            PlannedAction.Ask ask, Attempt attempt, List<TaskText.Given> given, boolean repeated, Workspace workspace) {
        return new Assignment(
                attempt.id(),
                attempt.number(),
                ask.persona(),
                ask.adapter(),
                ask.model(),
                TaskText.of(attempt.step(), attempt.command(), attempt.brief(), given, repeated),
                attempt.step().limits(),
                attempt.brief().env(),
                workspace.site(),
                stage.project(),
                Optional.empty(),
                Optional.empty());
    }

    private Answer command(PlannedAction.Command line, Attempt attempt, Workspace workspace) {
        var brief = attempt.brief();
        var words = line instanceof PlannedAction.Command.Shell(var text) ? List.of("sh", "-c", text) : brief.words();
        var env = StepVariables.of(brief.env(), workspace.site(), attempt.id(), attempt.number());
        var limits = attempt.step().limits();
        var heard = stage.programs()
                .run(workspace.site(), words, env, new Start.Input.Nothing(), limits, attempt.activity());
        return new Answer(heard.failure(), "", Usage.NONE, "command", heard.transcript());
    }
}
