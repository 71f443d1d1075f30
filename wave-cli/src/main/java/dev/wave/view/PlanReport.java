package dev.wave.view;

import dev.wave.model.ObjectWriter;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.Outline;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Reuse;
import dev.wave.plan.Reuse.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a plan comes to: how much a run would do, what that took before, and how it differs from the lock.
///
/// @param reuse by step; empty as long as the pipeline lacks arguments
/// @param estimates by step, from earlier runs
/// @param lock empty if there is none
public record PlanReport(
        Outline outline, Map<StepId, Reuse> reuse, Map<StepId, Estimate> estimates, Optional<FromLock> lock) {
    private static final int NAMED = 5;

    /// What a run would work on, or may.
    public List<PlannedStep> working() {
        return outline.steps().stream().filter(step -> isWork(mark(step))).toList();
    }

    /// The steps that are wanted but not stored; all of them as long as nobody has looked.
    private static boolean isWork(Optional<Mark> mark) {
        return mark.map(known -> known.runs() || known == Mark.MAY_RUN).orElse(true);
    }

    /// Steps that a run would work on or may, with what they took in earlier runs.
    public SequencedMap<StepId, String> earlier() {
        var texts = new LinkedHashMap<StepId, String>();
        working()
                .forEach(step -> Optional.ofNullable(estimates.get(step.id()))
                        .ifPresent(estimate -> texts.put(step.id(), estimate.text())));
        return texts;
    }

    /// For people: sections and a last line, each at most as wide as a terminal unless a name is wider.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lock.ifPresent(from -> {
            if (!from.grants().isEmpty()) {
                lines.add("");
                lines.add("what steps may do, against wave.lock");
                from.grants().forEach((step, change) -> {
                    change.added().forEach(grant -> lines.add("  " + step + "  + " + Printable.line(grant)));
                    change.removed().forEach(grant -> lines.add("  " + step + "  - " + Printable.line(grant)));
                });
            }
            if (!from.drift().isEmpty()) {
                lines.add("");
                lines.add("drift from wave.lock");
                from.drift().stream()
                        .flatMap(difference -> FromLock.lines(difference).stream())
                        .forEach(line -> lines.add("  " + line));
            }
        });
        if (!reuse.isEmpty()) {
            lines.add("");
            lines.add("Plan: " + counts() + ".");
            estimate().ifPresent(lines::add);
        }
        return lines;
    }

    private String counts() {
        var parts = new ArrayList<String>();
        parts.add(count(Mark::runs) + " to run");
        add(parts, Mark.MAY_RUN, "may run");
        add(parts, Mark.STORED, "stored");
        add(parts, Mark.SKIPPED, "skipped");
        return String.join(", ", parts);
    }

    private void add(List<String> parts, Mark wanted, String what) {
        var number = count(wanted::equals);
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    /// Absent if nothing would run.
    private Optional<String> estimate() {
        if (working().isEmpty()) {
            return Optional.empty();
        }
        var unknown = unknown();
        var whole = total(PlanReport::isWork);
        if (whole.isEmpty()) {
            return Optional.of("Estimate: unknown, nothing of this ever ran here to its end.");
        }
        var sure = total(mark -> mark.filter(Mark::runs).isPresent());
        var text = "Estimate, from earlier runs: "
                + sure.map(Estimate::text)
                        .orElseGet(() -> "up to " + whole.get().atMost().text());
        if (sure.isPresent() && !sure.equals(whole)) {
            text += "; with what may run up to " + whole.get().atMost().text();
        }
        if (!unknown.isEmpty()) {
            text += "; unknown for "
                    + unknown.stream().limit(NAMED).map(StepId::value).collect(Collectors.joining(", "))
                    + (unknown.size() > NAMED ? " and " + (unknown.size() - NAMED) + " more" : "");
        }
        return Optional.of(text + ".");
    }

    private Optional<Estimate> total(Predicate<Optional<Mark>> which) {
        return outline.steps().stream()
                .filter(step -> which.test(mark(step)))
                .flatMap(step -> Optional.ofNullable(estimates.get(step.id())).stream())
                .reduce(Estimate::plus);
    }

    private List<StepId> unknown() {
        return working().stream()
                .map(PlannedStep::id)
                .filter(step -> !estimates.containsKey(step))
                .toList();
    }

    private long count(Predicate<Mark> which) {
        return reuse.values().stream().map(Reuse::mark).filter(which).count();
    }

    private Optional<Mark> mark(PlannedStep step) {
        return Optional.ofNullable(reuse.get(step.id())).map(Reuse::mark);
    }

    /// For programs: the fields that a plan has beside those of its text.
    public SequencedMap<String, Value> json() {
        var fields = new LinkedHashMap<String, Value>();
        if (!reuse.isEmpty()) {
            fields.put(
                    "summary",
                    new ObjectWriter()
                            .number("to_run", count(Mark::runs))
                            .number("may_run", count(Mark.MAY_RUN::equals))
                            .number("stored", count(Mark.STORED::equals))
                            .number("skipped", count(Mark.SKIPPED::equals))
                            .done());
            var estimate = new ObjectWriter();
            total(mark -> mark.filter(Mark::runs).isPresent())
                    .ifPresent(known -> estimate.value("to_run", known.json()));
            total(mark -> mark.filter(Mark.MAY_RUN::equals).isPresent())
                    .ifPresent(known -> estimate.value("may_run", known.json()));
            fields.put("estimate", estimate.texts("unknown", unknown()).done());
        }
        var grants = new ObjectWriter().truth("present", lock.isPresent());
        lock.ifPresent(from -> grants.list(
                        "grants",
                        List.copyOf(from.grants().entrySet()),
                        change -> new ObjectWriter()
                                .text("step", change.getKey())
                                .texts("added", change.getValue().added())
                                .texts("removed", change.getValue().removed())
                                .done())
                .list("drift", from.drift(), FromLock::json));
        fields.put("lock", grants.done());
        return fields;
    }

    /// For programs: what is known of one step besides.
    public Optional<Value> json(StepId step) {
        return Optional.ofNullable(estimates.get(step)).map(Estimate::json);
    }
}
