package dev.wave.plan;

import dev.wave.model.StepId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The steps of a plan and what they wait for, as a picture.
public final class PlanGraph {

    private PlanGraph() {}

    /// For Mermaid: solid arrows for what must have succeeded, dotted ones for what may fail.
    public static String mermaid(Outline outline) {
        return mermaid(outline.steps());
    }

    /// The same; the steps are the nodes `s0`, `s1` and so on.
    public static String mermaid(List<PlannedStep> steps) {
        Map<StepId, String> nodes = new HashMap<>();
        var text = new StringBuilder("graph TD\n");
        for (var step : steps) {
            var node = "s" + nodes.size();
            nodes.put(step.id(), node);
            text.append("  ")
                    .append(node)
                    .append("[\"")
                    .append(step.id())
                    .append("<br/>")
                    .append(who(step));
            text.append("\"]\n");
        }
        for (var step : steps) {
            for (var dependency : step.dependencies()) {
                text.append("  ")
                        .append(nodes.getOrDefault(dependency.step(), ""))
                        .append(dependency.required() ? " --> " : " -.-> ")
                        .append(nodes.getOrDefault(step.id(), ""))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /// For a terminal: a line for each step, in groups that can run at once.
    public static String text(Outline outline) {
        var text = new StringBuilder();
        var groups = Groups.of(outline.steps());
        var width = String.valueOf(groups.size()).length();
        for (var i = 0; i < groups.size(); i++) {
            for (var step : groups.get(i)) {
                text.append(" ".repeat(width - String.valueOf(i + 1).length()))
                        .append(i + 1)
                        .append("  ")
                        .append(step.id());
                if (!step.dependencies().isEmpty()) {
                    text.append(step.dependencies().stream()
                            .map(dependency -> dependency.step() + (dependency.required() ? "" : "?"))
                            .collect(Collectors.joining(", ", " ← ", "")));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String who(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask -> ask.persona().name().value();
            case PlannedAction.Run _ -> "run";
        };
    }
}
