package dev.wave.command;

import dev.wave.model.SandboxMode;
import dev.wave.option.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What only `run` takes: which steps, and how.
final class RunOptions {
    final List<String> fresh = new ArrayList<>();
    final List<String> only = new ArrayList<>();
    final List<String> until = new ArrayList<>();

    @Nullable
    Integer maxParallel;

    boolean failFast;

    @Nullable
    String sandbox;

    boolean strict;
    boolean trust;

    void declare(Syntax syntax) {
        var steps = syntax.under(OptionGroups.STEPS);
        steps.repeatable(
                "--fresh STEP",
                "*",
                "Run STEP and what depends on it again (all steps if none is named), stored result or not.",
                fresh::add);
        steps.repeatable("--only STEP", "Run this step; what it needs must be stored.", only::add);
        steps.repeatable("--until STEP", "Run up to this step, and what it needs.", until::add);
        steps.number("--max-parallel N", "Run at most N steps at once.", number -> maxParallel = number);
        steps.flag("--fail-fast", "Cancel running steps as soon as one has failed.", () -> failFast = true);
        steps.option("--sandbox MODE", "auto, required or none, for this run.", word -> sandbox = word);
        steps.flag(
                "--strict",
                "Refuse, with exit code 5, what is not as the lock pins it, and what it does not pin.",
                () -> strict = true);
        steps.flag("--trust", "Run this project's commands this once without asking.", () -> trust = true);
    }

    Optional<SandboxMode> sandboxMode() {
        return Optional.ofNullable(sandbox).map(text -> switch (text) {
            case "auto" -> SandboxMode.AUTO;
            case "required" -> SandboxMode.REQUIRED;
            case "none" -> SandboxMode.NONE;
            default -> throw CommandProblem.usage("--sandbox takes auto, required or none, not '" + text + "'");
        });
    }
}
