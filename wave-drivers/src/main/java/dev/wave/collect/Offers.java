package dev.wave.collect;

import dev.wave.collect.OutFolder.Entry;
import dev.wave.git.FileName;
import dev.wave.model.ArtifactName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The entries of `.wave/out` by the output they are for: `NAME` or `NAME.EXT`. Where one name begins
/// another, the longer one has it.
final class Offers {
    private static final int SHOWN = 5;

    private final SequencedMap<ArtifactName, List<Entry>> byOutput = new LinkedHashMap<>();
    private final List<Entry> undeclared = new ArrayList<>();

    Offers(List<Entry> entries, List<Wanted> outputs) {
        for (var entry : entries) {
            output(entry.name(), outputs)
                    .ifPresentOrElse(
                            name -> byOutput.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(entry),
                            () -> undeclared.add(entry));
        }
    }

    List<Entry> of(ArtifactName output) {
        return byOutput.getOrDefault(output, List.of());
    }

    /// Says what lies there and nobody declared.
    Optional<String> notice() {
        if (undeclared.isEmpty()) {
            return Optional.empty();
        }
        var names = undeclared.stream().limit(SHOWN).map(Entry::shown).toList();
        var more = undeclared.size() - names.size();
        return Optional.of("not stored, because no output of that name is declared: .wave/out/"
                + String.join(", .wave/out/", names) + (more > 0 ? " and " + more + " more" : ""));
    }

    private static Optional<ArtifactName> output(String file, List<Wanted> outputs) {
        Optional<ArtifactName> best = Optional.empty();
        for (var output : outputs) {
            var name = FileName.ofText(output.name().value());
            var fits = file.equals(name) || file.startsWith(name + ".");
            if (fits
                    && best.map(other -> other.value().length() < name.length()).orElse(true)) {
                best = Optional.of(output.name());
            }
        }
        return best;
    }
}
