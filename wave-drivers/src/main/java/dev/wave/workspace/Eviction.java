package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Throws away what nobody has used for long: shared checkouts with the deltas over them, those that wait in
/// the pool, layers of setup commands, and what was half made when a process died. What a workspace lies
/// on stays, also if the
/// workspace is only kept.
final class Eviction {
    private final Place place;
    private final Trash trash;
    private final Instant limit;

    Eviction(Place place, Trash trash, Duration unused) {
        this.place = place;
        this.trash = trash;
        this.limit = Instant.now().minus(unused);
    }

    void run() throws IOException {
        var needed = needed();
        var deltas = Walk.names(place.delta());
        for (var base : Walk.names(place.base())) {
            if (!Files.isDirectory(base) || !isOld(used(base)) || isNeeded(base, needed)) {
                continue;
            }
            var over = new ArrayList<Path>();
            for (var delta : deltas) {
                var below = delta.resolve("over");
                if (Files.exists(below)
                        && Files.readString(below).equals(base.getFileName().toString())) {
                    over.add(delta);
                }
            }
            if (over.stream().noneMatch(delta -> isNeeded(delta, needed))) {
                take(over);
                take(List.of(base));
            }
        }
        for (var idle : Walk.names(place.pool())) {
            if (isOld(idle)) {
                take(List.of(idle));
            }
        }
        for (var step : Walk.names(place.step())) {
            if (!StepFolder.is(step) && isOld(step)) {
                take(List.of(step));
            }
        }
        for (var layer : Walk.names(place.layer())) {
            if (Files.isDirectory(layer) && isOld(layer) && !isNeeded(layer, needed)) {
                take(List.of(layer));
            }
        }
        for (var delta : deltas) {
            if (Files.isDirectory(delta) && !Files.exists(delta.resolve("over")) && isOld(delta)) {
                take(List.of(delta));
            }
        }
    }

    private void take(List<Path> unused) throws IOException {
        for (var path : unused) {
            trash.take(path);
        }
    }

    /// What tells by its time when the checkout was used last.
    private static Path used(Path base) {
        var boot = base.resolve("boot");
        return Files.exists(boot) ? boot : base;
    }

    /// What another process has taken away or given its name meanwhile is not old.
    private boolean isOld(Path path) throws IOException {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(limit);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static boolean isNeeded(Path folder, Set<Path> needed) {
        return needed.stream().anyMatch(path -> path.startsWith(folder));
    }

    /// The folders that workspaces lie on.
    private Set<Path> needed() throws IOException {
        var needed = new LinkedHashSet<Path>();
        for (var step : Walk.names(place.step())) {
            try {
                for (var link : Walk.names(step.resolve("lower"))) {
                    needed.add(Files.readSymbolicLink(link));
                }
            } catch (NoSuchFileException _) {
                // it has none, or it is gone
            }
        }
        return needed;
    }
}
