package dev.wave.collect;

import dev.wave.model.ArtifactName;
import dev.wave.run.Verdict;
import dev.wave.run.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What is noted while outputs are collected.
final class Findings {
    private final SequencedSet<Violation> violations = new LinkedHashSet<>();
    private final SequencedSet<String> notices = new LinkedHashSet<>();

    void violation(String where, String message) {
        violations.add(new Violation(where, message));
    }

    void violation(ArtifactName output, String message) {
        violation(output.value(), message);
    }

    void notice(String text) {
        notices.add(text);
    }

    boolean isWrong(ArtifactName output) {
        return violations.stream().anyMatch(violation -> violation.where().equals(output.value()));
    }

    Verdict verdict() {
        var status = violations.isEmpty() ? Verdict.Status.HELD : Verdict.Status.BROKEN;
        return new Verdict("outputs", status, List.copyOf(violations), "");
    }

    List<String> notices() {
        return List.copyOf(notices);
    }
}
