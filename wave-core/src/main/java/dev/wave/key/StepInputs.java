package dev.wave.key;

import dev.wave.model.ArtifactName;
import dev.wave.model.TreeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a step is given besides its definition, once the steps before it are done.
///
/// @param tree the files it sees, narrowed by its `sources`
/// @param words the task text of an ask (one word), or the command line of a `run` step, all names filled in
/// @param inputs by the name the step sees; the content's digest or tree id
public record StepInputs(
        TreeId tree, List<String> words, SequencedMap<String, String> env, SequencedMap<ArtifactName, String> inputs) {
    public StepInputs {
        words = List.copyOf(words);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
    }
}
