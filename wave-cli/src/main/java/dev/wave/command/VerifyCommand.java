package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.option.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `wave verify`: derives every recording again and compares; on request it checks the contracts again, too.
final class VerifyCommand extends WaveCommand {
    PipelineArgument pipeline = new PipelineArgument();
    boolean recheck;
    boolean trust;

    VerifyCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Derive the keys and digests of the recordings again. Exit with 5 if one does not hold.");
        pipeline.declare(syntax);
        syntax.flag(
                "--recheck",
                "Also check the contracts again, on the recorded bytes, in the sandbox and without a model.",
                () -> recheck = true);
        syntax.flag("--trust", "Run this project's commands this once without asking.", () -> trust = true);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    @Override
    void refuseContradictions(List<String> options) {
        if (trust && !recheck) {
            throw CommandProblem.usage("--trust is for `wave verify --recheck`; without it no command runs");
        }
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        var planning = new Planning(tools(), project).anywhere();
        var recordings = new LockedRuns(planning.lock()).all(pipeline.given());
        var verified = new ArrayList<Verified>();
        try (var stores = tools().stores(project);
                var _ = stores.use()) {
            var replay = new Replay(tools(), project, planning, stores);
            var rechecks = new Rechecks(tools(), project, planning, stores, trust);
            for (var each : recordings.entrySet()) {
                verified.add(verified(replay, rechecks, each.getKey(), each.getValue()));
            }
        }
        answer(
                () -> verified.stream().flatMap(each -> each.lines().stream()).toList(),
                "recordings",
                verified,
                Verified::json);
        return verified.stream().allMatch(Verified::holds) ? ExitCode.DONE : ExitCode.MISMATCH;
    }

    private Verified verified(Replay replay, Rechecks rechecks, RecordingName name, Recording recording)
            throws InterruptedException {
        return switch (replay.derive(name, recording)) {
            case Replay.Derived.Refused(var problems) -> new Verified(name, problems, Optional.empty());
            case Replay.Derived.Holds derived ->
                new Verified(
                        name,
                        List.of(),
                        recheck ? Optional.of(rechecks.of(name, recording, derived)) : Optional.empty());
        };
    }
}
