package dev.wave.live;

import dev.wave.model.Digest;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Plan;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import dev.wave.view.Cells;
import dev.wave.view.Line;
import dev.wave.view.Shown;
import dev.wave.view.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/// What a run came to, told at its end on a terminal. A fold of its events.
public final class Summary {
    private static final int MOST_ARTIFACTS = 8;

    /// Shorter digests than whole ones, long enough to tell them apart.
    private static final int DIGEST = 12;

    private static final int LABEL = 11;

    /// A narrower terminal gets what is needed and no more.
    private static final int NARROW = 64;

    private final String run;
    private final Plan plan;
    private final Function<Digest, Optional<Result>> results;
    private final Function<TreeId, Changes> changes;
    private final SequencedMap<StepId, Digest> made = new LinkedHashMap<>();
    private final SequencedSet<StepId> reused = new LinkedHashSet<>();
    private final SequencedSet<StepId> failed = new LinkedHashSet<>();
    private final SequencedSet<StepId> skipped = new LinkedHashSet<>();
    private Instant started = Instant.EPOCH;
    private Usage used = Usage.NONE;
    private Usage saved = Usage.NONE;

    /// How a tree differs from what a run started from.
    ///
    /// @param added lines, without those of binary files
    public record Changes(int files, long added, long deleted) {}

    /// @param results reads the manifest of that digest
    /// @param changes of a run's final tree
    public Summary(
            String run, Plan plan, Function<Digest, Optional<Result>> results, Function<TreeId, Changes> changes) {
        this.run = run;
        this.plan = plan;
        this.results = results;
        this.changes = changes;
    }

    /// One more event of the run.
    public void accept(Recorded recorded) {
        switch (recorded.event()) {
            case RunEvent.RunStarted _, RunEvent.RunResumed _ -> begin(recorded.time());
            case RunEvent.StepReused step -> {
                reused.add(step.step());
                saved = saved.plus(step.saved());
            }
            case RunEvent.AttemptFinished attempt -> used = used.plus(attempt.usage());
            case RunEvent.StepSkipped(var step, var reason) -> {
                if (!(reason instanceof SkipReason.NotSelected)) {
                    skipped.add(step);
                }
            }
            case RunEvent.StepFinished(var step, Ending.Succeeded done) -> made.put(step, done.result());
            case RunEvent.StepFinished(var step, Ending.Failed _) -> failed.add(step);
            default -> {}
        }
    }

    private void begin(Instant time) {
        started = time;
        used = Usage.NONE;
        failed.clear();
        skipped.clear();
    }

    /// The lines.
    ///
    /// @param width of the terminal, in cells
    public List<Line> lines(RunEvent.RunFinished end, Instant time, int width) {
        var lines = new ArrayList<Line>();
        lines.add(Line.EMPTY);
        lines.add(headline(end, time));
        about(lines, "steps", steps());
        about(lines, "used", Row.tokens(used), Row.cost(used));
        about(lines, "saved", Row.tokens(saved), Row.cost(saved));
        about(lines, "reason", failed.isEmpty() ? end.reason() : "");
        artifacts(lines, width);
        var changed = end.tree().map(changes);
        var hasChanged = changed.filter(files -> files.files() > 0).isPresent();
        if (hasChanged || end.status() == RunStatus.SUCCEEDED) {
            changed.ifPresent(files -> about(lines, "files", told(files)));
        }
        next(lines, end.status(), hasChanged, width);
        return lines;
    }

    private Line headline(RunEvent.RunFinished end, Instant time) {
        var took = Shown.duration(Duration.between(started, time));
        var named = " " + plan.pipeline() + " " + run + " ";
        return switch (end.status()) {
            case SUCCEEDED ->
                Line.EMPTY.and("✓", Style.GREEN).and(named, Style.BOLD).and("done in " + took);
            case FAILED -> Line.EMPTY.and("✗", Style.RED).and(named, Style.BOLD).and("failed after " + took);
            case CANCELLED ->
                Line.EMPTY.and("■", Style.YELLOW).and(named, Style.BOLD).and("cancelled after " + took);
        };
    }

    private String[] steps() {
        var worked =
                made.keySet().stream().filter(step -> !reused.contains(step)).count();
        return new String[] {
            worked == 0 ? "" : worked + " done",
            reused.isEmpty() ? "" : reused.size() + " reused",
            failed.isEmpty() ? "" : failed.size() + " failed",
            skipped.isEmpty() ? "" : skipped.size() + " skipped"
        };
    }

    private static void about(List<Line> lines, String label, String... parts) {
        var text = String.join(
                ", ", List.of(parts).stream().filter(part -> !part.isBlank()).toList());
        if (!text.isEmpty()) {
            lines.add(labelled(label).and(text));
        }
    }

    private static Line labelled(String label) {
        return Line.EMPTY.and("  " + Cells.padded(label, LABEL), Style.DIM);
    }

    private static String told(Changes changed) {
        return changed.files() == 0
                ? "none changed"
                : Shown.plural(changed.files(), "file") + " changed, +" + changed.added() + " -" + changed.deleted()
                        + ", not applied";
    }

    private void artifacts(List<Line> lines, int width) {
        var all = artifacts();
        var shown = all.entrySet().stream().limit(MOST_ARTIFACTS).toList();
        var name = shown.stream()
                .mapToInt(entry -> Cells.width(entry.getKey()))
                .max()
                .orElse(0);
        var size = shown.stream()
                .mapToInt(entry -> Cells.width(size(entry.getValue())))
                .max()
                .orElse(0);
        var label = "artifacts";
        for (var entry : shown) {
            var line = labelled(label)
                    .and(Cells.padded(entry.getKey(), name), Style.CYAN)
                    .and("  " + Cells.padded(size(entry.getValue()), size));
            lines.add(width < NARROW ? line : line.and("  " + digest(entry.getValue()), Style.DIM));
            label = "";
        }
        if (all.size() > shown.size()) {
            lines.add(labelled("").and("… and " + (all.size() - shown.size()) + " more", Style.DIM));
        }
    }

    /// What the pipeline names as its outputs, or else all that its steps have made.
    private SequencedMap<String, Artifact> artifacts() {
        var all = new LinkedHashMap<String, Artifact>();
        if (plan.outputs().isEmpty()) {
            plan.steps()
                    .forEach(step -> of(step.id())
                            .values()
                            .forEach(artifact ->
                                    all.put(step.id() + "." + artifact.name() + artifact.extension(), artifact)));
        } else {
            plan.outputs()
                    .forEach((name, output) -> Optional.ofNullable(
                                    of(output.step()).get(output.artifact().value()))
                            .ifPresent(artifact -> all.put(name + artifact.extension(), artifact)));
        }
        return all;
    }

    private Map<String, Artifact> of(StepId step) {
        var artifacts = new LinkedHashMap<String, Artifact>();
        Optional.ofNullable(made.get(step))
                .flatMap(results)
                .ifPresent(result -> result.artifacts()
                        .forEach(artifact -> artifacts.put(artifact.name().value(), artifact)));
        return artifacts;
    }

    private static String size(Artifact artifact) {
        return switch (artifact.content()) {
            case Content.Folder folder -> Shown.plural(folder.files(), "file");
            case Content.Blob blob -> Shown.bytes(blob.size());
        };
    }

    private static String digest(Artifact artifact) {
        var id = artifact.content().id();
        return id.substring(0, Math.min(id.length(), id.indexOf(':') + 1 + DIGEST));
    }

    private void next(List<Line> lines, RunStatus status, boolean hasChanged, int width) {
        var commands = commands(status, hasChanged);
        var wide = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        var label = "next";
        for (var command : commands.entrySet()) {
            var line = labelled(label);
            lines.add(
                    width < NARROW
                            ? line.and(command.getKey())
                            : line.and(Cells.padded(command.getKey(), wide)).and("  " + command.getValue(), Style.DIM));
            label = "";
        }
    }

    /// What is likely to be typed next, each with what it is for.
    private SequencedMap<String, String> commands(RunStatus status, boolean hasChanged) {
        var commands = new LinkedHashMap<String, String>();
        if (status == RunStatus.SUCCEEDED) {
            if (hasChanged) {
                commands.put("wave diff " + run, "what changed");
                commands.put("wave apply " + run, "take it into your files");
            } else {
                commands.put("wave artifacts " + run, "what it made");
                commands.put("wave show " + run, "how it went");
            }
        } else {
            failed.stream().limit(1).forEach(step -> {
                commands.put("wave logs " + step + " --run " + run, "what it printed");
                commands.put("wave shell " + step + " --run " + run, "look around where it worked");
            });
            commands.put("wave resume " + run, "go on from here");
        }
        return commands;
    }
}
