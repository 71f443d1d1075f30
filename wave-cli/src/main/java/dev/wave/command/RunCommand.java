package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.option.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// `wave run`: plans, asks for trust where it is needed, and runs.
final class RunCommand extends PlanningCommand {
    /// What there is to choose when steps run.
    private static final List<String> OF_STEPS_THAT_RUN = List.of(
            "--fresh",
            "--only",
            "--until",
            "--max-parallel",
            "--fail-fast",
            "--sandbox",
            "--strict",
            "--trust",
            "--committed");

    /// What a plan has chosen already.
    private static final List<String> OF_WHAT_IS_PLANNED =
            List.of("--locked", "--fresh", "--only", "--until", "--sandbox");

    PipelineArgument pipeline = new PipelineArgument();
    RunOptions options = new RunOptions();
    boolean locked;
    boolean all;
    boolean requireCurrent;

    @Nullable
    String plan;

    RunCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        super.declare(syntax);
        syntax.purpose("Run a pipeline. Steps whose result is stored are reused; nothing in your files changes.");
        pipeline.declare(syntax);
        options.declare(syntax);
        var instead = syntax.under(OptionGroups.INSTEAD);
        instead.flag(
                "--locked",
                "Replay the recording of these parameters: no agent, no network, the recorded bytes.",
                () -> locked = true);
        instead.flag("--all", "With --locked: every recording, of all pipelines if none is named.", () -> all = true);
        instead.flag(
                "--require-current",
                "With --locked: refuse a recording that did not start with the files committed now.",
                () -> requireCurrent = true);
        instead.option(
                "--plan FILE",
                "Run what `wave plan --save FILE` saved; refuse, with exit code 5, if anything moved since.",
                word -> plan = word);
    }

    @Override
    Optional<String> pipeline() {
        return pipeline.given();
    }

    @Override
    List<OutputFormat> formats() {
        return List.of(OutputFormat.TEXT, OutputFormat.NDJSON, OutputFormat.JSON);
    }

    @Override
    void refuseContradictions(List<String> options) {
        if (locked) {
            var useless = options.stream().filter(OF_STEPS_THAT_RUN::contains).toList();
            Contradiction.refuse("--locked", "replays what is recorded and runs no step", useless);
        } else {
            for (var option : List.of("--all", "--require-current")) {
                if (options.contains(option)) {
                    throw CommandProblem.usage(option + " is for replays: `wave run --locked " + option + "`");
                }
            }
        }
        if (plan != null) {
            var useless = new ArrayList<>(ofNewRun(options));
            options.stream().filter(OF_WHAT_IS_PLANNED::contains).forEach(useless::add);
            Contradiction.refuse("--plan", "runs what was saved, and nothing else", useless);
        }
        if (all) {
            Contradiction.refuse("--all", "replays each recording with its own parameters", parameters(options));
        }
    }

    @Override
    ExitCode run() throws InterruptedException {
        var project = openProject();
        if (plan != null) {
            return planned(project, plan);
        }
        return locked
                ? replay(project)
                : new NewRun(new Planning(tools(), project), options, from.committed)
                        .run(pipeline(), given(), format())
                        .code();
    }

    private ExitCode planned(OpenProject project, String file) throws InterruptedException {
        var planning = new Planning(tools(), project);
        var keeping = new PlanKeeping(tools(), project);
        var saved = keeping.read(file);
        keeping.check(saved, planning);
        return new NewRun(planning, options, saved.committed())
                .from(saved.base())
                .run(Optional.of(saved.pipeline()), PlanKeeping.given(saved), format())
                .code();
    }

    private ExitCode replay(OpenProject project) throws InterruptedException {
        var planning = new Planning(tools(), project).anywhere();
        var recorded = new LockedRuns(planning.lock());
        var wanted = all ? recorded.all(pipeline()) : one(recorded, planning, project);
        try (var stores = tools().stores(project);
                var _ = stores.use()) {
            var replay = new Replay(tools(), project, planning, stores);
            var staleness = new Staleness(tools(), project, stores);
            var codes = new TreeSet<ExitCode>();
            for (var each : wanted.entrySet()) {
                codes.add(replay(replay, staleness, planning, each.getKey(), each.getValue()));
                if (codes.contains(ExitCode.CANCELLED)) {
                    return ExitCode.CANCELLED;
                }
            }
            return codes.last(); // the worst
        }
    }

    private ExitCode replay(
            Replay replay, Staleness staleness, Planning planning, RecordingName name, Recording recording)
            throws InterruptedException {
        return switch (replay.derive(name, recording)) {
            case Replay.Derived.Refused(var problems) -> LockedRuns.refuse(name, problems, console());
            case Replay.Derived.Holds derived ->
                isRefusedAsStale(staleness, planning, name, recording)
                        ? ExitCode.MISMATCH
                        : replay.run(name, recording, derived, format());
        };
    }

    /// Says that a recording is stale, if it is.
    private boolean isRefusedAsStale(Staleness staleness, Planning planning, RecordingName name, Recording recording)
            throws InterruptedException {
        if (!staleness.isStale(recording)) {
            return false;
        }
        var moved = staleness.told(name, recording, planning);
        if (requireCurrent) {
            console().error(name + " is not current: " + moved);
            console().error("`wave record` makes it anew; without --require-current it is replayed as it is");
        } else {
            console().note(name + ": " + moved);
        }
        return requireCurrent;
    }

    private SequencedMap<RecordingName, Recording> one(LockedRuns recorded, Planning planning, OpenProject project) {
        var plan = Planning.plan(
                planning.outline(pipeline()),
                given(),
                tools().surroundings(project).flags());
        var one = new LinkedHashMap<RecordingName, Recording>();
        var found = recorded.of(plan);
        one.put(found.getKey(), found.getValue());
        return one;
    }
}
