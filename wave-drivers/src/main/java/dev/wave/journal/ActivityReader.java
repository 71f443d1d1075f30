package dev.wave.journal;

import dev.wave.store.DurableFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Follows one attempt's activities, also while they are written. For one thread.
public final class ActivityReader {
    private static final int AT_ONCE = 1 << 20;

    private final Path file;
    /// A line whose end is not written yet.
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long position;

    ActivityReader(Path file) {
        this.file = file;
    }

    /// What came since the last time, about a megabyte at most; empty if nothing did. What is no activity is
    /// passed over.
    public List<ActivityJson.Entry> more() {
        var entries = new ArrayList<ActivityJson.Entry>();
        for (var next : bytes()) {
            if (next == '\n') {
                ActivityJson.read(begun.toString(StandardCharsets.UTF_8)).ifPresent(entries::add);
                begun.reset();
            } else {
                begun.write(next);
            }
        }
        return entries;
    }

    private byte[] bytes() {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            var bytes = new byte[Math.clamp(in.length() - position, 0, AT_ONCE)];
            in.readFully(bytes);
            position += bytes.length;
            return bytes;
        } catch (IOException e) {
            throw DurableFiles.failed("cannot read " + file, file, e);
        }
    }
}
