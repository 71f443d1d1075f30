package dev.wave.agent;

import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.run.Activity;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// `type: scripted`: answers from a file, so that a pipeline can be tried without a model. [Script] describes
/// the file.
///
/// What a turn writes is written by a shell inside the workspace, as an agent would write it: under the same
/// sandbox, limits and permissions, and into nothing else.
public final class ScriptedAdapter implements AgentAdapter {
    private final AgentProgram program;

    public ScriptedAdapter(AgentProgram program) {
        this.program = program;
    }

    @Override
    public String type() {
        return "scripted";
    }

    @Override
    public Answer work(Assignment assignment, Consumer<Activity> activity) {
        var file = assignment.settings().script();
        if (file.isEmpty()) {
            return failed("the adapter '" + assignment.settings().name() + "' has no script", "scripted");
        }
        var agent = "scripted " + file.get().path();
        try {
            var script = Script.parse(file.get().text());
            var turn = script.turn(assignment.step().value(), assignment.attempt());
            return turn.map(found -> played(found, assignment, agent, activity))
                    .orElseGet(() -> failed(
                            file.get().path() + " says nothing about the step '" + assignment.step() + "'", agent));
        } catch (ScriptProblem e) {
            return failed(file.get().path() + ": " + e.getMessage(), agent);
        }
    }

    private Answer played(Turn turn, Assignment assignment, String agent, Consumer<Activity> activity) {
        for (int i = 0; i < turn.tools().size(); i++) {
            var tool = turn.tools().get(i);
            activity.accept(new Activity.ToolStarted("t" + i, tool.name(), tool.summary()));
            activity.accept(new Activity.ToolFinished("t" + i, tool.ok()));
        }
        var env = StepVariables.of(assignment.env(), assignment.site(), assignment.step(), assignment.attempt());
        var input = new Start.Input.Text(TurnShell.program(turn));
        var heard = program.run(assignment.site(), List.of("/bin/sh", "-s"), env, input, assignment.limits(), activity);
        activity.accept(new Activity.Used(turn.usage()));
        var failure = heard.failure().or(turn::failure);
        return new Answer(failure, heard.message(), turn.usage(), Answerer.named(agent), heard.transcript());
    }

    private static Answer failed(String reason, String agent) {
        return new Answer(
                Optional.of(new Failure.AgentFailed(reason)), "", Usage.NONE, Answerer.named(agent), Optional.empty());
    }
}
