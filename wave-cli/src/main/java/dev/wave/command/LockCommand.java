package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.lock.Lock;
import dev.wave.lock.LockCheck.Difference;
import dev.wave.lock.LockMerge;
import dev.wave.lock.LockText;
import dev.wave.model.ObjectWriter;
import dev.wave.option.Syntax;
import dev.wave.plan.Pins;
import dev.wave.view.FromLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `wave lock`: writes down what the project's workflows are, or checks that they still are it.
final class LockCommand extends WaveCommand {
    private static final String UP_TO_DATE = "wave.lock is up to date";

    boolean check;

    @Nullable
    String update;

    @Nullable
    String take;

    LockCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("Write wave.lock: versions and models, what each step is defined as and may do, recordings.");
        syntax.flag(
                "--check",
                "Write nothing; exit with 5 and the reason if the lock is not up to date.",
                () -> check = true);
        syntax.option(
                "--update WHAT",
                "all",
                "Pin anew what this machine and this Wave have: adapters, models, or both if none is named.",
                word -> update = word);
        syntax.option(
                "--take SIDE",
                "After an unfinished merge: whose recordings and pins win, ours or theirs.",
                word -> take = word);
    }

    @Override
    ExitCode run() {
        refuseBesideCheck("--update", update);
        refuseBesideCheck("--take", take);
        var project = openProject();
        var file = new LockFile(tools(), project);
        return check ? check(project, file) : write(project, file);
    }

    private void refuseBesideCheck(String option, @Nullable String given) {
        if (check && given != null) {
            throw CommandProblem.usage("--check writes nothing, and " + option + " does; leave one out");
        }
    }

    /// Pins are not about this machine: that it has another version, or none, is no difference.
    private ExitCode check(OpenProject project, LockFile file) {
        var locked = file.read().orElseThrow(LockCommand::missing);
        var planning = Planning.shared(tools(), project, locked.pins()).anywhere();
        var differences = file.differences(locked, file.now(planning, locked, _ -> Optional.empty()));
        answer(
                differences,
                differences.isEmpty() ? UP_TO_DATE : "wave.lock is not up to date; `wave lock` writes it anew");
        return differences.isEmpty() ? ExitCode.DONE : ExitCode.MISMATCH;
    }

    private ExitCode write(OpenProject project, LockFile file) {
        var written = file.text();
        var before = merged(file, written);
        var planning = Planning.shared(tools(), project, kept(before.pins()));
        var versions = new AgentVersions(tools(), planning.surroundings(), before.pins());
        var now = file.now(planning, before, versions);
        versions.notices().forEach(console()::note);
        if (hasMoved(before.pins(), now.pins()) && !now.recordings().isEmpty()) {
            console()
                    .note("what was recorded with other pins does not hold any more: `wave verify` says which,"
                            + " `wave record` makes it again");
        }
        var changed = !written.equals(Optional.of(LockText.write(now)));
        if (changed) {
            file.write(now);
        }
        answer(file.differences(before, now), changed ? "wrote wave.lock" : UP_TO_DATE);
        return ExitCode.DONE;
    }

    private static boolean hasMoved(Pins before, Pins now) {
        return !now.adapters().entrySet().containsAll(before.adapters().entrySet())
                || !now.models().entrySet().containsAll(before.models().entrySet());
    }

    private static CommandProblem missing() {
        return new CommandProblem(ExitCode.MISMATCH, "this project has no wave.lock\n`wave lock` writes one");
    }

    /// The pins that stay as they are.
    private Pins kept(Pins pins) {
        if (update == null) {
            return pins;
        }
        return switch (update) {
            case "all" -> Pins.NONE;
            case "adapters" -> pins.withoutAdapters();
            case "models" -> pins.withoutModels();
            default -> throw CommandProblem.usage("--update takes adapters or models, not '" + update + "'");
        };
    }

    /// The lock as it is; of two versions that nobody has merged, what both of them pinned and recorded.
    private Lock merged(LockFile file, Optional<String> written) {
        var text = written.orElse("");
        var side = side();
        if (!LockMerge.isNeeded(text)) {
            if (side != LockMerge.Take.NEITHER) {
                console().note("--take: there was nothing to take, for wave.lock is no unfinished merge");
            }
            return written.map(each -> file.orStop(LockText.read(each))).orElse(Lock.EMPTY);
        }
        return switch (file.orStop(LockMerge.of(text, side))) {
            case LockMerge.Outcome.Merged(var lock) -> lock;
            case LockMerge.Outcome.Conflict(var recordings) ->
                throw CommandProblem.failed("both sides of the merge recorded "
                        + recordings.stream().map(Object::toString).collect(Collectors.joining(", "))
                        + ", and not the same\n`wave lock --take ours` or `--take theirs` chooses");
        };
    }

    private LockMerge.Take side() {
        if (take == null) {
            return LockMerge.Take.NEITHER;
        }
        return switch (take) {
            case "ours" -> LockMerge.Take.OURS;
            case "theirs" -> LockMerge.Take.THEIRS;
            default -> throw CommandProblem.usage("--take takes ours or theirs, not '" + take + "'");
        };
    }

    private void answer(List<Difference> differences, String outcome) {
        answer(
                () -> {
                    var lines = new ArrayList<String>();
                    differences.forEach(difference -> lines.addAll(FromLock.lines(difference)));
                    lines.add(outcome);
                    return lines;
                },
                () -> new ObjectWriter()
                        .number("v", 1)
                        .truth("up_to_date", check && differences.isEmpty())
                        .list("differences", differences, FromLock::json)
                        .done());
    }
}
