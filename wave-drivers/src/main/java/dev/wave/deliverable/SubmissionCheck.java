package dev.wave.deliverable;

import dev.wave.contract.ArtifactChecks;
import dev.wave.contract.FormatCheck;
import dev.wave.model.ArtifactName;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.run.Artifact;
import dev.wave.run.Artifact.Source;
import dev.wave.run.Content;
import dev.wave.run.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Checks submitted content as it will be checked in the end, with the same words: its format, and the
/// contracts that are about it alone.
final class SubmissionCheck {
    private final List<PlannedContract> contracts;

    SubmissionCheck(List<PlannedContract> contracts) {
        this.contracts = List.copyOf(contracts);
    }

    /// What is wrong; empty if nothing is. What cannot be checked is wrong, as it will be in the end.
    List<Violation> violations(Submission.Content submitted) throws InterruptedException {
        var name = submitted.output().name();
        var format = format(submitted);
        if (format.isPresent()) {
            return List.of(new Violation("/content", format.get()));
        }
        var held = new HeldBytes();
        var bytes = submitted.bytes();
        var artifact = new Artifact(
                name,
                submitted.output().format(),
                submitted.extension(),
                new Content.Blob(held.put(bytes), bytes.length),
                Source.TOOL);
        var checks = new ArtifactChecks(held);
        var violations = new LinkedHashSet<Violation>();
        for (var contract : contracts) {
            var about = about(contract, name);
            if (about.isPresent()) {
                checks.check(about.get(), List.of(artifact))
                        .ifPresent(verdict -> violations.addAll(verdict.violations()));
            }
        }
        return List.copyOf(violations);
    }

    private static Optional<String> format(Submission.Content submitted) {
        try {
            return FormatCheck.problem(submitted.output().format(), new ByteArrayInputStream(submitted.bytes()));
        } catch (IOException e) {
            return Optional.of("could not be checked: " + e.getMessage());
        }
    }

    /// What the contract asks of this output by itself.
    static Optional<PlannedContract> about(PlannedContract contract, ArtifactName output) {
        Optional<Predicate> predicate = switch (contract.predicate()) {
            case Predicate.JsonSchema(var schema, var sources) ->
                only(sources, output).map(source -> new Predicate.JsonSchema(schema, source));
            case Predicate.OutputSchema of -> of.output().equals(output) ? Optional.of(of) : Optional.empty();
            case Predicate.NonEmpty(var sources) -> only(sources, output).map(Predicate.NonEmpty::new);
            case Predicate.HasFormat(var format, var sources) ->
                only(sources, output).map(source -> new Predicate.HasFormat(format, source));
            case Predicate.Command _ -> Optional.empty();
        };
        return predicate.map(found -> new PlannedContract(contract.name(), found, contract.policy()));
    }

    private static Optional<List<ArtifactName>> only(List<ArtifactName> sources, ArtifactName output) {
        return sources.contains(output) ? Optional.of(List.of(output)) : Optional.empty();
    }
}
