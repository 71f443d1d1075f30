package dev.wave.local;

import dev.wave.key.KeyDiff;
import dev.wave.key.KeyedStep;
import dev.wave.local.ImaginedRun.Products;
import dev.wave.model.ArtifactName;
import dev.wave.model.CanonicalJson;
import dev.wave.model.StepId;
import dev.wave.model.Value;
import dev.wave.plan.PlannedStep;
import dev.wave.store.Leases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A project, edits of it, and by hand what has to follow from each.
final class MutationSuite {
    private final List<Edit> semantic = new ArrayList<>();
    private final List<Edit> cosmetic = new ArrayList<>();
    private final EditedProject project;
    private final Leases leases;
    private final Keys before;

    private MutationSuite(EditedProject project, Leases leases) throws InterruptedException {
        this.project = project;
        this.leases = leases;
        this.before = keys(project, Map.of(), Optional.empty());
    }

    /// Reads a file of `src/test/resources/mutations`; `project` and `wave` lines say what is edited.
    static MutationSuite read(Path file, Leases leases) throws IOException, InterruptedException {
        var lines = Files.readAllLines(file);
        var folder = file.resolveSibling(value(lines, "project").findFirst().orElseThrow());
        var call = value(lines, "(wave|input)").toList();
        var suite = new MutationSuite(EditedProject.in(folder, String.join("\n", call) + "\n"), leases);
        var isCosmetic = false;
        var in = "wave.yaml";
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var place = file.getFileName() + ":" + (i + 1);
            if (line.equals("changes nothing")) {
                isCosmetic = true;
            } else if (line.startsWith("in ")) {
                in = line.substring("in ".length());
            } else if (line.contains(" :: ") && !line.startsWith("#")) {
                (isCosmetic ? suite.cosmetic : suite.semantic)
                        .add(isCosmetic ? Edit.cosmetic(place, in, line) : Edit.semantic(place, in, line));
            }
        }
        return suite;
    }

    private static Stream<String> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.matches(name + " .*") && !line.contains(" :: "))
                .map(line -> name.startsWith("(") ? line : line.substring(name.length() + 1));
    }

    List<Edit> semantic() {
        return List.copyOf(semantic);
    }

    List<Edit> cosmetic() {
        return List.copyOf(cosmetic);
    }

    /// The keys' components as they are without an edit.
    SequencedMap<String, SequencedMap<String, Value>> components() {
        return before.fixed;
    }

    /// What follows from an edit.
    Effect effect(Edit edit) throws InterruptedException {
        return new Effect(edit, before, keys(project.after(edit.changes()), edit.names(), Optional.of(before.writers)));
    }

    /// The keys and definitions of a project's steps, by their names without an edit.
    ///
    /// @param fixed what keys are made of if every step makes what it made without the edit
    /// @param flowing the same if what a step makes is a function of its key
    /// @param definitions what definitions are made of
    /// @param writers the steps that change their tree
    record Keys(
            SequencedMap<String, SequencedMap<String, Value>> fixed,
            SequencedMap<String, SequencedMap<String, Value>> flowing,
            SequencedMap<String, SequencedMap<String, Value>> definitions,
            Set<String> writers) {}

    private Keys keys(EditedProject edited, Map<String, String> renamed, Optional<Set<String>> writers)
            throws InterruptedException {
        var found = new TreeSet<>(writers.orElse(Set.of()));
        UnaryOperator<String> original = name -> renamed.entrySet().stream()
                .filter(pair -> pair.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
        var same = new ImaginedRun(edited, new Same(original, found, writers.isEmpty()), leases);
        var changing = new ImaginedRun(edited, new OfTheKey(original), leases);
        var fixed = new LinkedHashMap<String, SequencedMap<String, Value>>();
        var flowing = new LinkedHashMap<String, SequencedMap<String, Value>>();
        var definitions = new LinkedHashMap<String, SequencedMap<String, Value>>();
        var calls = edited.calls("wave");
        for (var i = 0; i < calls.size(); i++) {
            var prefix = calls.size() == 1
                    ? ""
                    : ImaginedRun.pipeline(project.calls("wave").get(i)) + ".";
            same.keys(calls.get(i))
                    .forEach((step, keyed) -> fixed.put(prefix + original.apply(step.value()), keyed.components()));
            changing.keys(calls.get(i))
                    .forEach((step, keyed) -> flowing.put(prefix + original.apply(step.value()), keyed.components()));
            same.definitions(ImaginedRun.pipeline(calls.get(i)))
                    .forEach((step, defined) ->
                            definitions.put(prefix + original.apply(step.value()), defined.components()));
        }
        return new Keys(fixed, flowing, definitions, found);
    }

    /// What an edit changed.
    record Effect(Edit edit, Keys before, Keys after) {

        /// The steps whose keys changed although the steps before them made what they did.
        ///
        /// @param part what of the components a key is made of
        Set<String> keys(UnaryOperator<SequencedMap<String, Value>> part) {
            return changed(digests(before.fixed, part), digests(after.fixed, part));
        }

        /// The steps whose keys changed, with everything that followed from it.
        Set<String> allKeys() {
            return changed(before.flowing, after.flowing);
        }

        /// The first component that differs, for each step whose key changed.
        String differences() {
            return changed(before.fixed, after.fixed).stream()
                    .map(step -> "    " + step + ": " + difference(step) + "\n")
                    .collect(Collectors.joining());
        }

        private String difference(String step) {
            var none = new TreeMap<String, Value>();
            return KeyDiff.first(before.fixed.getOrDefault(step, none), after.fixed.getOrDefault(step, none))
                    .map(KeyDiff.Difference::toString)
                    .orElse("none");
        }

        /// The steps whose definitions changed.
        ///
        /// @param part what of the components a definition is made of
        Set<String> definitions(UnaryOperator<SequencedMap<String, Value>> part) {
            return changed(digests(before.definitions, part), digests(after.definitions, part));
        }
    }

    private static SequencedMap<String, String> digests(
            SequencedMap<String, SequencedMap<String, Value>> steps, UnaryOperator<SequencedMap<String, Value>> part) {
        var digests = new LinkedHashMap<String, String>();
        steps.forEach(
                (step, components) -> digests.put(step, CanonicalJson.text(new Value.Obj(part.apply(components)))));
        return digests;
    }

    private static <V> Set<String> changed(Map<String, V> before, Map<String, V> after) {
        var steps = new TreeSet<>(before.keySet());
        steps.addAll(after.keySet());
        steps.removeIf(step -> Objects.equals(before.get(step), after.get(step)));
        return steps;
    }

    /// Steps make the same whatever their keys are.
    private record Same(UnaryOperator<String> original, Set<String> writers, boolean first) implements Products {

        @Override
        public String mark(StepId step, KeyedStep keyed) {
            return original.apply(step.value());
        }

        @Override
        public String name(ArtifactName artifact) {
            return original.apply(artifact.value());
        }

        @Override
        public boolean writes(PlannedStep step) {
            if (first && step.writable()) {
                writers.add(step.id().value());
            }
            return writers.contains(original.apply(step.id().value()));
        }
    }

    /// What a step makes is a function of its key.
    private record OfTheKey(UnaryOperator<String> original) implements Products {

        @Override
        public String mark(StepId step, KeyedStep keyed) {
            return keyed.key().digest().value();
        }

        @Override
        public String name(ArtifactName artifact) {
            return original.apply(artifact.value());
        }

        @Override
        public boolean writes(PlannedStep step) {
            return step.writable();
        }
    }
}
