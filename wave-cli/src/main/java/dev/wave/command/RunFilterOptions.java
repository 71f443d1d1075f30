package dev.wave.command;

import dev.wave.diagnostic.Nearest;
import dev.wave.journal.RunFilter;
import dev.wave.journal.RunStanding;
import dev.wave.load.Quantities;
import dev.wave.model.RunId;
import dev.wave.option.Syntax;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which runs a list of them shows.
final class RunFilterOptions {
    private static final String LEASE = "run/";

    @Nullable
    String pipeline;

    final List<String> statuses = new ArrayList<>();

    @Nullable
    String since;

    void declare(Syntax syntax) {
        syntax.option("--pipeline PIPELINE", "Only runs of this pipeline.", word -> pipeline = word);
        syntax.repeatable(
                "--status STATUS",
                "Only runs with this status: succeeded, failed, cancelled, running, interrupted or damaged. May be"
                        + " repeated.",
                statuses::add);
        syntax.option(
                "--since WHEN",
                "Only runs that began since then: an age such as 2h or 3d, or a day such as 2026-11-01.",
                word -> since = word);
    }

    /// Ends the command if one of them makes no sense.
    RunFilter filter(Tools tools, Stores stores) {
        var standings = statuses.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(RunFilterOptions::standing)
                .distinct()
                .toList();
        return new RunFilter(
                Optional.ofNullable(pipeline),
                standings,
                Optional.ofNullable(since).map(text -> time(text, tools.clock().instant())),
                goingOn(stores));
    }

    private static RunStanding standing(String word) {
        var words = Stream.of(RunStanding.values()).map(RunStanding::word).toList();
        return Stream.of(RunStanding.values())
                .filter(standing -> standing.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommandProblem.usage("no run's status is '" + word + "'"
                        + Nearest.question(word, words)
                                .map(question -> "; " + question)
                                .orElse("")
                        + "\n--status takes " + String.join(", ", words)));
    }

    /// A day begins at midnight UTC, in which all times are told.
    private static Instant time(String text, Instant now) {
        return Quantities.duration(text)
                .map(now::minus)
                .or(() -> moment(text))
                .orElseThrow(() -> CommandProblem.usage(
                        "--since takes an age such as 2h or 3d, or a day such as 2026-11-01, not '" + text + "'"));
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The leases are only asked if there is a run that has not ended.
    private static List<RunId> goingOn(Stores stores) {
        var open = new RunFilter(Optional.empty(), List.of(RunStanding.INTERRUPTED), Optional.empty(), List.of());
        if (stores.journals().list(open, 1).isEmpty()) {
            return List.of();
        }
        return stores.leases().held(LEASE).stream()
                .map(name -> name.substring(LEASE.length()))
                .filter(RunId::isValid)
                .map(RunId::new)
                .toList();
    }
}
