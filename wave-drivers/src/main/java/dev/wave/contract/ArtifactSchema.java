package dev.wave.contract;

import dev.wave.model.Format;
import dev.wave.plan.PlannedSchema;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.run.Violation;
import dev.wave.spi.Blobs;
import java.io.IOException;
import java.util.List;

/// Whether an artifact is what a JSON Schema says. Bounded in time and memory.
public final class ArtifactSchema {

    private ArtifactSchema() {}

    /// What the artifact violates; empty if it validates.
    ///
    /// @throws IOException if it could not be checked: its bytes are missing, it is too large, or the check
    /// takes longer than [SchemaCheck#LONGEST]
    public static List<Violation> violations(PlannedSchema schema, Artifact artifact, Blobs blobs)
            throws IOException, InterruptedException {
        if (!(artifact.content() instanceof Content.Blob(var digest, var size))) {
            return List.of(new Violation("", "expected a file, found a folder"));
        }
        if (size > SchemaDocuments.LARGEST) {
            throw new CannotCheck(
                    "it is larger than " + SchemaDocuments.LARGEST / 1024 / 1024 + " MB, too large for a schema");
        }
        var bytes = blobs.read(digest).orElseThrow(() -> new IOException("its bytes are not in the store"));
        return Bounded.call(() -> SchemaContract.violations(schema, bytes, isYaml(artifact)), SchemaCheck.LONGEST);
    }

    private static boolean isYaml(Artifact artifact) {
        return artifact.format() == Format.YAML
                || (artifact.format() != Format.JSON
                        && (artifact.extension().equals(".yaml")
                                || artifact.extension().equals(".yml")));
    }
}
