package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.model.Action;
import dev.wave.model.Text;
import java.util.ArrayList;
import java.util.Optional;

/// Reads what a step does: exactly one action.
final class ActionReader {
    private static final String[] NOT_YET = {"gate", "loop", "pipeline", "uses"};

    private final Reading reading;

    ActionReader(Reading reading) {
        this.reading = reading;
    }

    /// The action of a step; empty if there is none or more than one, which has been reported.
    Optional<Action> read(Fields step) {
        var asks = step.has("persona") || step.has("task") || step.has("task_file");
        if (step.has("run")) {
            var clash = step.exclude("run", "persona", "task", "task_file");
            var command = command(step, "run");
            return clash ? Optional.empty() : command.map(Action.Run::new);
        }
        if (asks) {
            return Optional.of(ask(step));
        }
        if (!step.hasNotYet(NOT_YET)) {
            reading.problems()
                    .add(
                            Code.E_MISSING_FIELD,
                            step.place(),
                            "the step does nothing",
                            "add 'persona:' and 'task:' to ask an agent, or 'run:' for a command");
        }
        return Optional.empty();
    }

    private Action ask(Fields step) {
        step.exclude("task", "task_file");
        var task =
                step.text("task").or(() -> step.scalar("task_file").flatMap(field -> reading.text(field, "task file")));
        task.filter(text -> text.source().isBlank())
                .ifPresent(text -> reading.problems()
                        .add(Code.E_VALUE, text.place(), "the task is empty", "say what is to be done"));
        return new Action.Ask(step.named("persona"), task.map(reading::template));
    }

    /// A command: shell text, or a list of a program and its arguments.
    Optional<Action.Invocation> command(Fields fields, String name) {
        return fields.node(name).flatMap(node -> command(node, name));
    }

    private Optional<Action.Invocation> command(Node node, String name) {
        return switch (node) {
            case Node.Scalar scalar
            when scalar.kind() == Node.Kind.STRING && !scalar.text().isBlank() ->
                Optional.of(new Action.Invocation.Shell(Fields.text(scalar)));
            case Node.Items items when !items.nodes().isEmpty() -> words(items, name);
            case Node.Scalar _, Node.Items _, Node.Mapping _ -> {
                reading.problems()
                        .add(
                                Code.E_TYPE,
                                node.place(),
                                "'" + name + "' must be a command, found "
                                        + (node instanceof Node.Items ? "an empty list" : node.shown()),
                                "write a shell text, or a list: [program, argument]");
                yield Optional.empty();
            }
        };
    }

    private Optional<Action.Invocation> words(Node.Items items, String name) {
        var words = new ArrayList<Text>();
        for (var node : items.nodes()) {
            if (node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL) {
                words.add(reading.template(Fields.text(scalar)));
            } else {
                reading.problems()
                        .add(
                                Code.E_TYPE,
                                node.place(),
                                "a word of '" + name + "' must be a text, found " + node.shown(),
                                "put it in quotes");
            }
        }
        return words.size() == items.nodes().size()
                ? Optional.of(new Action.Invocation.Words(words))
                : Optional.empty();
    }
}
