package dev.wave.agent;

import dev.wave.model.Persona;
import dev.wave.process.Start;
import dev.wave.process.StepVariables;
import dev.wave.run.Activity;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.Needs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// `type: command`: any program. It gets the persona's prompt and the task on standard input, works in
/// the workspace, and its answer
/// is what it prints on standard output.
///
/// Its environment is what [dev.wave.process.Processes] gives, the adapter's `env:`, the step's, and
/// [StepVariables]. What it costs nobody knows, so its usage is unknown, not zero. [ProjectWords] says where
/// its files are looked for.
public final class CommandAdapter implements AgentAdapter {
    private final AgentProgram program;

    public CommandAdapter(AgentProgram program) {
        this.program = program;
    }

    @Override
    public String type() {
        return "command";
    }

    @Override
    public Answer work(Assignment assignment, Consumer<Activity> activity) {
        var settings = assignment.settings();
        if (settings.command().isEmpty()) {
            return failed(new Failure.AgentFailed("the adapter '" + settings.name() + "' has no command"), "command");
        }
        var words = new ArrayList<>(settings.command());
        words.addAll(settings.args());
        var line = ProjectWords.resolved(words, assignment.project());
        var needs =
                new Needs(ProjectWords.shown(line, assignment.project()), new LinkedHashMap<>(), new LinkedHashMap<>());
        var start = new Start(
                assignment.site().launch(line, ".", needs),
                environment(assignment),
                new Start.Input.Text(text(assignment.persona(), assignment.task())),
                assignment.site().tag(),
                assignment.limits());
        var heard = program.run(start, activity);
        return new Answer(
                heard.failure(),
                heard.message(),
                Usage.UNKNOWN,
                Answerer.named(name(settings.command())),
                heard.transcript());
    }

    /// Who it is, then what to do: a program has no other place for a persona's prompt.
    static String text(Persona persona, String task) {
        var prompt = persona.prompt().strip();
        return prompt.isEmpty() ? task : prompt + "\n\n# Your task\n\n" + task;
    }

    private static SequencedMap<String, String> environment(Assignment assignment) {
        var env = new LinkedHashMap<>(assignment.settings().env());
        env.putAll(assignment.env());
        return StepVariables.of(env, assignment.site(), assignment.step(), assignment.attempt());
    }

    private static String name(List<String> command) {
        var file = Path.of(command.getFirst()).getFileName();
        return "command " + (file == null ? command.getFirst() : file);
    }

    private static Answer failed(Failure failure, String agent) {
        return new Answer(Optional.of(failure), "", Usage.NONE, Answerer.named(agent), Optional.empty());
    }
}
