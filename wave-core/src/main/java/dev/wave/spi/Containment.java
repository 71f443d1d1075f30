package dev.wave.spi;

import dev.wave.model.SandboxMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the processes of an attempt may reach. A sandbox keeps it; without one it is only said.
///
/// @param mode whether a sandbox has to be there
/// @param hosts names of hosts, as globs, that may be reached over the network; empty: none
/// @param proxy unix socket of the proxy that lets through to these hosts and no others; absent if there are
/// none
/// @param writes globs of workspace paths that may change, if the tree may change at all; `**` for all of it
/// @param memoryBytes most memory of all processes together
public record Containment(
        SandboxMode mode, List<String> hosts, Optional<Path> proxy, List<String> writes, Optional<Long> memoryBytes) {
    public Containment {
        hosts = List.copyOf(hosts);
        writes = List.copyOf(writes);
    }

    /// The same without a network.
    public Containment withoutNetwork() {
        return new Containment(mode, List.of(), Optional.empty(), writes, memoryBytes);
    }

    /// A sandbox where there is one, no network, the whole tree writable, no limits.
    public static final Containment DEFAULT =
            new Containment(SandboxMode.AUTO, List.of(), Optional.empty(), List.of("**"), Optional.empty());
}
