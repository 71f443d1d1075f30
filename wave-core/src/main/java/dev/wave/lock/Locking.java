package dev.wave.lock;

import dev.wave.expression.Expression;
import dev.wave.key.Definition;
import dev.wave.key.KeyBuilder;
import dev.wave.load.Includes;
import dev.wave.lock.Lock.LockedPipeline;
import dev.wave.lock.Lock.LockedStep;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.CanonicalJson;
import dev.wave.model.Digest;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import dev.wave.model.ProjectName;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.ModelPin;
import dev.wave.plan.Outline;
import dev.wave.plan.Pins;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedModel;
import dev.wave.spi.ProjectFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Computes what a project's files amount to: the lock they would have now.
public final class Locking {
    private final Project project;
    private final ProjectFiles files;
    private final Function<PersonaName, Optional<String>> builtInPin;
    private final Map<List<String>, SequencedMap<String, Digest>> included = new HashMap<>();

    /// @param files the project's, as everybody has them
    /// @param builtInPin how a lock names a built-in persona
    public Locking(Project project, ProjectFiles files, Function<PersonaName, Optional<String>> builtInPin) {
        this.project = project;
        this.files = files;
        this.builtInPin = builtInPin;
    }

    /// The lock of these pipelines, with the recordings of the one before. What they were planned with stays
    /// pinned, as far as they use it.
    ///
    /// @param before the lock as it is, empty if there is none
    /// @param versions the version to pin of an adapter's program that was planned without one; empty for none
    public Lock of(List<Outline> pipelines, Lock before, Function<AdapterSettings, Optional<String>> versions) {
        var personas = new LinkedHashMap<PersonaName, String>();
        var schemas = new LinkedHashMap<String, Digest>();
        var locked = new LinkedHashMap<PipelineName, LockedPipeline>();
        var asks = new ArrayList<PlannedAction.Ask>();
        var isNameAskedFor = false;
        for (var outline : pipelines) {
            var definitions = definitions(outline);
            locked.put(outline.pipeline(), pipeline(outline, definitions));
            isNameAskedFor = isNameAskedFor || asksForName(outline, definitions);
            for (var used : outline.schemas()) {
                if (!used.schema().name().equals("inline")) {
                    schemas.put(
                            used.schema().name(), Digest.ofText(used.schema().json()));
                }
            }
            for (var step : outline.steps()) {
                if (step.action() instanceof PlannedAction.Ask ask) {
                    asks.add(ask);
                    personas.computeIfAbsent(ask.persona().name(), this::pin);
                }
            }
        }
        return new Lock(
                KeyBuilder.VERSION,
                name(isNameAskedFor),
                pins(asks, versions),
                personas,
                schemas,
                locked,
                before.recordings());
    }

    /// The project's name, if the project could be called otherwise elsewhere and something would not be the same
    /// then.
    private Optional<String> name(boolean isAskedFor) {
        return switch (project.title()) {
            case ProjectName.Said _ -> Optional.empty();
            case ProjectName.Borrowed(var text, var pipelineToo) ->
                pipelineToo || isAskedFor ? Optional.of(text) : Optional.empty();
        };
    }

    private static boolean asksForName(Outline outline, Map<StepId, Definition> definitions) {
        return outline.steps().stream()
                        .flatMap(step -> step.when().map(Expression::text).stream())
                        .anyMatch(Locking::asksForName)
                || definitions.values().stream()
                        .anyMatch(definition ->
                                asksForName(definition.components().values()));
    }

    private static boolean asksForName(Collection<Value> values) {
        for (var value : values) {
            var asks = switch (value) {
                case Value.Null _, Value.Bool _, Value.Num _ -> false;
                case Value.Str(var text) -> asksForName(text);
                case Value.Seq(var items) -> asksForName(items);
                case Value.Obj(var fields) -> asksForName(fields.values());
            };
            if (asks) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksForName(String text) {
        return text.contains("project.name");
    }

    private static Pins pins(List<PlannedAction.Ask> asks, Function<AdapterSettings, Optional<String>> versions) {
        var used = new LinkedHashMap<AdapterName, PlannedAction.Ask>();
        var models = new LinkedHashMap<String, ModelPin>();
        for (var ask : asks) {
            used.put(ask.adapter().name(), ask);
            ask.model().pin().ifPresent(name -> models.put(name, pin(ask.model())));
        }
        var adapters = new LinkedHashMap<AdapterName, String>();
        used.forEach((name, ask) -> ask.version()
                .or(() -> versions.apply(ask.adapter()))
                .ifPresent(version -> adapters.put(name, version)));
        return new Pins(adapters, models);
    }

    private static ModelPin pin(PlannedModel model) {
        return model.floating() ? new ModelPin.Floating() : new ModelPin.Exact(model.id());
    }

    private static LockedPipeline pipeline(Outline outline, Map<StepId, Definition> definitions) {
        var params = new LinkedHashMap<String, String>();
        outline.params()
                .forEach((name, param) ->
                        params.put(name.value(), param.type().name().toLowerCase(Locale.ROOT)));
        var steps = new LinkedHashMap<StepId, LockedStep>();
        for (var step : outline.steps()) {
            var definition = Objects.requireNonNull(definitions.get(step.id()));
            steps.put(step.id(), new LockedStep(definition.digest(), StepGrants.of(step)));
        }
        return new LockedPipeline(params, steps);
    }

    /// What each step of the pipeline is defined as.
    public SequencedMap<StepId, Definition> definitions(Outline outline) {
        var definitions = new LinkedHashMap<StepId, Definition>();
        for (var step : outline.steps()) {
            var shown = included.computeIfAbsent(step.workspace().include(), this::included);
            definitions.put(step.id(), KeyBuilder.definition(step, shown));
        }
        return definitions;
    }

    private SequencedMap<String, Digest> included(List<String> globs) {
        return Includes.digests(Includes.of(files, globs));
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
                .texts("allow", StepGrants.sorted(persona.permissions().allow().stream()))
                .texts("deny", StepGrants.sorted(persona.permissions().deny().stream()))
                .text("sandbox", persona.sandbox());
        return Digest.ofText(CanonicalJson.text(fields.done()));
    }
}
