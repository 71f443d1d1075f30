package dev.wave.secret;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Values of secrets, in memory, on the way into one program's environment. Has no text form.
public final class SecretValues {

    /// No values.
    public static final SecretValues NONE = new SecretValues(new LinkedHashMap<>());

    private final SequencedMap<String, String> values;

    SecretValues(SequencedMap<String, String> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /// The variables with those of the secrets: for starting a program with them, and for nothing else.
    public SequencedMap<String, String> with(SequencedMap<String, String> env) {
        var all = new LinkedHashMap<>(env);
        all.putAll(values);
        return all;
    }
}
