package dev.wave.plan;

import dev.wave.plan.StepDraft.OutputDraft;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds artifacts by their name, and by the words at either end of it.
final class ArtifactIndex {

    /// Candidates that are told apart; more of them only make the sentence longer.
    static final int MOST = 4;

    /// Candidates that are looked through without asking whether there are fewer steps.
    private static final int FEW = 32;

    private final List<StepDraft> steps;
    private final Map<String, List<OutputDraft>> byName = new LinkedHashMap<>();
    private Optional<Map<String, List<OutputDraft>>> byWord = Optional.empty();

    ArtifactIndex(List<StepDraft> steps) {
        this.steps = steps;
        for (var step : steps) {
            for (var output : step.outputs.values()) {
                add(byName, output.name.value(), output);
            }
        }
    }

    /// All names, in the order of the text.
    Collection<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /// Artifacts of exactly that name; at most [#MOST].
    List<OutputDraft> named(String name, Predicate<StepDraft> producer) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(output -> producer.test(output.producer))
                .limit(MOST)
                .toList();
    }

    /// The same among these steps, whichever are fewer: they or the artifacts.
    List<OutputDraft> named(String name, BitSet among) {
        return among(
                byName.getOrDefault(name, List.of()),
                among,
                output -> output.name.value().equals(name));
    }

    /// Artifacts whose name begins or ends with that name as a whole word; at most [#MOST].
    List<OutputDraft> withWord(String word, Predicate<StepDraft> producer) {
        return words().getOrDefault(word, List.of()).stream()
                .filter(output -> producer.test(output.producer))
                .limit(MOST)
                .toList();
    }

    /// The same among these steps.
    List<OutputDraft> withWord(String word, BitSet among) {
        return among(
                words().getOrDefault(word, List.of()),
                among,
                output -> ends(output.name.value()).contains(word));
    }

    private List<OutputDraft> among(List<OutputDraft> candidates, BitSet among, Predicate<OutputDraft> matches) {
        var found = candidates.size() <= FEW || candidates.size() <= among.cardinality()
                ? candidates.stream().filter(output -> among.get(output.producer.index))
                : among.stream()
                        .mapToObj(steps::get)
                        .flatMap(step -> step.outputs.values().stream())
                        .filter(matches);
        return found.limit(MOST).toList();
    }

    private Map<String, List<OutputDraft>> words() {
        var words = byWord.orElseGet(this::computeWords);
        byWord = Optional.of(words);
        return words;
    }

    private Map<String, List<OutputDraft>> computeWords() {
        var words = new LinkedHashMap<String, List<OutputDraft>>();
        for (var step : steps) {
            for (var output : step.outputs.values()) {
                ends(output.name.value()).forEach(end -> add(words, end, output));
            }
        }
        return words;
    }

    /// Every beginning and end of a name that stops at a `-` or `_`, each once.
    private static List<String> ends(String name) {
        var ends = new ArrayList<String>();
        for (var i = 1; i + 1 < name.length(); i++) {
            if (name.charAt(i) == '-' || name.charAt(i) == '_') {
                ends.add(name.substring(0, i));
                ends.add(name.substring(i + 1));
            }
        }
        return ends.stream().distinct().toList();
    }

    private static void add(Map<String, List<OutputDraft>> map, String name, OutputDraft output) {
        map.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(output);
    }
}
