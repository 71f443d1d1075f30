package dev.wave.collect;

import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import java.util.Optional;

/// An output a step declares, ready to be looked for.
///
/// @param required whether the attempt fails without it
/// @param path workspace path, with `/`, all names filled in
public record Wanted(ArtifactName name, boolean required, Format format, Optional<String> path) {

    /// Where a person or an agent is told to write it.
    String place() {
        var out = format == Format.DIRECTORY ? ".wave/out/" + name + "/" : ".wave/out/" + name + format.extension();
        return path.map(declared -> declared + " or " + out).orElse(out);
    }

    /// Whether a folder can be this output.
    boolean takesFolder() {
        return format == Format.DIRECTORY || format == Format.ANY || format == Format.CODE;
    }
}
