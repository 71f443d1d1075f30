package dev.wave.collect;

import dev.wave.collect.OutFolder.Entry;
import dev.wave.git.GitStore;
import dev.wave.model.ArtifactName;
import dev.wave.run.Artifact;
import dev.wave.spi.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what a step left into artifacts. To be called when no process of the step is alive and its tree is
/// captured. Never fails on what an agent has done: that becomes a violation.
///
/// An output is, in this order: what stands at its declared `path:` in the captured tree; `.wave/out/NAME` or
/// `.wave/out/NAME.EXT`, a file or a folder, exactly one; the files `.wave/out/NAME.paths` names; and, if it
/// is the only one missing and can be a text, the final message.
///
/// An output that has a `path:` and was handed over elsewhere is put there. A step that may not change its tree
/// can only do that: what stands at the path is then not its work.
///
/// An output at its `path:` that is as it was before the step counts, with a notice: a generator whose result
/// is up to date has done its work.
public final class Collector {
    private final Blobs blobs;
    private final Path scratch;
    private final ArtifactStore artifacts;
    private final TreeFiles trees;

    /// @param scratch folder for files on their way into the store
    public Collector(Blobs blobs, GitStore store, Path scratch) {
        this.blobs = blobs;
        this.scratch = scratch;
        trees = new TreeFiles(store);
        artifacts = new ArtifactStore(blobs, scratch);
    }

    /// Collects the outputs, in the order they are declared.
    public Collected collect(Left left, List<Wanted> outputs) {
        var findings = new Findings();
        var found = new HashMap<ArtifactName, Artifact>();
        var tree = left.tree();
        try (var out = new Closing(opened(left, findings))) {
            var offers = new Offers(entries(out.folder(), findings), outputs);
            offers.notice().ifPresent(findings::notice);
            var search = new Search(artifacts, trees, left, out.folder(), findings);
            for (var output : outputs) {
                search.find(output, offers.of(output.name())).ifPresent(artifact -> found.put(output.name(), artifact));
            }
            fromFinalMessage(left.finalMessage(), outputs, found, findings);
            tree = new Placing(trees, blobs, scratch).place(tree, outputs, found, findings);
        } catch (IOException e) {
            throw new UncheckedIOException("the outputs could not be read from " + left.out(), e);
        }
        outputs.stream()
                .filter(output -> output.required() && isMissing(output, found, findings))
                .forEach(output ->
                        findings.violation(output.name(), "expected at " + output.place() + ", found nothing"));
        var inOrder = outputs.stream()
                .flatMap(output -> Optional.ofNullable(found.get(output.name())).stream())
                .toList();
        return new Collected(tree, inOrder, findings.verdict(), findings.notices());
    }

    private static Optional<OutFolder> opened(Left left, Findings findings) throws IOException {
        try {
            return OutFolder.open(left.out());
        } catch (FileSystemException e) {
            findings.violation(".wave/out", "expected a folder, found something else in its place");
            return Optional.empty();
        }
    }

    private static List<Entry> entries(Optional<OutFolder> out, Findings findings) throws IOException {
        try {
            return out.isEmpty() ? List.of() : out.get().entries();
        } catch (Refused e) {
            findings.violation(".wave/out", e.reason());
            return List.of();
        }
    }

    private void fromFinalMessage(
            String message, List<Wanted> outputs, Map<ArtifactName, Artifact> found, Findings findings)
            throws IOException {
        var missing = outputs.stream()
                .filter(output -> isMissing(output, found, findings))
                .toList();
        if (missing.size() != 1) {
            return;
        }
        var output = missing.getFirst();
        var text = FinalMessage.output(message, output.format());
        if (text.isPresent()) {
            artifacts.text(output, text.get(), findings).ifPresent(artifact -> found.put(output.name(), artifact));
        }
    }

    private static boolean isMissing(Wanted output, Map<ArtifactName, Artifact> found, Findings findings) {
        return !found.containsKey(output.name()) && !findings.isWrong(output.name());
    }

    /// A folder that may not be there, to be closed if it is.
    private record Closing(Optional<OutFolder> folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (folder.isPresent()) {
                folder.get().close();
            }
        }
    }
}
