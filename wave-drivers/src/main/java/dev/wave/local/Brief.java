package dev.wave.local;

import dev.wave.expression.Template;
import dev.wave.local.RunContext.Given;
import dev.wave.model.ArtifactName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Everything a step is told, with all names filled in.
///
/// @param words the task of an ask (one word), or the command line of a `run` step
/// @param env the step's own variables
/// @param paths the declared paths of outputs that have one
/// @param checks the command lines of contracts, by the contract's name
/// @param setup the command line of its `setup`; empty if it has none
/// @param given its inputs
/// @param filled fills in a text of the step that is part of the brief
record Brief(
        List<String> words,
        SequencedMap<String, String> env,
        SequencedMap<ArtifactName, String> paths,
        SequencedMap<String, List<String>> checks,
        List<String> setup,
        List<Given> given,
        Function<Template, String> filled) {
    Brief {
        words = List.copyOf(words);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        paths = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(paths));
        checks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(checks));
        setup = List.copyOf(setup);
        given = List.copyOf(given);
    }
}
