package dev.wave.upkeep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Who holds what, counted, and the room that all that is held takes. A thing holds its parts as long as somebody
/// holds it; what nobody holds takes none. Nothing may be a part of itself.
final class Holders {
    private final ToLongFunction<String> size;
    private final Function<String, List<String>> parts;
    private final Map<String, Integer> counts = new HashMap<>();
    private long bytes;

    /// @param size of a thing without its parts, in bytes; asked for the same thing, always the same
    /// @param parts of a thing
    Holders(ToLongFunction<String> size, Function<String, List<String>> parts) {
        this.size = size;
        this.parts = parts;
    }

    /// Of all that is held.
    long bytes() {
        return bytes;
    }

    void hold(String thing) {
        if (counts.merge(thing, 1, Integer::sum) == 1) {
            bytes += size.applyAsLong(thing);
            parts.apply(thing).forEach(this::hold);
        }
    }

    /// What was held once less often.
    void letGo(String thing) {
        if (counts.merge(thing, -1, Integer::sum) == 0) {
            bytes -= size.applyAsLong(thing);
            parts.apply(thing).forEach(this::letGo);
        }
    }
}
