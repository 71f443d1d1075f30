package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.StepId;
import dev.wave.option.Syntax;
import dev.wave.option.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `wave shell`: opens a shell in the workspace of a step's last attempt, as its programs saw it.
final class ShellCommand extends WaveCommand {
    @Nullable
    String step;

    @Nullable
    String run;

    ShellCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Open a shell in the workspace that a failed step left, in its sandbox and without a network.");
        syntax.argument(Times.ONCE, "STEP", "The step.", word -> step = word);
        syntax.option("--run RUN", "The run; the newest if left out.", word -> run = word);
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT);
    }

    @Override
    ExitCode run() throws InterruptedException {
        format();
        enter(kept(openProject()));
        return ExitCode.DONE;
    }

    private Path kept(OpenProject project) {
        try (var stores = tools().stores(project)) {
            var id = RunNames.of(stores, run);
            if (step == null || !StepId.isValid(step)) {
                throw CommandProblem.usage("'" + step + "' is no step\n`wave show " + id + "` lists the run's steps");
            }
            try (var stage = tools().stage(project, stores, id)) {
                return stage.kept(new StepId(step))
                        .map(Path::of)
                        .orElseThrow(
                                () -> CommandProblem.failed("no workspace is kept of the step '" + step + "' in run "
                                        + id + "\nthose of failed and cancelled attempts are, until `wave clean`"));
            }
        }
    }

    /// By the script that lies in the folder; whoever knows the folder can start it too.
    private static void enter(Path folder) throws InterruptedException {
        var script = folder.resolve("enter");
        if (!Files.isExecutable(script)) {
            throw CommandProblem.failed(
                    "the workspace in " + folder + " cannot be entered"
                            + "\nthe process that worked in it died before it made a way in; `wave resume` does the step again");
        }
        try {
            new ProcessBuilder(script.toString()).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot enter the workspace in " + folder, e);
        }
    }
}
