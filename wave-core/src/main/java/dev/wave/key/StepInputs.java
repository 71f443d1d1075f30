package dev.wave.key;

import dev.wave.model.ArtifactName;
import dev.wave.model.Digest;
import dev.wave.model.History;
import dev.wave.model.TreeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a step is given besides its definition, once the steps before it are done.
///
/// Everything a step can see must be in here or in its plan: what is missing would be shared by steps that
/// see different things.
///
/// @param tree the files it sees, narrowed by its `sources`
/// @param words the task text of an ask (one word), the text of a shell command (one word), or the words of a
/// command line, all names filled in
/// @param inputs by the name the step sees; the content's digest or tree id
/// @param paths the declared `path:` of outputs that have one, names filled in
/// @param checks the command lines of contracts that are written as words, by the contract's name, names
/// filled in
/// @param extras what else it sees, by path: included files of Wave's own, and what a `setup` layer is made
/// from
/// @param history the commits it sees, if it wants any
public record StepInputs(
        TreeId tree,
        List<String> words,
        SequencedMap<String, String> env,
        SequencedMap<ArtifactName, String> inputs,
        SequencedMap<ArtifactName, String> paths,
        SequencedMap<String, List<String>> checks,
        SequencedMap<String, Digest> extras,
        Optional<History> history) {
    public StepInputs {
        words = List.copyOf(words);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        paths = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(paths));
        checks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(checks));
        extras = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(extras));
    }

    /// For a step without environment, declared paths, contracts on commands, extras and history.
    public static StepInputs plain(TreeId tree, List<String> words, SequencedMap<ArtifactName, String> inputs) {
        return new StepInputs(
                tree,
                words,
                new LinkedHashMap<>(),
                inputs,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                Optional.empty());
    }
}
