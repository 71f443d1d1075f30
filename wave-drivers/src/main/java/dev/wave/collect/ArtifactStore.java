package dev.wave.collect;

import dev.wave.collect.OutFolder.Entry;
import dev.wave.contract.CannotCheck;
import dev.wave.contract.FormatCheck;
import dev.wave.model.Digest;
import dev.wave.run.Artifact;
import dev.wave.run.Artifact.Source;
import dev.wave.run.Content;
import dev.wave.spi.Blobs;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Puts files into the store as artifacts, if they are not too large and are what they should be.
final class ArtifactStore {

    /// Bytes of a file from which on a person is told.
    static final long LARGE = 100L * 1024 * 1024;

    /// Bytes of a file that is still taken.
    static final long LARGEST = 2L * 1024 * 1024 * 1024;

    private final Blobs blobs;
    private final Path scratch;

    ArtifactStore(Blobs blobs, Path scratch) {
        this.blobs = blobs;
        this.scratch = scratch;
    }

    /// A file in `.wave/out`.
    Optional<Artifact> file(Wanted output, OutFolder folder, Entry entry, String extension, Findings findings)
            throws IOException {
        checkSize(output, entry.size(), findings);
        try (var in = folder.open(entry)) {
            return stored(output, in, entry.size(), extension, Source.OUT, findings);
        }
    }

    /// A file that comes by way of the scratch folder.
    Optional<Artifact> spooled(
            Wanted output, long size, Spool spool, String extension, Source source, Findings findings)
            throws IOException {
        checkSize(output, size, findings);
        Files.createDirectories(scratch);
        var file = Files.createTempFile(scratch, "artifact", "");
        try {
            spool.to(file);
            try (var in = new FileInputStream(file.toFile())) {
                return stored(output, in, size, extension, source, findings);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// The final message, or a part of it.
    Optional<Artifact> text(Wanted output, String text, Findings findings) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var in = new ByteArrayInputStream(bytes);
        return stored(output, in, bytes.length, output.format().extension(), Source.FINAL_MESSAGE, findings);
    }

    /// An output without content: as if it were not there, unless it must be.
    Optional<Artifact> empty(Wanted output, String found, Findings findings) {
        if (output.required()) {
            findings.violation(output.name(), "expected some content, found " + found);
        } else {
            findings.notice(output.name() + " is not stored: it is " + found);
        }
        return Optional.empty();
    }

    /// The digest of a file in `.wave/out`; stores nothing.
    Digest digest(OutFolder folder, Entry entry) throws IOException {
        var digest = Digest.sha256();
        var buffer = new byte[64 * 1024];
        try (var in = folder.open(entry)) {
            for (int length; (length = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, length);
            }
        }
        return Digest.ofFinished(digest.digest());
    }

    private static void checkSize(Wanted output, long size, Findings findings) throws Refused {
        if (size > LARGEST) {
            throw new Refused("expected at most " + Sizes.text(LARGEST) + ", found " + Sizes.text(size));
        }
        if (size > LARGE) {
            findings.notice(output.name() + " is large: " + Sizes.text(size));
        }
    }

    private Optional<Artifact> stored(
            Wanted output, InputStream bytes, long size, String extension, Source source, Findings findings)
            throws IOException {
        var digest = blobs.put(bytes);
        try (var in = blobs.open(digest).orElseThrow(() -> new IOException(digest + " was stored and is gone"))) {
            var problem = FormatCheck.problem(output.format(), in);
            if (problem.isEmpty()) {
                var content = new Content.Blob(digest, size);
                return Optional.of(new Artifact(output.name(), output.format(), extension, content, source));
            }
            if (problem.get().equals(FormatCheck.EMPTY)) {
                return empty(output, "an empty file", findings);
            }
            findings.violation(output.name(), problem.get());
        } catch (CannotCheck e) {
            findings.violation(
                    output.name(), "expected " + output.format().text() + ", could not check it: " + e.reason());
        }
        return Optional.empty();
    }

    /// Writes a file.
    @FunctionalInterface
    interface Spool {
        void to(Path file) throws IOException;
    }
}
