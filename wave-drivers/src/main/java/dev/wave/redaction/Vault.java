package dev.wave.redaction;

import dev.wave.model.SecretName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The secrets that a run has looked up, in memory only. What one step was given is hidden in all of the run, also
/// after a value has changed. For any number of threads.
public final class Vault {
    private final SequencedMap<SecretName, SequencedSet<String>> values = new LinkedHashMap<>();
    private volatile Redaction redaction = Redaction.NONE;

    /// Hides the value from now on.
    public synchronized void add(SecretName name, String value) {
        if (values.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(value)) {
            redaction = Redaction.of(values);
        }
    }

    /// Hides all that is known now.
    public Redaction redaction() {
        return redaction;
    }
}
