package dev.wave.show;

import dev.wave.plan.Groups;
import dev.wave.plan.PlanGraph;
import dev.wave.plan.PlannedStep;
import dev.wave.story.StepStatus;
import dev.wave.view.Line;
import dev.wave.view.Mark;
import dev.wave.view.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The steps of a run, what they waited for, and how they stand.
public final class StepGraph {
    private final Told told;

    public StepGraph(Told told) {
        this.told = told;
    }

    /// For a terminal: a line for each step, in groups that could run at once.
    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        var groups = Groups.of(told.story().plan().steps());
        var width = String.valueOf(groups.size()).length();
        for (var group = 1; group <= groups.size(); group++) {
            for (var step : groups.get(group - 1)) {
                var number = Line.of(("%" + width + "d  ").formatted(group), Style.DIM);
                lines.add(number.and(step(step)).cut(told.screen().width()));
            }
        }
        return lines;
    }

    private Line step(PlannedStep step) {
        var word = told.story().status(step.id()).word();
        var before = step.dependencies().stream()
                .map(dependency -> dependency.step() + (dependency.required() ? "" : "?"))
                .collect(Collectors.joining(", "));
        var sign = told.screen().isTerminal() ? Mark.of(word).sign().and(" ") : Line.EMPTY;
        return sign.and(step.id().value(), Style.BOLD)
                .and(before.isEmpty() ? "" : " ← " + before)
                .and("  " + word, Style.DIM);
    }

    /// For Mermaid: the plan's graph, with the steps of each status in a class and a colour of their own.
    public String mermaid() {
        var steps = told.story().plan().steps();
        var text = new StringBuilder(PlanGraph.mermaid(steps));
        var nodes = new LinkedHashMap<StepStatus, List<String>>();
        for (var i = 0; i < steps.size(); i++) {
            nodes.computeIfAbsent(told.story().status(steps.get(i).id()), _ -> new ArrayList<>())
                    .add("s" + i);
        }
        nodes.forEach((status, named) -> {
            text.append("  classDef ")
                    .append(status.word())
                    .append(' ')
                    .append(look(status))
                    .append('\n');
            text.append("  class ")
                    .append(String.join(",", named))
                    .append(' ')
                    .append(status.word())
                    .append('\n');
        });
        return text.toString();
    }

    private static String look(StepStatus status) {
        return switch (status) {
            case SUCCEEDED, REUSED -> "fill:#dafbe1,stroke:#1a7f37,color:#1f2328";
            case FAILED -> "fill:#ffebe9,stroke:#cf222e,color:#1f2328";
            case BROKEN, INTERRUPTED -> "fill:#fff8c5,stroke:#9a6700,color:#1f2328";
            case RUNNING -> "fill:#ddf4ff,stroke:#0969da,color:#1f2328";
            case SKIPPED, WAITING -> "fill:#f6f8fa,stroke:#656d76,color:#656d76";
        };
    }
}
