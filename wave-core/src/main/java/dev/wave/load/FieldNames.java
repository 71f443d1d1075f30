package dev.wave.load;

import dev.wave.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields the language has at one place: those that are acted on, those that are not yet, and what people
/// who know other tools write instead.
///
/// @param what the place, for sentences: "a step"
/// @param hints what to do about a name of another tool
record FieldNames(String what, List<String> effective, List<String> notYet, Map<String, String> hints) {
    FieldNames {
        effective = List.copyOf(effective);
        notYet = List.copyOf(notYet);
        hints = new LinkedHashMap<>(hints);
    }

    static FieldNames of(String what, String... effective) {
        return new FieldNames(what, List.of(effective), List.of(), Map.of());
    }

    FieldNames notYet(String... names) {
        return new FieldNames(what, effective, List.of(names), hints);
    }

    /// A name of another tool and the field that is meant.
    FieldNames meaning(String field, String... names) {
        return hint("did you mean '" + field + "'?", names);
    }

    FieldNames hint(String hint, String... names) {
        var more = new LinkedHashMap<>(hints);
        for (var name : names) {
            more.put(name, hint);
        }
        return new FieldNames(what, effective, notYet, more);
    }

    /// These fields and those of another place, under this place's name.
    FieldNames with(FieldNames others) {
        var moreHints = new LinkedHashMap<>(others.hints);
        moreHints.putAll(hints);
        return new FieldNames(what, joined(effective, others.effective), joined(notYet, others.notYet), moreHints);
    }

    /// What to do about a name that is no field here.
    Optional<String> fixFor(String name) {
        return Optional.ofNullable(hints.get(name))
                .or(() -> Nearest.question(name, joined(effective, notYet)))
                .or(() -> Optional.of("the fields of " + what + " are " + String.join(", ", effective)));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        others.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return all;
    }
}
