package dev.wave.gateway;

import dev.wave.model.Network;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Opens a proxy for each program, or group of programs, that was granted hosts.
///
/// @param sockets folder in which sockets are made; a short path
/// @param uplinks by which this machine reaches other hosts
public record HostProxies(Path sockets, Uplinks uplinks) {

    /// Listens on a socket in a new folder.
    ///
    /// @param refused hears of each host that was refused, once, as `host:port`; from any thread
    public HostProxy open(Network granted, Consumer<String> refused) {
        return new HostProxy(sockets, granted, uplinks, refused);
    }
}
