package dev.wave.workspace;

import dev.wave.process.Errand;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// Marks names as removed in a layer of an overlay: hard links to one character device 0:0.
///
/// Java cannot make a device; `mknod` can, without any privilege since Linux 5.8. A file system allows only
/// so many links to one file (ext4 65,000): then there is a next one.
final class Whiteouts {
    private final Place place;

    Whiteouts(Place place) {
        this.place = place;
    }

    /// Makes the name a removed one, with the folders above it.
    void put(Path name) throws IOException {
        Files.createDirectories(name.getParent());
        var whiteout = place.root().resolve("whiteout");
        if (!Files.exists(whiteout)) {
            make(whiteout);
        }
        try {
            Files.createLink(name, whiteout);
        } catch (FileSystemException _) {
            Files.deleteIfExists(whiteout);
            make(whiteout);
            Files.createLink(name, whiteout);
        }
    }

    private void make(Path whiteout) throws IOException {
        Exclusive.run(place.root().resolve("whiteout.lock"), () -> {
            if (!Files.exists(whiteout)) {
                var making = place.root().resolve("whiteout-" + UUID.randomUUID());
                var made = Errand.run(List.of("mknod", making.toString(), "c", "0", "0"));
                if (made.exit() != 0) {
                    throw new IOException("cannot make a whiteout: " + made.output());
                }
                Files.move(making, whiteout);
            }
            return whiteout;
        });
    }
}
