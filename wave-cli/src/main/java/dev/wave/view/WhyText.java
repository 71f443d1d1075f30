package dev.wave.view;

import dev.wave.model.ObjectWriter;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.run.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Why a step would run again, or would not, for people and for programs.
public final class WhyText {
    private static final int FILES_SHOWN = 10;

    private WhyText() {}

    /// What is known of a step before a run.
    public sealed interface Why {

        /// It would not run.
        record Stored(Origin from) implements Why {}

        /// Its key is not known before steps before it are done.
        record Before(List<StepId> steps) implements Why {
            public Before {
                steps = List.copyOf(steps);
            }
        }

        /// It never ran.
        record Never() implements Why {}

        /// A recording has its result, and stands for its own replay only.
        ///
        /// @param recording its name
        record Recorded(String recording) implements Why {}

        /// A recording has its result, which would stand for it if somebody pulled it.
        ///
        /// @param recording its name
        record NotPulled(String recording) implements Why {}

        /// Something that it sees is not as it was.
        ///
        /// @param changes all of it, not empty; the first is in the order of the key
        record Differs(List<KeyChange> changes) implements Why {
            public Differs {
                changes = List.copyOf(changes);
            }

            /// What a program is told the reason is.
            private String reason() {
                return changes.getFirst().files().isEmpty() ? "differs" : "files";
            }
        }

        /// A result is stored, and is older than the step's `ttl` allows.
        ///
        /// @param age the `ttl`
        record Expired(Origin from, Duration age) implements Why {}

        /// Of its samples some are stored, and a run makes the next one.
        record NextSample(int number, int of) implements Why {}

        /// All is as it was, and no result is there to be used.
        ///
        /// @param reusable whether other runs could use one
        record Same(boolean reusable) implements Why {}
    }

    /// For people.
    public static List<String> lines(StepId step, Why why, Instant now) {
        return switch (why) {
            case Why.Stored(var from) ->
                List.of(step + " would not run: its result is stored, from " + Shown.origin(from, now)
                        + "; everything it sees is as it was");
            case Why.Before(var steps) ->
                List.of(step + " would run if a step before it does: " + names(steps)
                        + "; `wave why` of that one says why");
            case Why.Never() -> List.of(step + " would run: it never ran in this project");
            case Why.Recorded(var recording) ->
                List.of(step + " would run: its result is recorded as " + recording
                        + ", which stands for its own replay only: `wave run --locked`");
            case Why.NotPulled(var recording) ->
                List.of(step + " would run: its result is recorded as " + recording
                        + " and not pulled: `wave pull` gets it");
            case Why.Differs(var changes) -> differs(step, changes);
            case Why.Expired(var from, var age) ->
                List.of(step + " would run: its stored result, from " + Shown.origin(from, now)
                        + ", is older than its `ttl` of " + Shown.duration(age));
            case Why.NextSample(var number, var of) ->
                List.of(step + " would run: sample " + number + " of its " + of + " is not there yet");
            case Why.Same(var reusable) ->
                List.of(step + " would run: everything it sees is as it was, and "
                        + (reusable
                                ? "its last attempt left no result to reuse"
                                : "its results are not reused by other runs"));
        };
    }

    private static String names(List<StepId> steps) {
        return steps.stream().map(StepId::value).collect(Collectors.joining(", "));
    }

    private static List<String> differs(StepId step, List<KeyChange> changes) {
        var first = changes.getFirst();
        var lines = new ArrayList<String>();
        if (first.files().isEmpty()) {
            lines.add(step + " would run: " + first.difference().component() + " is not as it was");
            lines.addAll(first.texts());
        } else {
            lines.addAll(files(step, first.files()));
        }
        if (changes.size() > 1) {
            lines.add("not as it was either:");
            changes.stream()
                    .skip(1)
                    .flatMap(change -> change.lines().stream())
                    .map(line -> "  " + line)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static List<String> files(StepId step, List<String> files) {
        var lines = new ArrayList<String>();
        lines.add(step + " would run: " + Shown.plural(files.size(), "file") + " it sees "
                + (files.size() == 1 ? "is not as it was" : "are not as they were"));
        files.stream()
                .limit(FILES_SHOWN)
                .map(file -> "  " + Printable.line(file).text())
                .forEach(lines::add);
        if (files.size() > FILES_SHOWN) {
            lines.add("  and " + (files.size() - FILES_SHOWN) + " more");
        }
        return lines;
    }

    /// For programs.
    public static Value json(StepId step, Why why) {
        var json = new ObjectWriter()
                .number("v", 1)
                .text("step", step)
                .truth("would_run", !(why instanceof Why.Stored))
                .text(
                        "reason",
                        switch (why) {
                            case Why.Stored _ -> "stored";
                            case Why.Before _ -> "before";
                            case Why.Never _ -> "never_ran";
                            case Why.Recorded _ -> "recorded";
                            case Why.NotPulled _ -> "not_pulled";
                            case Why.Differs differs -> differs.reason();
                            case Why.Expired _ -> "expired";
                            case Why.NextSample _ -> "sample";
                            case Why.Same _ -> "no_result";
                        });
        switch (why) {
            case Why.Stored(var from) -> RunPartsJson.origin(json, from);
            case Why.Before(var steps) -> json.texts("steps", steps);
            case Why.Never() -> {}
            case Why.Recorded(var recording) -> json.text("recording", recording);
            case Why.NotPulled(var recording) -> json.text("recording", recording);
            case Why.Differs(var changes) -> {
                var first = changes.getFirst();
                if (first.files().isEmpty()) {
                    json.text("component", first.difference().component())
                            .text("before", first.difference().before())
                            .text("after", first.difference().after());
                } else {
                    json.texts("files", first.files());
                }
                json.list("differences", changes, KeyChange::json);
            }
            case Why.Expired(var from, var age) -> {
                RunPartsJson.origin(json, from);
                json.number("ttl", age.toSeconds());
            }
            case Why.NextSample(var number, var of) ->
                json.number("sample", number).number("samples", of);
            case Why.Same(var reusable) -> json.truth("reusable", reusable);
        }
        return json.done();
    }
}
