package dev.wave.collect;

import dev.wave.collect.OutFolder.Entry;
import dev.wave.redaction.Redaction;
import dev.wave.run.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for secrets in what a step hands over, before any of it is stored. Follows no link. What [Collector]
/// refuses anyway, for its size or its number, is not looked at.
public final class OutSecrets {
    private static final int DEEPEST = 100;

    private final Redaction redaction;
    private final List<Violation> found = new ArrayList<>();

    private OutSecrets(Redaction redaction) {
        this.redaction = redaction;
    }

    /// The files in `.wave/out` that hold a secret, in their names or in what they hold.
    public static List<Violation> in(Path out, Redaction redaction) {
        if (redaction.isEmpty()) {
            return List.of();
        }
        var search = new OutSecrets(redaction);
        try {
            var folder = OutFolder.open(out);
            if (folder.isPresent()) {
                try (var opened = folder.get()) {
                    search.folder(opened, ".wave/out/", 0);
                }
            }
        } catch (FileSystemException _) {
            return search.found; // no folder: nothing is handed over, and the collector says so
        } catch (IOException e) {
            throw new UncheckedIOException("the outputs could not be read from " + out, e);
        }
        return search.found;
    }

    private void folder(OutFolder folder, String path, int depth) throws IOException {
        for (var entry : entries(folder)) {
            var here = path + entry.shown();
            redaction.in(entry.shown()).ifPresent(name -> found.add(redaction.place(here, name)));
            switch (entry.kind()) {
                case FILE -> {
                    if (entry.size() <= ArtifactStore.LARGEST) {
                        file(folder, entry, here);
                    }
                }
                case FOLDER -> {
                    if (depth < DEEPEST) {
                        try (var child = folder.folder(entry.path())) {
                            folder(child, here + "/", depth + 1);
                        }
                    }
                }
                case LINK, OTHER -> {} // never taken
            }
        }
    }

    private static List<Entry> entries(OutFolder folder) throws IOException {
        try {
            return folder.entries();
        } catch (Refused _) {
            return List.of();
        }
    }

    private void file(OutFolder folder, Entry entry, String path) throws IOException {
        try (var bytes = folder.open(entry)) {
            redaction.in(bytes).ifPresent(name -> found.add(redaction.place(path, name)));
        }
    }
}
