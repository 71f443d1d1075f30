package dev.wave.plan;

import dev.wave.model.Format;
import dev.wave.model.Persona;
import dev.wave.plan.StepDraft.InputDraft;
import dev.wave.plan.StepDraft.OutputDraft;

/// The task of a persona whose step has none: who it is, what to produce, what it was given. Part of keys, so
/// a change of this text makes every such step run again.
final class FixedTask {

    private FixedTask() {}

    static String of(Persona persona, StepDraft step) {
        var text = new StringBuilder();
        text.append("Do your part of this workflow.\n");
        if (!persona.description().isBlank()) {
            text.append("\nYour role: ").append(sentence(persona.description())).append('\n');
        }
        if (!step.outputs.isEmpty()) {
            text.append("\nProduce:\n");
            step.outputs.values().forEach(output -> text.append(line(output)).append('\n'));
        }
        if (!step.inputs.isEmpty()) {
            text.append("\nYou are given:\n");
            step.inputs.forEach(input -> text.append(line(input)).append('\n'));
        }
        return text.toString();
    }

    private static String line(OutputDraft output) {
        return "- " + output.name + format(output.format) + described(output.description);
    }

    private static String line(InputDraft input) {
        return "- " + input.name() + format(input.source().format) + described(input.source().description);
    }

    private static String format(Format format) {
        return format == Format.ANY ? "" : " (" + format.text() + ")";
    }

    private static String described(String description) {
        return description.isBlank() ? "" : ": " + description.strip();
    }

    private static String sentence(String text) {
        var stripped = text.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }
}
