package dev.wave.lock;

import dev.wave.model.CanonicalJson;
import dev.wave.model.Decoded;
import dev.wave.model.ObjectReader;
import dev.wave.model.ObjectWriter;
import dev.wave.plan.Pins;

/// Pins as a run keeps them, so that resuming it plans with the same ones.
public final class PinsJson {

    private PinsJson() {}

    /// The pins' text: canonical JSON of the lock's sections.
    public static String write(Pins pins) {
        return CanonicalJson.text(LockValues.write(new ObjectWriter(), pins).done());
    }

    /// What [#write] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else
    public static Pins read(String text) {
        return switch (ObjectReader.decode(text, LockValues::pins)) {
            case Decoded.Understood<Pins>(var pins) -> pins;
            case Decoded.NotUnderstood<Pins>(var reason) -> throw new IllegalArgumentException("no pins: " + reason);
        };
    }
}
