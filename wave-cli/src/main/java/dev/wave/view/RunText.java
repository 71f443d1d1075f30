package dev.wave.view;

import dev.wave.model.Digest;
import dev.wave.model.Handover;
import dev.wave.model.StepId;
import dev.wave.model.TreeId;
import dev.wave.plan.Drift;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Answerer;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Origin;
import dev.wave.run.Recorded;
import dev.wave.run.Result;
import dev.wave.run.RunEvent;
import dev.wave.run.RunEvent.Ending;
import dev.wave.run.RunEvent.SkipReason;
import dev.wave.run.RunStatus;
import dev.wave.run.Usage;
import dev.wave.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/// A run as lines, one for each thing that matters: what `wave run` prints in a pipe. The text is stable.
public final class RunText implements Consumer<Recorded> {
    private static final int ATTEMPTS_WIDTH = 10;

    private final Facts facts;
    private final RunLines out;
    private final boolean progress;
    private final Map<StepId, PlannedStep> steps = new HashMap<>();
    private final Map<StepId, Tally> tallies = new HashMap<>();
    private Tally total = new Tally(Instant.EPOCH);
    private Usage saved = Usage.NONE;
    private int reused;
    private int ran;

    /// What the view needs besides the events.
    ///
    /// @param result the stored manifest of that digest
    /// @param changed how many files differ between two trees
    /// @param kept where the workspace of a failed step's attempt is, if it was kept
    public record Facts(
            String run,
            Plan plan,
            String headline,
            TreeId base,
            Function<Digest, Optional<Result>> result,
            ToIntBiFunction<TreeId, TreeId> changed,
            Function<StepId, Optional<String>> kept) {}

    /// As plain text.
    ///
    /// @param progress whether to say more than how the run ended and what failed
    public RunText(Facts facts, boolean progress, Consumer<String> out) {
        this(facts, progress, new PlainLines(facts.plan(), out));
    }

    /// As those lines are written.
    public RunText(Facts facts, boolean progress, RunLines out) {
        this.facts = facts;
        this.progress = progress;
        this.out = out;
        facts.plan().steps().forEach(step -> steps.put(step.id(), step));
    }

    @Override
    public void accept(Recorded recorded) {
        var time = recorded.time();
        switch (recorded.event()) {
            case RunEvent.RunStarted _ -> begin(time);
            case RunEvent.RunResumed _ -> resume(time);
            case RunEvent.StepReady(var step, var _, var _) -> tallies.remove(step); // it may have failed before
            case RunEvent.StepReused reusedStep -> reuse(reusedStep, time);
            case RunEvent.StepSkipped(var step, var reason) -> skipped(step, reason);
            case RunEvent.AttemptStarted(var step, var attempt, var _) -> started(step, attempt, time);
            case RunEvent.AttemptLost(var step, var attempt) ->
                line(step, "lost", "attempt " + attempt + " died with its process; it does not count");
            case RunEvent.DriftFound(var step, var _, var drift) -> line(step, "drift", told(drift));
            case RunEvent.ContractChecked(var step, var attempt, var verdict) -> checked(step, attempt, verdict);
            case RunEvent.AttemptFinished finished ->
                tally(finished.step(), time).add(finished.usage());
            case RunEvent.RetryScheduled(var step, var attempt, var _, var delay) -> retrying(step, attempt, delay);
            case RunEvent.RetryDue _ -> {}
            case RunEvent.StepFinished(var step, var ending) -> finished(step, ending, time);
            case RunEvent.CancelRequested _ -> progress("cancelling; running steps are stopped");
            case RunEvent.RunFinished finished -> finished(finished, time);
        }
    }

    private void begin(Instant time) {
        total = new Tally(time);
        progress(facts.plan().pipeline() + " " + facts.run() + " · " + facts.headline());
    }

    private void resume(Instant time) {
        total = new Tally(time);
        progress(facts.plan().pipeline() + " " + facts.run() + " resumed · " + facts.headline());
    }

    private void reuse(RunEvent.StepReused step, Instant time) {
        reused++;
        saved = saved.plus(step.saved());
        var agent = facts.result()
                .apply(step.result())
                .map(Result::agent)
                .filter(who -> !who.name().isBlank());
        line(
                step.step(),
                "reused",
                join(
                        origin(step.from(), time),
                        agent.map(name -> "by " + name).orElse(""),
                        Shown.usage(step.saved()).map(usage -> "saved " + usage).orElse(""),
                        "→ " + artifacts(step.result())));
        tallies.remove(step.step());
        agent.map(who -> drift(step.step(), who))
                .filter(drift -> !drift.isEmpty())
                .ifPresent(drift -> line(step.step(), "drift", told(drift)));
    }

    private List<Drift> drift(StepId step, Answerer agent) {
        return facts.plan().step(step).map(agent::drift).orElse(List.of());
    }

    private static String told(List<Drift> drift) {
        return String.join("; ", drift.stream().map(Drift::toString).toList());
    }

    private static String origin(Origin from, Instant time) {
        return switch (from) {
            case Origin.OfRun(var _, var made) -> "made " + Shown.ago(Duration.between(made, time));
            case Origin.OfRecording(var name) -> "recorded as " + name;
        };
    }

    private void skipped(StepId step, SkipReason reason) {
        switch (reason) {
            case SkipReason.Condition _ -> line(step, "skipped", "its `when` is false");
            case SkipReason.Needs(var needs) ->
                line(
                        step,
                        "skipped",
                        "needs "
                                + String.join(
                                        ", ", needs.stream().map(StepId::value).toList()));
            case SkipReason.Stopped _ -> line(step, "skipped", "the run was stopped before its turn");
            case SkipReason.NotSelected _ -> {}
        }
    }

    private void started(StepId step, int attempt, Instant time) {
        tally(step, time).attempts++;
        if (attempt == 1) {
            ran++;
            line(step, "started", who(steps.get(step)));
        }
    }

    private static String who(@org.jspecify.annotations.Nullable PlannedStep step) {
        if (step == null) {
            return "";
        }
        return switch (step.action()) {
            case PlannedAction.Ask(var persona, var _, var _, var _, var _) ->
                persona.name().value();
            case PlannedAction.Run _ -> "command";
        };
    }

    private void checked(StepId step, int attempt, Verdict verdict) {
        if (!verdict.held()) {
            var most = 1 + retries(step, verdict.contract());
            var attempts = "attempt " + attempt + (attempt <= most ? " of " + most : ""); // more after a resume
            var status = verdict.status() == Verdict.Status.ERRORED ? "unchecked" : "violated";
            line(step, status, join(FailureText.broken(List.of(verdict)), "  " + attempts));
        }
    }

    private int retries(StepId step, String contract) {
        return Optional.ofNullable(steps.get(step)).stream()
                .flatMap(planned -> planned.contracts().stream())
                .filter(planned -> planned.name().equals(contract))
                .map(PlannedContract::policy)
                .mapToInt(policy -> policy.maxRetries())
                .findFirst()
                .orElse(Handover.Policy.DEFAULT.maxRetries());
    }

    private void retrying(StepId step, int attempt, Duration delay) {
        if (!delay.isZero()) {
            line(step, "retrying", "attempt " + attempt + " in " + Shown.duration(delay));
        }
    }

    private void finished(StepId step, Ending ending, Instant time) {
        var tally = tallies.get(step);
        switch (ending) {
            case Ending.Succeeded(var result, var _, var _, var tainted) -> {
                if (tally != null && tally.attempts > 0) {
                    line(step, tainted ? "broken" : "succeeded", join(tally.text(time), "→ " + artifacts(result)));
                }
            }
            case Ending.Failed(var failure, var _) -> {
                out.step(step, "failed", join(FailureText.of(failure), tally == null ? "" : "  " + tally.text(time)));
                facts.kept().apply(step).ifPresent(path -> out.step(step, "", "workspace kept: " + path));
            }
        }
        if (tally != null) {
            total.add(tally.usage);
        }
    }

    private String artifacts(Digest result) {
        return facts.result().apply(result).map(RunText::artifacts).orElse("");
    }

    /// For example `implementation (4 files), report.md`.
    public static String artifacts(Result result) {
        return String.join(", ", result.artifacts().stream().map(RunText::shown).toList());
    }

    private static String shown(Artifact artifact) {
        return artifact.name()
                + switch (artifact.content()) {
                    case Content.Folder(var _, var files, var _) -> " (" + Shown.plural(files, "file") + ")";
                    case Content.Blob _ -> artifact.extension();
                };
    }

    private void finished(RunEvent.RunFinished finished, Instant time) {
        var word = switch (finished.status()) {
            case SUCCEEDED -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
        out.end(join(
                word + " " + Shown.duration(Duration.between(total.start, time)),
                Shown.usage(total.usage)
                        .map(usage -> usage.substring(usage.indexOf("  ") + 2))
                        .orElse(""),
                ran == 0 && reused > 0 ? nothingRan() : "",
                finished.reason().isBlank()
                        ? ""
                        : Printable.line(finished.reason()).text(),
                finished.tree().map(this::change).orElse("")));
        if (progress) {
            out.next(next(finished));
        }
    }

    private String nothingRan() {
        return "nothing ran: " + Shown.plural(reused, "step") + " reused, because everything "
                + (reused == 1 ? "it sees" : "they see") + " is as it was"
                + Shown.usage(saved)
                        .map(usage -> " (saved " + usage.replace("  ", ", ") + ")")
                        .orElse("");
    }

    private String change(TreeId tree) {
        var files = facts.changed().applyAsInt(facts.base(), tree);
        return files == 0 ? "no file changed" : Shown.plural(files, "file") + " changed, not applied";
    }

    private String next(RunEvent.RunFinished finished) {
        var run = facts.run();
        var changed = finished.tree()
                .filter(tree -> facts.changed().applyAsInt(facts.base(), tree) > 0)
                .isPresent();
        if (finished.status() == RunStatus.SUCCEEDED) {
            return changed
                    ? "wave diff " + run + " · wave apply " + run
                    : "wave artifacts " + run + " · wave show " + run;
        }
        return "wave show " + run + " · wave logs --run " + run + " · wave resume " + run;
    }

    private Tally tally(StepId step, Instant time) {
        return tallies.computeIfAbsent(step, _ -> new Tally(time));
    }

    private void line(StepId step, String status, String rest) {
        if (progress) {
            out.step(step, status, rest);
        }
    }

    private void progress(String line) {
        if (progress) {
            out.note(line);
        }
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String join(String... parts) {
        return String.join(
                "  ",
                Arrays.stream(parts)
                        .filter(part -> !part.isBlank() && !part.equals("→ "))
                        .toList());
    }

    /// What a step or the run has used so far.
    private static final class Tally {
        private final Instant start;
        private int attempts;
        private Usage usage = Usage.NONE;

        Tally(Instant start) {
            this.start = start;
        }

        void add(Usage more) {
            usage = usage.plus(more);
        }

        String text(Instant now) {
            return join(
                    Shown.duration(Duration.between(start, now)),
                    pad(Shown.plural(attempts, "attempt"), ATTEMPTS_WIDTH),
                    Shown.usage(usage).orElse(""));
        }
    }
}
