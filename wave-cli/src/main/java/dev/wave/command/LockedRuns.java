package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.lock.Lock;
import dev.wave.lock.Recording;
import dev.wave.lock.RecordingName;
import dev.wave.model.PipelineName;
import dev.wave.model.Value;
import dev.wave.plan.Plan;
import dev.wave.view.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The recordings a lock names, as `--locked` and `verify` choose among them.
final class LockedRuns {
    private final Lock lock;

    LockedRuns(LockFile file) {
        lock = file.read()
                .orElseThrow(
                        () -> mismatch("this project has no wave.lock\n`wave record` makes a recording and the lock"));
    }

    /// All of them; of one pipeline, if it is named.
    SequencedMap<RecordingName, Recording> all(Optional<String> pipeline) {
        var chosen = new LinkedHashMap<RecordingName, Recording>();
        lock.recordings().forEach((name, recording) -> {
            if (pipeline.map(name.pipeline().value()::equals).orElse(true)) {
                chosen.put(name, recording);
            }
        });
        if (chosen.isEmpty()) {
            throw mismatch("wave.lock names no recording"
                    + pipeline.map(name -> " of " + name).orElse("") + "\n`wave record` makes one");
        }
        return chosen;
    }

    /// The one of this plan: of its pipeline, with its arguments.
    Map.Entry<RecordingName, Recording> of(Plan plan) {
        var params = new LinkedHashMap<String, Value>();
        plan.arguments().forEach((name, value) -> params.put(name.value(), value));
        return all(Optional.of(plan.pipeline().value())).entrySet().stream()
                .filter(entry -> equal(entry.getValue().params(), params)
                        && entry.getValue().input().equals(plan.input()))
                .findFirst()
                .orElseThrow(() -> mismatch("no recording of " + plan.pipeline() + with(params) + "; recorded: "
                        + recorded(plan.pipeline())));
    }

    private static boolean equal(Map<String, Value> some, Map<String, Value> others) {
        return new LinkedHashMap<>(some).equals(new LinkedHashMap<>(others));
    }

    private static String with(Map<String, Value> params) {
        return params.isEmpty()
                ? ""
                : params.entrySet().stream()
                        .map(param -> param.getKey() + "=" + CaseNames.text(param.getValue()))
                        .collect(Collectors.joining(", ", " with ", ""));
    }

    private String recorded(PipelineName pipeline) {
        return lock.recordings().sequencedKeySet().stream()
                .filter(name -> name.pipeline().equals(pipeline))
                .map(RecordingName::recorded)
                .collect(Collectors.joining(", "));
    }

    private static CommandProblem mismatch(String message) {
        return new CommandProblem(ExitCode.MISMATCH, message);
    }

    /// Says what is wrong with a recording.
    ///
    /// @return how a command ends that found it
    static ExitCode refuse(RecordingName name, List<String> problems, Console console) {
        console.error(name + " cannot be replayed:");
        problems.forEach(problem -> console.error("  " + Printable.line(problem).text()));
        return ExitCode.MISMATCH;
    }
}
