package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.lock.RecordingName;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Printable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `wave verify`: derives every recording again and compares.
@Command(
        name = "verify",
        description = "Derive the keys and digests of the recordings again. Exit with 5 if one does not hold.",
        sortOptions = false)
final class VerifyCommand extends WaveCommand {
    @Mixin
    PipelineArgument pipeline = new PipelineArgument();

    VerifyCommand(Tools tools) {
        super(tools);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    /// How one recording fared.
    private record Verified(RecordingName name, List<String> problems) {
        Value json() {
            return new ObjectWriter()
                    .text("recording", name)
                    .truth("holds", problems.isEmpty())
                    .texts("problems", problems)
                    .done();
        }

        List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add(name + (problems.isEmpty() ? "  holds" : "  does not hold"));
            problems.forEach(problem -> lines.add("  " + Printable.line(problem).text()));
            return lines;
        }
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var planning = new Planning(tools(), project).anywhere();
        var recordings = new LockedRuns(planning.lock()).all(pipeline.given());
        var verified = new ArrayList<Verified>();
        try (var stores = tools().stores(project)) {
            var replay = new Replay(tools(), project, planning, stores);
            for (var recording : recordings.entrySet()) {
                verified.add(
                        new Verified(recording.getKey(), replay.problems(recording.getKey(), recording.getValue())));
            }
        }
        answer(
                () -> verified.stream().flatMap(each -> each.lines().stream()).toList(),
                "recordings",
                verified,
                Verified::json);
        return verified.stream().allMatch(each -> each.problems().isEmpty()) ? ExitCode.DONE : ExitCode.MISMATCH;
    }
}
