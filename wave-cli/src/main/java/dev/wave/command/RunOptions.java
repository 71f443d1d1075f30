package dev.wave.command;

import dev.wave.model.SandboxMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What only `run` takes: which steps, and how.
final class RunOptions {

    @Option(
            names = "--fresh",
            arity = "0..1",
            paramLabel = "STEP",
            fallbackValue = "*",
            description = "Run STEP and what depends on it again (all steps if none is named), stored result or not.")
    List<String> fresh = new ArrayList<>();

    @Option(names = "--only", paramLabel = "STEP", description = "Run this step; what it needs must be stored.")
    List<String> only = new ArrayList<>();

    @Option(names = "--until", paramLabel = "STEP", description = "Run up to this step, and what it needs.")
    List<String> until = new ArrayList<>();

    @Option(names = "--max-parallel", paramLabel = "N", description = "Run at most N steps at once.")
    @Nullable
    Integer maxParallel;

    @Option(names = "--fail-fast", description = "Cancel running steps as soon as one has failed.")
    boolean failFast;

    @Option(names = "--sandbox", paramLabel = "MODE", description = "auto, required or none, for this run.")
    @Nullable
    String sandbox;

    @Option(
            names = "--strict",
            description = "Refuse, with exit code 5, what is not as the lock pins it, and what it does not pin.")
    boolean strict;

    @Option(names = "--trust", description = "Run this project's commands this once without asking.")
    boolean trust;

    Optional<SandboxMode> sandboxMode() {
        return Optional.ofNullable(sandbox).map(text -> switch (text) {
            case "auto" -> SandboxMode.AUTO;
            case "required" -> SandboxMode.REQUIRED;
            case "none" -> SandboxMode.NONE;
            default -> throw CommandProblem.usage("--sandbox takes auto, required or none, not '" + text + "'");
        });
    }
}
