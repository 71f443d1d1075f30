package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Collects everything that is wrong while a project is read; at most [#MOST], so that a file full of
/// mistakes stays cheap.
final class Problems {

    static final int MOST = 1_000;

    private static final int LONGEST = 500;

    private final List<Diagnostic> found = new ArrayList<>();

    void add(Diagnostic problem) {
        if (found.size() < MOST) {
            found.add(new Diagnostic(
                    problem.code(),
                    problem.place(),
                    shortened(problem.message()),
                    problem.fix().map(Problems::shortened)));
        }
    }

    /// A sentence quotes what the author wrote, and that may be a name of megabytes.
    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST
                ? sentence
                : sentence.substring(0, LONGEST / 2) + "…" + sentence.substring(sentence.length() - LONGEST / 2);
    }

    void add(Code code, Place place, String message) {
        add(Diagnostic.of(code, place, message));
    }

    void add(Code code, Place place, String message, String fix) {
        add(Diagnostic.of(code, place, message, fix));
    }

    void add(Code code, Place place, String message, Optional<String> fix) {
        add(new Diagnostic(code, place, message, fix));
    }

    /// A value that is none of those allowed: asks for the nearest, or lists them all.
    void notOneOf(Code code, Node.Scalar node, String message, Collection<String> allowed) {
        add(
                code,
                node.place(),
                message,
                Nearest.question(node.text(), allowed).or(() -> Optional.of("one of " + String.join(", ", allowed))));
    }

    void addAll(Collection<Diagnostic> problems) {
        problems.forEach(this::add);
    }

    List<Diagnostic> found() {
        return List.copyOf(found);
    }
}
