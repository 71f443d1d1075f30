package dev.wave.run;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.util.List;
import java.util.Optional;

/// How one attempt ended.
public sealed interface Outcome {

    /// It came to its end and its outputs were collected and checked; contracts may still be broken.
    ///
    /// @param result digest of the stored [Result] manifest
    /// @param tree the step's full file state: its start tree with its change
    /// @param verdicts of all contracts, held or not; the engine takes a missing one for one that does not
    /// hold
    record Completed(Digest result, TreeId tree, List<ArtifactId> artifacts, List<Verdict> verdicts)
            implements Outcome {
        public Completed {
            artifacts = List.copyOf(artifacts);
            verdicts = List.copyOf(verdicts);
        }
    }

    /// It did not.
    ///
    /// @param left the file state it left, if it could be captured
    record Failed(Failure failure, Optional<TreeId> left) implements Outcome {}

    /// An artifact in an event: its name and its content's.
    record ArtifactId(String name, String content) {}
}
