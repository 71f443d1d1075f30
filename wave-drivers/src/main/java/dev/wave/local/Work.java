package dev.wave.local;

import dev.wave.agent.ProjectWords;
import dev.wave.collect.Offering;
import dev.wave.deliverable.SubmitDeliverable;
import dev.wave.deliverable.ToolSocket;
import dev.wave.plan.PlannedAction;
import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.AgentAdapter.Assignment;
import dev.wave.spi.Workspaces.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The phase of an attempt in which an agent or a command does what the step is for.
final class Work {
    private final Stage stage;

    Work(Stage stage) {
        this.stage = stage;
    }

    /// What came of it, all processes dead but those that hid.
    ///
    /// @param repeated whether `.wave/previous` holds what the previous attempt handed over
    Worked work(Attempt attempt, List<TaskText.Given> given, boolean repeated, Workspace workspace)
            throws InterruptedException {
        return switch (attempt.step().action()) {
            case PlannedAction.Run(var line) -> Worked.of(command(line, attempt, workspace));
            case PlannedAction.Ask ask -> {
                var changed = ProjectWords.changed(ask.adapter(), stage.project());
                if (changed.isPresent()) {
                    yield Worked.of(changed(ask, changed.get()));
                }
                yield adapter(ask).offersTools() && !attempt.step().outputs().isEmpty()
                        ? withTools(ask, attempt, given, repeated, workspace)
                        : withoutTools(ask, attempt, given, repeated, workspace);
            }
        };
    }

    /// What it would do is not what the step's key says.
    private static Answer changed(PlannedAction.Ask ask, String file) {
        var failure = new Failure.AgentFailed(
                "the file '%s' of the adapter '%s' was changed after the run began: start a new run"
                        .formatted(file, ask.adapter().name()));
        return new Answer(
                Optional.of(failure),
                "",
                Usage.NONE,
                Answerer.named(ask.adapter().type()),
                Optional.empty());
    }

    private Worked withTools(
            PlannedAction.Ask ask, Attempt attempt, List<TaskText.Given> given, boolean repeated, Workspace workspace)
            throws InterruptedException {
        var task = TaskText.of(attempt, given, repeated, true);
        var schema = SubmitDeliverable.answerSchema(attempt.step());
        var offering = new Offering(workspace.out(), workspace.site().inside(), attempt.wanted());
        try (var tools = ToolSocket.open(attempt.step(), offering, attempt.activity(), stage.sockets())) {
            var assignment = assignment(ask, attempt, task, workspace, Optional.of(tools.path()), schema);
            return new Worked(adapter(ask).work(assignment, attempt.activity()), tools.accepted());
        }
    }

    private Worked withoutTools(
            PlannedAction.Ask ask, Attempt attempt, List<TaskText.Given> given, boolean repeated, Workspace workspace)
            throws InterruptedException {
        var task = TaskText.of(attempt, given, repeated, false);
        var assignment = assignment(ask, attempt, task, workspace, Optional.empty(), Optional.empty());
        return Worked.of(adapter(ask).work(assignment, attempt.activity()));
    }

    private AgentAdapter adapter(PlannedAction.Ask ask) {
        return stage.agents()
                .adapter(ask.adapter().type())
                .orElseThrow(() -> new IllegalStateException(
                        "planned without an adapter: " + ask.adapter().type()));
    }

    private Assignment assignment(
            PlannedAction.Ask ask,
            Attempt attempt,
            String task,
            Workspace workspace,
            Optional<Path> deliverables,
            Optional<String> answerSchema) {
        return new Assignment(
                attempt.id(),
                attempt.number(),
                ask.persona(),
                ask.adapter(),
                ask.model().id(),
                task,
                attempt.step().limits(),
                attempt.secrets().with(attempt.brief().env()),
                workspace.site(),
                stage.project(),
                deliverables,
                answerSchema);
    }

    private Answer command(PlannedAction.Command line, Attempt attempt, Workspace workspace) {
        var brief = attempt.brief();
        var words = line instanceof PlannedAction.Command.Shell(var text) ? List.of("sh", "-c", text) : brief.words();
        var env =
                StepVariables.of(attempt.secrets().with(brief.env()), workspace.site(), attempt.id(), attempt.number());
        var limits = attempt.step().limits();
        var heard = stage.programs()
                .run(workspace.site(), words, env, new Start.Input.Nothing(), limits, attempt.activity());
        return new Answer(heard.failure(), "", Usage.NONE, Answerer.named("command"), heard.transcript());
    }
}
