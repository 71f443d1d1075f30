package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.Step;
import dev.wave.model.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reports the agents that steps need and this machine does not have.
///
/// No part of planning: a project is as good on a machine without its agents, and a plan the same. Asked
/// before a run starts anything, and by `plan` for a word of warning.
public final class AgentCheck {
    private final Project project;
    private final PipelineName pipeline;
    private final Surroundings surroundings;

    public AgentCheck(Project project, PipelineName pipeline, Surroundings surroundings) {
        this.project = project;
        this.pipeline = pipeline;
        this.surroundings = surroundings;
    }

    /// An `E-NO-AGENT` for each adapter that is needed and not here, at the first step that needs it.
    ///
    /// @param steps those that would be worked on
    public List<Diagnostic> missing(List<PlannedStep> steps) {
        var needs = new LinkedHashMap<AdapterName, List<Need>>();
        for (var step : steps) {
            if (step.action() instanceof PlannedAction.Ask ask) {
                needs.computeIfAbsent(ask.adapter().name(), _ -> new ArrayList<>())
                        .add(new Need(step.id(), ask));
            }
        }
        return needs.values().stream().flatMap(need -> atFirst(need).stream()).toList();
    }

    /// A step that needs its agent.
    private record Need(StepId step, PlannedAction.Ask ask) {}

    private Optional<Diagnostic> atFirst(List<Need> needs) {
        var first = needs.getFirst();
        return switch (surroundings.agents().find(first.ask.adapter())) {
            case Presence.Here _ -> Optional.empty();
            case Presence.Missing(var what, var fix) -> {
                var who = steps(first.step, needs.size() - 1);
                yield Optional.of(
                        isChosen(first.ask)
                                ? Diagnostic.of(Code.E_NO_AGENT, place(first.step), nobody(who), anyOf())
                                : Diagnostic.of(
                                        Code.E_NO_AGENT,
                                        place(first.step),
                                        "the agent '" + first.ask.adapter().name() + "' of " + who
                                                + " is not usable on this machine: " + what,
                                        fix));
            }
        };
    }

    /// The first of several steps, and how many more there are.
    static String steps(StepId first, int more) {
        return "the step '" + first + "'" + (more == 0 ? "" : " and " + more + " more");
    }

    static String nobody(String who) {
        return "there is no agent on this machine that could answer " + who;
    }

    /// What is missing of each agent that would do.
    private String anyOf() {
        var each = DefaultAdapter.candidates(project, surroundings).stream()
                .map(adapter -> switch (surroundings.agents().find(adapter)) {
                    case Presence.Here _ -> "";
                    case Presence.Missing(var what, var fix) -> adapter.name() + ": " + what + "; " + fix;
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; or "));
        return each + "; or configure an agent in 'adapters:' (type: command runs any program) and name it in"
                + " 'default_adapter:'; `wave help agents` tells how";
    }

    /// Whether nobody named the adapter.
    private boolean isChosen(PlannedAction.Ask ask) {
        return ask.persona().adapter().isEmpty() && project.defaults().adapter().isEmpty();
    }

    private Place place(StepId id) {
        return Optional.ofNullable(project.pipelines().get(pipeline)).stream()
                .flatMap(found -> found.steps().stream())
                .filter(step -> step.id().equals(id))
                .findFirst()
                .map(Step::place)
                .orElse(Place.startOf("wave.yaml"));
    }
}
