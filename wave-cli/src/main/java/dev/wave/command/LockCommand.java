package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.lock.Lock;
import dev.wave.lock.LockCheck;
import dev.wave.lock.LockCheck.Difference;
import dev.wave.lock.LockMerge;
import dev.wave.lock.LockText;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `wave lock`: writes down what the project's workflows are, or checks that they still are it.
@Command(
        name = "lock",
        description = "Write wave.lock: what each step is defined as, what it may do, and the recordings.",
        sortOptions = false)
final class LockCommand extends WaveCommand {

    @Option(names = "--check", description = "Write nothing; exit with 5 and the reason if the lock is not up to date.")
    boolean check;

    @Option(
            names = "--take",
            paramLabel = "SIDE",
            description = "After an unfinished merge: whose recordings win, ours or theirs.")
    @Nullable
    String take;

    LockCommand(Tools tools) {
        super(tools);
    }

    @Override
    ExitCode run() {
        var project = openProject();
        var planning = new Planning(tools(), project);
        var file = new LockFile(tools(), project);
        var written = file.text();
        var before = check ? file.read().orElseThrow(LockCommand::missing) : merged(file);
        var now = file.now(planning, before);
        var differences = LockCheck.compare(before, now);
        if (!check && !written.equals(Optional.of(LockText.write(now)))) {
            file.write(now);
        }
        answer(
                () -> lines(differences),
                () -> new ObjectWriter()
                        .number("v", 1)
                        .truth("up_to_date", check && differences.isEmpty())
                        .list("differences", differences, LockCommand::json)
                        .done());
        return check && !differences.isEmpty() ? ExitCode.MISMATCH : ExitCode.DONE;
    }

    private static CommandProblem missing() {
        return new CommandProblem(ExitCode.MISMATCH, "this project has no wave.lock\n`wave lock` writes one");
    }

    /// The lock as it is; of two versions that nobody has merged, what both of them recorded.
    private Lock merged(LockFile file) {
        var text = file.text().orElse("");
        if (!LockMerge.isNeeded(text)) {
            return file.read().orElse(Lock.EMPTY);
        }
        return switch (file.orStop(LockMerge.of(text, side()))) {
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

    private List<String> lines(List<Difference> differences) {
        var lines = new ArrayList<String>();
        differences.forEach(
                difference -> lines.add(Printable.line(difference.toString()).text()));
        if (differences.isEmpty()) {
            lines.add("wave.lock is up to date");
        } else {
            lines.add(check ? "wave.lock is not up to date; `wave lock` writes it anew" : "wrote wave.lock");
        }
        return lines;
    }

    private static Value json(Difference difference) {
        return new ObjectWriter()
                .text("where", difference.where())
                .text("what", difference.what())
                .done();
    }
}
