package dev.wave.workspace;

import dev.wave.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How workspaces are made on this machine, found out by making one.
///
/// @param why what the first better way said; empty if there is none
public record WayHere(Way way, String why) {

    /// Finds it out, or remembers it.
    ///
    /// @param cache Wave's cache folder; made if it is not there
    /// @param environment Wave's own
    /// @throws UncheckedIOException if the cache folder cannot be used
    public static WayHere find(Path cache, Map<String, String> environment) {
        try {
            Files.createDirectories(cache);
            var real = cache.toRealPath();
            var probe = Probe.of(real, environment, Sandbox.find(real, environment, List.of()));
            return new WayHere(probe.way(), probe.why());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out how workspaces are made: " + e.getMessage(), e);
        }
    }

    /// Whether they are overlays over shared checkouts.
    public boolean isOverlay() {
        return way.isOverlay();
    }
}
