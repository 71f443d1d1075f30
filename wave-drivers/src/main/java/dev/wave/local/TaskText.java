package dev.wave.local;

import dev.wave.deliverable.SubmitDeliverable;
import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedInput;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Content;
import dev.wave.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The whole text an agent is given: the author's task and, in plain words, where its inputs are, what it has
/// to produce and how to hand it over. An agent that knows nothing of Wave gets everything right by following
/// it.
final class TaskText {
    private static final int LISTED_FILES = 50;

    private TaskText() {}

    /// An input as it lies in the workspace.
    ///
    /// @param path below the workspace's root
    /// @param inline its text, if the author wants it in the task
    /// @param files of a folder, at most the first fifty of them
    record Given(PlannedInput input, String path, Content content, Optional<String> inline, List<String> files) {
        Given {
            files = List.copyOf(files);
        }
    }

    /// The text of an attempt: of one that repairs another, with what has to be mended.
    ///
    /// @param repeated whether `.wave/previous` holds what the previous attempt handed over; it does not after
    /// a crash
    /// @param tool whether the agent has `submit_deliverable`
    static String of(Attempt attempt, List<Given> inputs, boolean repeated, boolean tool) {
        var first = first(attempt, inputs, tool);
        var feedback = attempt.command().feedback();
        return feedback.isEmpty() ? first : repair(first, feedback, repeated);
    }

    private static String first(Attempt attempt, List<Given> inputs, boolean tool) {
        var step = attempt.step();
        var sections = new ArrayList<String>();
        sections.add(attempt.brief().words().getFirst().strip());
        if (!inputs.isEmpty()) {
            sections.add(inputs(inputs));
        }
        if (!step.outputs().isEmpty()) {
            sections.add(outputs(step, attempt.brief().paths(), tool));
        }
        contracts(step.contracts()).ifPresent(sections::add);
        changes(step).ifPresent(sections::add);
        return String.join("\n\n", sections) + "\n";
    }

    /// Which files of the project may change, if it is not all of them.
    private static Optional<String> changes(PlannedStep step) {
        if (!step.writable()) {
            return Optional.of("The project's files are read-only in this step: change none of them."
                    + (step.outputs().isEmpty() ? "" : " Only `.wave/out` can be written."));
        }
        return step.isNarrow()
                ? Optional.of("Of the project's files this step may change only these: "
                        + step.writes().stream().map(glob -> "`" + glob + "`").collect(Collectors.joining(", ")) + "."
                        + " Changing any other fails the step.")
                : Optional.empty();
    }

    /// The text of an attempt that repairs a broken one.
    private static String repair(String first, List<Verdict> broken, boolean repeated) {
        var text = new StringBuilder(first);
        text.append("\n## The previous attempt was not accepted\n\n");
        text.append("This is a new session. The files are as the previous attempt left them");
        text.append(repeated ? "; what it handed over and its final message are in `.wave/previous/`. " : ". ");
        text.append("Mend the following and hand everything over again:\n");
        for (var verdict : broken) {
            text.append("\n").append(verdict.contract()).append(":\n");
            for (var violation : verdict.violations()) {
                text.append("- ").append(violation).append('\n');
            }
            if (!verdict.evidence().isBlank()) {
                text.append("```\n").append(verdict.evidence().strip()).append("\n```\n");
            }
        }
        return text.toString();
    }

    private static String inputs(List<Given> inputs) {
        var text = new StringBuilder("## What you are given (read-only)\n");
        for (var given : inputs) {
            var input = given.input();
            text.append("\n- ")
                    .append(input.name())
                    .append(": `")
                    .append(given.path())
                    .append("` (");
            text.append(describe(input.format(), given.content())).append(')');
            if (!input.description().isBlank()) {
                text.append(", ").append(input.description());
            }
            given.files().stream()
                    .limit(LISTED_FILES)
                    .forEach(file -> text.append("\n  - ").append(file));
            if (given.content() instanceof Content.Folder(var _, var files, var _) && files > LISTED_FILES) {
                text.append("\n  - … and ").append(files - LISTED_FILES).append(" more");
            }
            given.inline()
                    .ifPresent(bytes -> text.append("\n\n<<<")
                            .append(input.name())
                            .append("\n")
                            .append(bytes.stripTrailing())
                            .append("\n")
                            .append(input.name())
                            .append(">>>"));
        }
        return text.toString();
    }

    private static String describe(Format format, Content content) {
        return switch (content) {
            case Content.Blob(var _, var size) -> (format == Format.ANY ? "" : format.text() + ", ") + size + " bytes";
            case Content.Folder(var _, var files, var _) -> "folder, " + files + (files == 1 ? " file" : " files");
        };
    }

    private static String outputs(PlannedStep step, SequencedMap<ArtifactName, String> paths, boolean tool) {
        var text = new StringBuilder("## What you have to hand over\n");
        for (var output : step.outputs()) {
            text.append("\n- ").append(output.name()).append(output.required() ? " (required)" : " (if there is one)");
            if (output.format() != Format.ANY) {
                text.append(", ").append(output.format().text());
            }
            if (!output.description().isBlank()) {
                text.append(": ").append(output.description());
            }
            text.append("\n  ").append(way(output, path(step, output, paths)));
            output.schema().ifPresent(schema -> text.append("\n  JSON Schema: ").append(schema.json()));
        }
        text.append("\n\nPaths are relative to your working directory. Write each file completely before you finish.");
        if (onlyOneText(step)) {
            text.append(" If you write no file, your final message is taken for it.");
        }
        if (tool) {
            text.append("\n\nRather than writing a file, call the tool `" + SubmitDeliverable.NAME + "` (which may be")
                    .append(" listed with a prefix): it checks at once what you hand over. If it says that something")
                    .append(" is wrong, mend that and call it again, until it is accepted.");
        }
        return text.toString();
    }

    /// Where the step can write the output itself; from elsewhere Wave takes it there.
    private static Optional<String> path(
            PlannedStep step, PlannedOutput output, SequencedMap<ArtifactName, String> paths) {
        return Optional.ofNullable(paths.get(output.name())).filter(step::mayChange);
    }

    private static String way(PlannedOutput output, Optional<String> path) {
        if (path.isPresent()) {
            return "write it to `" + path.get() + "`";
        }
        var name = output.name().value();
        if (output.format() == Format.DIRECTORY) {
            return "make the folder `.wave/out/" + name
                    + "/`, or list files of the project you changed, one path a line," + " in `.wave/out/" + name
                    + ".paths`";
        }
        var byReference =
                ", or, if it is files of the project that you changed, list their paths, one a line, in `.wave/out/"
                        + name + ".paths`";
        return "write it to `.wave/out/" + name + output.format().extension() + "`"
                + (output.format() == Format.ANY || output.format() == Format.CODE ? byReference : "");
    }

    private static boolean onlyOneText(PlannedStep step) {
        return step.outputs().size() == 1
                && step.outputs().getFirst().format().isText()
                && (step.outputs().getFirst().path().isEmpty() || !step.writable());
    }

    private static Optional<String> contracts(List<PlannedContract> contracts) {
        if (contracts.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder("## What is checked when you finish\n");
        for (var contract : contracts) {
            text.append("\n- ").append(describe(contract.predicate()));
        }
        return Optional.of(text.toString());
    }

    private static String describe(Predicate predicate) {
        return switch (predicate) {
            case Predicate.JsonSchema(var schema, var sources) ->
                names(sources) + " must validate against this JSON Schema: " + schema.json();
            case Predicate.OutputSchema(var _, var output) -> output + " must validate against its JSON Schema above";
            case Predicate.Command(var _, var command, var dir, var _, var _) ->
                "this command must exit with 0" + (dir.equals(".") ? "" : " in `" + dir + "`") + ": `"
                        + CommandLines.shown(command) + "`";
            case Predicate.NonEmpty(var sources) -> names(sources) + " must not be blank";
            case Predicate.HasFormat(var format, var sources) -> names(sources) + " must be valid " + format.text();
        };
    }

    private static String names(List<?> sources) {
        return sources.isEmpty()
                ? "every output"
                : String.join(", ", sources.stream().map(Object::toString).toList());
    }
}
