package dev.wave.trust;

import dev.wave.model.SandboxMode;
import java.util.Optional;

/// Whether the programs of a project's steps run in a sandbox here, as far as trust is concerned.
///
/// @param missing why there is none on this machine; empty if there is one
/// @param asked what the person asked for on the command line, for all steps
public record SandboxHere(Optional<String> missing, Optional<SandboxMode> asked) {

    /// Nothing is contained.
    public static final SandboxHere NONE = new SandboxHere(Optional.of("not asked for"), Optional.empty());

    /// Why the programs of a step that asks for this run outside; empty if they run inside.
    Optional<String> whyOutside(SandboxMode ofStep) {
        return asked.orElse(ofStep) == SandboxMode.NONE
                ? Optional.of("sandbox: none")
                : missing.map(why -> "no sandbox on this machine: " + why);
    }
}
