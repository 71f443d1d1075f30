package dev.wave.contract;

import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedSchema;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import dev.wave.spi.Blobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks contracts that are about artifacts and nothing else.
public final class ArtifactChecks {
    private final Blobs blobs;

    /// @param blobs where the artifacts' bytes are
    public ArtifactChecks(Blobs blobs) {
        this.blobs = blobs;
    }

    /// The verdict on a contract, given all artifacts there are; empty if it takes a workspace to check it.
    public Optional<Verdict> check(PlannedContract contract, List<Artifact> artifacts) throws InterruptedException {
        return switch (contract.predicate()) {
            case Predicate.JsonSchema(var schema, var sources) ->
                Optional.of(each(contract, artifacts, sources, schema(schema)));
            case Predicate.OutputSchema(var schema, var output) ->
                Optional.of(
                        named(output, artifacts).isPresent()
                                ? each(contract, artifacts, List.of(output), schema(schema))
                                : new Verdict(contract.name(), Verdict.Status.HELD, List.of(), ""));
            case Predicate.NonEmpty(var sources) -> Optional.of(each(contract, artifacts, sources, this::hasContent));
            case Predicate.HasFormat(var format, var sources) ->
                Optional.of(each(contract, artifacts, sources, artifact -> hasFormat(artifact, format)));
            case Predicate.Command _ -> Optional.empty();
        };
    }

    private static Optional<Artifact> named(ArtifactName name, List<Artifact> artifacts) {
        return artifacts.stream()
                .filter(artifact -> artifact.name().equals(name))
                .findFirst();
    }

    private static Verdict each(
            PlannedContract contract, List<Artifact> artifacts, List<ArtifactName> sources, SourceCheck check)
            throws InterruptedException {
        var broken = new ArrayList<Violation>();
        var errored = new ArrayList<Violation>();
        for (var source : sources) {
            var artifact = named(source, artifacts);
            if (artifact.isEmpty()) {
                broken.add(new Violation(source.value(), "expected an artifact of this name, found none"));
                continue;
            }
            try {
                check.violations(artifact.get())
                        .forEach(violation -> broken.add(of(source, violation, sources.size())));
            } catch (IOException e) {
                errored.add(new Violation(source.value(), "could not be checked: " + e.getMessage()));
            }
        }
        if (sources.isEmpty()) {
            errored.add(new Violation("", "could not be checked: the step has no output it could be about"));
        }
        var status = broken.isEmpty()
                ? errored.isEmpty() ? Verdict.Status.HELD : Verdict.Status.ERRORED
                : Verdict.Status.BROKEN;
        broken.addAll(errored);
        return new Verdict(contract.name(), status, broken, "");
    }

    /// With one source a JSON pointer says enough; with several the artifact's name stands before it.
    private static Violation of(ArtifactName source, Violation violation, int sources) {
        if (violation.where().isEmpty()) {
            return new Violation(source.value(), violation.message());
        }
        return sources == 1 ? violation : new Violation(source + "#" + violation.where(), violation.message());
    }

    private SourceCheck schema(PlannedSchema schema) {
        return artifact -> ArtifactSchema.violations(schema, artifact, blobs);
    }

    private List<Violation> hasContent(Artifact artifact) throws IOException {
        return hasFormat(artifact, Format.ANY);
    }

    private List<Violation> hasFormat(Artifact artifact, Format format) throws IOException {
        return switch (artifact.content()) {
            case Content.Folder folder -> ofFolder(folder, format);
            case Content.Blob(var digest, var _) -> {
                try (var in = blobs.open(digest).orElseThrow(() -> new IOException("its bytes are not in the store"))) {
                    yield violation(FormatCheck.problem(format, in));
                }
            }
        };
    }

    private static List<Violation> ofFolder(Content.Folder folder, Format format) {
        return switch (format) {
            case DIRECTORY, ANY, CODE ->
                violation(folder.files() == 0 ? Optional.of("expected some files, found none") : Optional.empty());
            default -> violation(Optional.of("expected " + format.text() + ", found a folder"));
        };
    }

    private static List<Violation> violation(Optional<String> problem) {
        return problem.map(text -> List.of(new Violation("", text))).orElse(List.of());
    }

    /// Checks one artifact.
    @FunctionalInterface
    private interface SourceCheck {
        List<Violation> violations(Artifact artifact) throws IOException, InterruptedException;
    }
}
