package dev.wave.run;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.util.List;
import java.util.Optional;

/// What a step made: the manifest that is stored under its key. Names no step, run, time or machine.
///
/// @param start the tree the step started from, narrowed to what it saw
/// @param tree the same with its change
/// @param attempts how many it took
/// @param agent who made it
/// @param transcript the raw stream of the successful attempt
public record Result(
        TreeId start,
        TreeId tree,
        List<Artifact> artifacts,
        List<Verdict> verdicts,
        Usage usage,
        int attempts,
        Level level,
        Answerer agent,
        Optional<Digest> transcript) {
    public Result {
        artifacts = List.copyOf(artifacts);
        verdicts = List.copyOf(verdicts);
    }
}
