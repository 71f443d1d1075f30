package dev.wave.plan;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.model.ArtifactName;
import dev.wave.model.Contract;
import dev.wave.model.Format;
import dev.wave.model.Handover;
import dev.wave.model.Named;
import dev.wave.model.Network;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.StepDraft.OutputDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Resolves the contracts of a step. A contract that would look at nothing is an error: it would always hold.
final class ContractPlanner {
    private final StepDraft step;
    private final SchemaReader schemas;
    private final List<Diagnostic> problems;

    ContractPlanner(StepDraft step, SchemaReader schemas, List<Diagnostic> problems) {
        this.step = step;
        this.schemas = schemas;
        this.problems = problems;
    }

    /// What a JSON Schema is held against is JSON, whatever its producer forgot to say. Call before formats
    /// are used.
    void settleFormats() {
        step.outputs.values().stream()
                .filter(output -> output.schema.isPresent() && output.format == Format.ANY)
                .forEach(output -> output.format = Format.JSON);
        for (var handover : step.step.contracts()) {
            if (handover.contract() instanceof Contract.JsonSchema(var _, var source)) {
                jsonSources(source).stream()
                        .filter(output -> output.format == Format.ANY)
                        .forEach(output -> output.format = Format.JSON);
            }
        }
    }

    List<PlannedContract> plan(TextPlanner texts) {
        var planned = new ArrayList<PlannedContract>();
        Map<String, Integer> counts = new HashMap<>();
        for (var handover : step.step.contracts()) {
            var type = handover.contract().type();
            var count = counts.merge(type, 1, Integer::sum);
            var name = count == 1 ? type : type + "#" + count;
            predicate(handover, texts)
                    .ifPresent(predicate -> planned.add(new PlannedContract(name, predicate, handover.policy())));
        }
        step.outputs.values().stream()
                .flatMap(output -> declared(output).stream())
                .forEach(planned::add);
        return planned;
    }

    /// An output's own schema is a contract that nobody has to write twice.
    private Optional<PlannedContract> declared(OutputDraft output) {
        return output.schema
                .flatMap(schemas::read)
                .map(schema -> new PlannedContract(
                        "schema " + output.name,
                        new Predicate.OutputSchema(schema, output.name),
                        Handover.Policy.DEFAULT));
    }

    private Optional<Predicate> predicate(Handover handover, TextPlanner texts) {
        var place = handover.place();
        return switch (handover.contract()) {
            case Contract.JsonSchema(var schema, var source) -> {
                var sources = require(source, place, jsonSources(source), "no output of the step is JSON");
                yield schemas.read(schema).map(read -> new Predicate.JsonSchema(read, sources));
            }
            case Contract.Command(var type, var command, var dir, var timeout, var network) ->
                Optional.of(new Predicate.Command(
                        type, texts.command(command, "command"), dir, timeout, new Network(network, List.of())));
            case Contract.NonEmpty(var source) ->
                Optional.of(
                        new Predicate.NonEmpty(require(source, place, sources(source), "the step produces nothing")));
            case Contract.HasFormat(var format, var source) ->
                Optional.of(new Predicate.HasFormat(
                        format, require(source, place, sources(source), "the step produces nothing")));
        };
    }

    private List<OutputDraft> sources(Optional<Named> source) {
        return source.map(name -> Optional.ofNullable(step.outputs.get(name.name())).stream()
                        .toList())
                .orElseGet(() -> List.copyOf(step.outputs.values()));
    }

    /// Without a source: the JSON outputs, or the only output if it may be anything.
    private List<OutputDraft> jsonSources(Optional<Named> source) {
        if (source.isPresent()) {
            return sources(source);
        }
        var json = step.outputs.values().stream()
                .filter(output -> output.format == Format.JSON)
                .toList();
        var any = step.outputs.values().stream()
                .filter(output -> output.format == Format.ANY)
                .toList();
        return !json.isEmpty() ? json : any.size() == 1 ? any : List.of();
    }

    private List<ArtifactName> require(Optional<Named> source, Place place, List<OutputDraft> found, String whyNone) {
        if (found.isEmpty()) {
            problems.add(source.map(this::unknownSource)
                    .orElseGet(() -> Diagnostic.of(
                            Code.E_MISSING_FIELD,
                            place,
                            "the contract has nothing to look at: " + whyNone,
                            step.outputs.isEmpty()
                                    ? "add 'deliverables: [NAME]' to the step"
                                    : "add 'source: "
                                            + step.outputs.firstEntry().getKey() + "', or 'format: json' to"
                                            + " an output")));
        }
        return found.stream().map(output -> output.name).toList();
    }

    private Diagnostic unknownSource(Named source) {
        return new Diagnostic(
                Code.E_UNKNOWN_INPUT,
                source.place(),
                "the step '" + step + "' produces no '" + source.name() + "'",
                Nearest.question(source.name(), step.outputs.keySet())
                        .or(() -> Optional.of(
                                step.outputs.isEmpty()
                                        ? "add 'deliverables: [" + source.name() + "]' to the step"
                                        : "it produces " + Listing.of(List.copyOf(step.outputs.keySet())))));
    }
}
