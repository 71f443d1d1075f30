package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.load.Quantities;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.option.Syntax;
import dev.wave.store.Lease;
import dev.wave.store.StoreUse;
import dev.wave.upkeep.Cleaning;
import dev.wave.upkeep.Retention;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.workspace.LocalWorkspaces;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `wave clean`: removes the workspaces that failed steps left for a person to look at and, if it is told which may
/// go, runs with what only they need. Never what a recording needs, and never a run that is going on.
final class CleanCommand extends WaveCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    boolean list;

    @Nullable
    Integer keepLast;

    @Nullable
    String olderThan;

    @Nullable
    String maxSize;

    boolean resumable;

    CleanCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose(
                "Remove what failed, cancelled and crashed steps left and, if asked, old runs with their results.");
        syntax.flag("--dry-run, --list", "Only list what would go.", () -> list = true);
        syntax.number("--keep-last N", "Let runs go, but for the newest N.", number -> keepLast = number);
        syntax.option("--older-than AGE", "Let runs go that began so long ago, as in 30d.", word -> olderThan = word);
        syntax.option(
                "--max-size SIZE",
                "Let the oldest runs go until what the others made is no larger, as in 5GB.",
                word -> maxSize = word);
        syntax.flag("--resumable", "Let runs go, too, that `wave resume` could go on with.", () -> resumable = true);
    }

    @Override
    List<OutputFormat> formats() {
        return LIST;
    }

    /// Something that goes.
    ///
    /// @param what kind of thing, for programs
    /// @param line says what it is, for people
    /// @param since when it began
    private record Item(String what, String name, String line, long bytes, Optional<Instant> since) {}

    @Override
    ExitCode run() throws InterruptedException {
        var retention = retention();
        var project = openProject();
        try (var stores = tools().stores(project);
                var workspaces =
                        LocalWorkspaces.at(tools().cache(), project.root(), stores.trees(), tools().environment())) {
            var upkeep = new Upkeep(tools(), project, stores);
            var cleaning = upkeep.cleaning();
            var plan = cleaning.plan(retention, tools().clock().instant());
            var kept = kept(workspaces, stores, plan, retention);
            var items = new ArrayList<Item>();
            kept.forEach(workspace -> items.add(item(workspace)));
            items.addAll(files(upkeep, project.root(), stores));
            if (list) {
                plan.runs().forEach(run -> items.add(item(run)));
                items.addAll(stored(plan.blobs().size(), plan.blobBytes()));
            } else {
                kept.forEach(workspaces::remove);
                cleaning.forget(plan.runs()).forEach(run -> items.add(item(run)));
                if (retention.isAsked()) {
                    items.addAll(collected(cleaning, stores));
                }
            }
            if (items.isEmpty()) {
                console().note("there is nothing to remove");
            }
            answer(() -> items.stream().map(this::line).toList(), "items", items, this::json);
            return ExitCode.DONE;
        }
    }

    private Retention retention() {
        if (keepLast != null && keepLast < 0) {
            throw CommandProblem.usage("--keep-last takes a number of runs, 0 or more");
        }
        var asked = new Retention(
                Optional.ofNullable(keepLast),
                quantity("--older-than", olderThan, Quantities::duration, "an age such as 30d or 12h"),
                quantity("--max-size", maxSize, Quantities::size, "a size such as 500MB or 5GB"),
                resumable);
        if (resumable && !asked.isAsked()) {
            throw CommandProblem.usage("--resumable needs --keep-last, --older-than or --max-size");
        }
        return asked;
    }

    private static <T> Optional<T> quantity(
            String option, @Nullable String text, Function<String, Optional<T>> read, String expected) {
        return Optional.ofNullable(text)
                .map(given -> read.apply(given)
                        .orElseThrow(
                                () -> CommandProblem.usage(option + " takes " + expected + ", not '" + given + "'")));
    }

    /// Without rules for runs all of them go, but for those of a run that is going on; with rules those of the runs
    /// that go.
    private static List<LocalWorkspaces.Kept> kept(
            LocalWorkspaces workspaces, Stores stores, Cleaning.Plan plan, Retention retention) {
        var going = new LinkedHashSet<String>();
        plan.runs().forEach(run -> going.add(run.summary().id() + "-"));
        var busy = new LinkedHashSet<String>();
        stores.leases().held("run/").forEach(lease -> busy.add(lease.substring("run/".length()) + "-"));
        return workspaces.kept().stream()
                .filter(kept -> !beginsWith(kept, busy))
                .filter(kept -> !retention.isAsked() || beginsWith(kept, going))
                .toList();
    }

    private static boolean beginsWith(LocalWorkspaces.Kept kept, Set<String> beginnings) {
        return beginnings.stream().anyMatch(kept.name()::startsWith);
    }

    /// Files beside the lock that no recording needs; those of a `wave record` at work are not looked at.
    private List<Item> files(Upkeep upkeep, Path root, Stores stores) throws InterruptedException {
        var alone = Upkeep.recordings(stores);
        try (var _ = alone.orElseThrow(
                () -> CommandProblem.failed("`wave record` is at work in this project; clean up when it is done"))) {
            var items = new ArrayList<Item>();
            for (var file : upkeep.unusedFiles()) {
                var name = root.relativize(file).toString();
                items.add(new Item("recording_file", name, name, file.toFile().length(), Optional.empty()));
                if (!list) {
                    Upkeep.delete(file);
                }
            }
            return items;
        }
    }

    private List<Item> collected(Cleaning cleaning, Stores stores) throws InterruptedException {
        var alone = new StoreUse(stores.leases()).alone(PATIENCE);
        if (alone.isEmpty()) {
            console().note("another Wave is at work here: what runs made stays until you clean up again");
            return List.of();
        }
        try (Lease _ = alone.get()) {
            var gone = cleaning.collect();
            var items = new ArrayList<>(stored(gone.blobs(), gone.blobBytes()));
            if (gone.treeBytes() > 0) {
                items.add(new Item("trees", "trees", "trees", gone.treeBytes(), Optional.empty()));
            }
            return items;
        }
    }

    private static List<Item> stored(int blobs, long bytes) {
        return blobs == 0
                ? List.of()
                : List.of(new Item("stored", "stored", Shown.plural(blobs, "stored file"), bytes, Optional.empty()));
    }

    private static Item item(LocalWorkspaces.Kept workspace) {
        var folder = workspace.folder().toString();
        return new Item("workspace", folder, folder, workspace.bytes(), Optional.of(workspace.since()));
    }

    private static Item item(Cleaning.Going run) {
        var summary = run.summary();
        return new Item(
                "run",
                summary.id().value(),
                "run " + summary.id() + " of " + summary.pipeline(),
                run.bytes(),
                Optional.of(summary.started()));
    }

    private String line(Item item) {
        var age = item.since()
                .map(since ->
                        "  " + Shown.ago(Duration.between(since, tools().clock().instant())))
                .orElse("");
        return Printable.line((list ? "" : "removed ") + item.line() + "  " + Shown.bytes(item.bytes()) + age)
                .text();
    }

    private Value json(Item item) {
        return new ObjectWriter()
                .text("what", item.what())
                .text("name", item.name())
                .number("bytes", item.bytes())
                .text("since", item.since())
                .truth("removed", !list)
                .done();
    }
}
