package dev.wave.collect;

import dev.wave.git.FileName;
import dev.wave.git.SafePath;
import dev.wave.git.TreeEntry;
import dev.wave.model.ArtifactName;
import dev.wave.model.TreeId;
import dev.wave.run.Artifact;
import dev.wave.run.Artifact.Source;
import dev.wave.run.Content;
import dev.wave.spi.Blobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts outputs that were handed over beside the tree at the paths they are declared to have in it. Nothing
/// else in the tree differs: an output whose path leads through a file or a link is refused.
final class Placing {
    private final TreeFiles trees;
    private final Blobs blobs;
    private final Path scratch;

    Placing(TreeFiles trees, Blobs blobs, Path scratch) {
        this.trees = trees;
        this.blobs = blobs;
        this.scratch = scratch;
    }

    /// The tree with the outputs at their paths.
    TreeId place(TreeId tree, List<Wanted> outputs, Map<ArtifactName, Artifact> found, Findings findings)
            throws IOException {
        var entries = new TreeMap<String, TreeEntry>();
        for (var output : outputs) {
            var artifact = found.get(output.name());
            if (artifact == null
                    || artifact.source() == Source.PATH
                    || output.path().isEmpty()) {
                continue;
            }
            var path = output.path().get();
            var objection = SafePath.objection(FileName.ofText(path));
            if (objection.isPresent()) {
                findings.violation(output.name(), path + " " + objection.get());
            } else if (isReachable(tree, FileName.ofText(path))) {
                entries.put(FileName.ofText(path), entry(tree, FileName.ofText(path), artifact.content()));
            } else {
                findings.violation(
                        output.name(), "expected a place for it at " + path + ", found no folder on the way");
            }
        }
        return entries.isEmpty() ? tree : trees.with(tree, entries);
    }

    private boolean isReachable(TreeId tree, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var above = trees.find(tree, path.substring(0, slash));
            if (above.isPresent() && !above.get().isFolder()) {
                return false;
            }
        }
        return true;
    }

    private TreeEntry entry(TreeId tree, String path, Content content) throws IOException {
        return switch (content) {
            case Content.Folder(var folder, var _, var _) -> trees.folder(folder);
            case Content.Blob(var digest, var _) -> {
                var mode = trees.find(tree, path)
                        .filter(TreeEntry::isFile)
                        .map(TreeEntry::mode)
                        .orElse(TreeEntry.Mode.FILE);
                Files.createDirectories(scratch);
                var file = Files.createTempFile(scratch, "placed", "");
                try (var bytes = blobs.open(digest)
                                .orElseThrow(() -> new IOException(digest + " was stored and is gone"));
                        var out = Files.newOutputStream(file)) {
                    bytes.transferTo(out);
                    out.flush();
                    yield trees.file(mode, file);
                } finally {
                    Files.deleteIfExists(file);
                }
            }
        };
    }
}
