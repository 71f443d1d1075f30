package dev.wave.command;

import dev.wave.command.SavedPlan.SavedStep;
import dev.wave.diagnostic.ExitCode;
import dev.wave.key.KeyDiff;
import dev.wave.model.Decoded;
import dev.wave.model.StepId;
import dev.wave.plan.Arguments;
import dev.wave.plan.Plan;
import dev.wave.store.DurableFiles;
import dev.wave.view.KeyChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Writes plans into files, and lets a run start only if everything is as such a file says.
final class PlanKeeping {
    private static final int FILES = 5;

    private final Tools tools;
    private final OpenProject project;

    PlanKeeping(Tools tools, OpenProject project) {
        this.tools = tools;
        this.project = project;
    }

    /// Where a plan may be kept; a file that would belong to the files the plan is about ends the command.
    Path place(String name) {
        var file = tools.workingDirectory().resolve(name).toAbsolutePath().normalize();
        var root = project.root().toAbsolutePath().normalize();
        if (file.startsWith(root) && !file.startsWith(root.resolve(".wave"))) {
            throw CommandProblem.usage("--save " + name + ": a file there would be one of the files the plan is about"
                    + "\nsave it below .wave/ or outside of the project");
        }
        return file;
    }

    void save(SavedPlan plan, Path file) {
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(file));
            Files.writeString(file, plan.text());
        } catch (IOException e) {
            throw CommandProblem.failed("cannot write the plan to " + file + ": " + DurableFiles.reason(e));
        }
    }

    SavedPlan read(String name) {
        var file = tools.workingDirectory().resolve(name);
        try {
            return switch (SavedPlan.read(Files.readString(file))) {
                case Decoded.Understood<SavedPlan>(var plan) -> plan;
                case Decoded.NotUnderstood<SavedPlan>(var reason) ->
                    throw CommandProblem.usage(
                            "--plan " + name + " is no saved plan: " + reason + "\n`wave plan --save FILE` writes one");
            };
        } catch (IOException e) {
            throw CommandProblem.usage("--plan " + name + " cannot be read: " + DurableFiles.reason(e));
        }
    }

    /// What the saved plan was given.
    static Arguments.Given given(SavedPlan saved) {
        return Given.ofJson(saved.arguments(), saved.input());
    }

    /// Returns if everything is as it was; ends the command with all that moved if not.
    void check(SavedPlan saved, Planning planning) throws InterruptedException {
        var plan = Planning.plan(
                planning.outline(Optional.of(saved.pipeline())),
                given(saved),
                tools.surroundings(project).flags());
        try (var stores = tools.stores(project)) {
            var now = now(planning, plan, saved.committed(), stores);
            var moved = moved(saved, now, stores);
            if (!moved.isEmpty()) {
                throw new CommandProblem(
                        ExitCode.MISMATCH,
                        "nothing was run: not everything is as the plan says\n" + String.join("\n", moved)
                                + "\n`wave plan --save` makes a new one");
            }
        }
    }

    private SavedPlan now(Planning planning, Plan plan, boolean committed, Stores stores) throws InterruptedException {
        var forecasts = new Forecasts(tools, project, stores, plan);
        var base = forecasts.base(committed);
        var forecast = forecasts.from(base, planning.project().name(), stores.results());
        return SavedPlan.of(
                plan, RunSession.included(plan, project.files()), planning.pins(), committed, base.tree(), forecast);
    }

    private static List<String> moved(SavedPlan saved, SavedPlan now, Stores stores) {
        var moved = new ArrayList<String>();
        if (!saved.base().equals(now.base())) {
            moved.add("files: " + files(saved, now, stores));
        }
        if (!saved.pins().equals(now.pins())) {
            moved.add("pins: wave.lock pins other agents or models");
        }
        var names = new TreeSet<>(saved.steps().keySet());
        names.addAll(now.steps().keySet());
        var keys = new KeyChanges(stores);
        for (var step : names) {
            step(
                            step,
                            Optional.ofNullable(saved.steps().get(step)),
                            Optional.ofNullable(now.steps().get(step)),
                            keys)
                    .ifPresent(moved::add);
        }
        return moved;
    }

    private static String files(SavedPlan saved, SavedPlan now, Stores stores) {
        if (!stores.trees().has(saved.base())) {
            return "they are not those of the plan";
        }
        var changes = stores.trees().changes(saved.base(), now.base());
        var named = changes.stream().limit(FILES).map(change -> change.path()).toList();
        return String.join(", ", named) + (changes.size() > FILES ? " and " + (changes.size() - FILES) + " more" : "");
    }

    /// The first thing that is not as it was.
    private static Optional<String> step(
            StepId id, Optional<SavedStep> saved, Optional<SavedStep> now, KeyChanges keys) {
        if (saved.isEmpty() || now.isEmpty()) {
            return Optional.of(id + (saved.isEmpty() ? ": it is not in the plan" : ": there is no such step any more"));
        }
        var before = saved.get();
        var after = now.get();
        if (before.key().isPresent() && after.key().isPresent()) {
            var changes = keys.of(before.key().get(), after.key().get()).stream()
                    .filter(change -> change.files().isEmpty())
                    .map(KeyChange::difference)
                    .toList();
            if (!changes.isEmpty()) {
                return Optional.of(id + ": " + changes.getFirst());
            }
        }
        var edit = KeyDiff.first(before.definition(), after.definition());
        if (edit.isPresent()) {
            return Optional.of(id + ": its definition changed, " + edit.get());
        }
        if (before.stored().equals(after.stored())) {
            return Optional.empty();
        }
        return Optional.of(id + ": "
                + (after.stored().isEmpty()
                        ? "its stored result is not there any more"
                        : before.stored().isEmpty() ? "a result is stored now" : "another result is stored now"));
    }
}
