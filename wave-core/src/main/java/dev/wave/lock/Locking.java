package dev.wave.lock;

import dev.wave.key.KeyBuilder;
import dev.wave.lock.Lock.LockedPipeline;
import dev.wave.lock.Lock.LockedStep;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.StepId;
import dev.wave.plan.Outline;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Computes what a project's files amount to: the lock they would have now.
public final class Locking {
    private final Project project;
    private final Function<PersonaName, Optional<String>> builtInPin;

    /// @param builtInPin how a lock names a built-in persona
    public Locking(Project project, Function<PersonaName, Optional<String>> builtInPin) {
        this.project = project;
        this.builtInPin = builtInPin;
    }

    /// The lock of these pipelines, with pins and recordings as they were before.
    ///
    /// @param before the lock as it is, empty if there is none
    public Lock of(List<Outline> pipelines, Lock before) {
        var personas = new LinkedHashMap<PersonaName, String>();
        var schemas = new LinkedHashMap<String, Digest>();
        var locked = new LinkedHashMap<PipelineName, LockedPipeline>();
        for (var outline : pipelines) {
            locked.put(outline.pipeline(), pipeline(outline));
            for (var used : outline.schemas()) {
                if (!used.schema().name().equals("inline")) {
                    schemas.put(
                            used.schema().name(), Digest.ofText(used.schema().json()));
                }
            }
            for (var step : outline.steps()) {
                if (step.action() instanceof PlannedAction.Ask ask) {
                    personas.put(ask.persona().name(), pin(ask.persona().name()));
                }
            }
        }
        return new Lock(
                KeyBuilder.VERSION, before.adapters(), before.models(), personas, schemas, locked, before.recordings());
    }

    private static LockedPipeline pipeline(Outline outline) {
        var params = new LinkedHashMap<String, String>();
        outline.params()
                .forEach((name, param) ->
                        params.put(name.value(), param.type().name().toLowerCase(Locale.ROOT)));
        var steps = new LinkedHashMap<StepId, LockedStep>();
        for (var step : outline.steps()) {
            steps.put(step.id(), new LockedStep(KeyBuilder.definition(step), grants(step)));
        }
        return new LockedPipeline(params, steps);
    }

    /// What a step may do, so that a reviewer sees it change; what it may not is marked with `!`.
    private static List<String> grants(PlannedStep step) {
        return switch (step.action()) {
            case PlannedAction.Ask ask -> grants(ask.persona().permissions());
            case PlannedAction.Run _ -> List.of();
        };
    }

    private static List<String> grants(Permissions permissions) {
        var granted = permissions.allow().stream()
                .filter(rule -> permissions.deny().stream().noneMatch(deny -> deny.covers(rule)))
                .toList();
        var refused = permissions.deny().stream()
                .filter(deny -> granted.stream().anyMatch(rule -> rule.covers(deny)))
                .map(deny -> "!" + deny);
        return sorted(Stream.concat(granted.stream(), refused));
    }

    private String pin(PersonaName name) {
        return Optional.ofNullable(project.personas().get(name))
                .map(persona -> "project " + digest(persona))
                .or(() -> builtInPin.apply(name))
                .orElseThrow(() -> new IllegalStateException("planned with a persona that is none: " + name));
    }

    /// What a persona says, however its file is laid out.
    private static Digest digest(Persona persona) {
        var fields = new ObjectWriter()
                .text("description", persona.description())
                .text("prompt", persona.prompt())
                .text("adapter", persona.adapter())
                .text("model", persona.model())
                .texts("allow", sorted(persona.permissions().allow().stream()))
                .texts("deny", sorted(persona.permissions().deny().stream()))
                .text("sandbox", persona.sandbox());
        return Digest.ofText(CanonicalJson.text(fields.done()));
    }

    private static List<String> sorted(Stream<?> texts) {
        return List.copyOf(texts.map(Object::toString).collect(Collectors.toCollection(TreeSet::new)));
    }
}
