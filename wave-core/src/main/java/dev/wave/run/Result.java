package dev.wave.run;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a step made: the manifest that is stored under its key. Names no step, run, time or machine.
///
/// @param start the tree the step started from, narrowed to what it saw
/// @param tree the same with its change
/// @param predicates what each contract checked, as the key has it, by the name of its verdict: which contract
/// is the second of its type depends on their order, and that is no part of a key
/// @param attempts how many it took
/// @param agent who made it
/// @param transcript the raw stream of the successful attempt
public record Result(
        TreeId start,
        TreeId tree,
        List<Artifact> artifacts,
        List<Verdict> verdicts,
        SequencedMap<String, Digest> predicates,
        Usage usage,
        int attempts,
        Level level,
        Answerer agent,
        Optional<Digest> transcript) {
    public Result {
        artifacts = List.copyOf(artifacts);
        verdicts = List.copyOf(verdicts);
        predicates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(predicates));
    }

    /// The result of a step without contracts.
    public Result(
            TreeId start,
            TreeId tree,
            List<Artifact> artifacts,
            List<Verdict> verdicts,
            Usage usage,
            int attempts,
            Level level,
            Answerer agent,
            Optional<Digest> transcript) {
        this(start, tree, artifacts, verdicts, new LinkedHashMap<>(), usage, attempts, level, agent, transcript);
    }

    /// The verdicts on what that predicate says.
    public List<Verdict> on(Digest predicate) {
        return verdicts.stream()
                .filter(verdict -> predicate.equals(predicates.get(verdict.contract())))
                .toList();
    }
}
