package dev.wave.journal;

import dev.wave.model.RunId;
import dev.wave.store.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which runs of a project are asked for.
///
/// @param pipeline only those of the pipeline of that name
/// @param standings only those that stand so; all if it is empty
/// @param since only those that began then or later
/// @param goingOn the runs that a process works on now
public record RunFilter(
        Optional<String> pipeline, List<RunStanding> standings, Optional<Instant> since, List<RunId> goingOn) {

    /// All of them.
    public static final RunFilter ALL = new RunFilter(Optional.empty(), List.of(), Optional.empty(), List.of());

    public RunFilter {
        standings = List.copyOf(standings);
        goingOn = List.copyOf(goingOn);
    }

    /// How a run stands now.
    public RunStanding standing(RunSummary run) {
        return RunStanding.of(run.status(), goingOn.contains(run.id()));
    }

    /// The conditions in SQL, each after an `and`; `arguments` gets what they ask for.
    String conditions(List<Object> arguments) {
        var conditions = new StringBuilder();
        pipeline.ifPresent(name -> {
            conditions.append(" and pipeline = ?");
            arguments.add(name);
        });
        since.ifPresent(time -> {
            conditions.append(" and started >= ?");
            arguments.add(Micros.of(time));
        });
        if (!standings.isEmpty()) {
            conditions.append(standings.stream()
                    .map(standing -> stands(standing, arguments))
                    .collect(Collectors.joining(" or ", " and (", ")")));
        }
        return conditions.toString();
    }

    private String stands(RunStanding standing, List<Object> arguments) {
        return switch (standing) {
            case SUCCEEDED -> is(RunSummary.Status.SUCCEEDED, arguments);
            case FAILED -> is(RunSummary.Status.FAILED, arguments);
            case CANCELLED -> is(RunSummary.Status.CANCELLED, arguments);
            case DAMAGED -> is(RunSummary.Status.DAMAGED, arguments);
            case RUNNING -> "(" + is(RunSummary.Status.RUNNING, arguments) + " and " + isGoingOn(arguments) + ")";
            case INTERRUPTED ->
                "(" + is(RunSummary.Status.RUNNING, arguments) + " and not " + isGoingOn(arguments) + ")";
        };
    }

    private static String is(RunSummary.Status status, List<Object> arguments) {
        arguments.add(status.name());
        return "status = ?";
    }

    private String isGoingOn(List<Object> arguments) {
        var places = new ArrayList<String>();
        for (var run : goingOn) {
            places.add("?");
            arguments.add(run.value());
        }
        return places.isEmpty() ? "(1 = 0)" : "id in (" + String.join(", ", places) + ")";
    }
}
