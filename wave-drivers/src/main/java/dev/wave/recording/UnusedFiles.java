package dev.wave.recording;

import dev.wave.git.ObjectFiles;
import dev.wave.lock.Recording;
import dev.wave.model.Decoded;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.run.Content;
import dev.wave.run.Result;
import dev.wave.run.ResultJson;
import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the files among a project's recordings that no recording needs. Asks the files only, no store: it answers
/// the same in every clone.
final class UnusedFiles {
    /// A name that Wave gives: a digest, or the id of an object.
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private final Path blobs;
    private final ObjectFiles objects;
    private final Set<String> blobsInUse = new LinkedHashSet<>();
    private final Set<String> objectsInUse = new LinkedHashSet<>();

    UnusedFiles(Path folder, ObjectFiles objects) {
        this.blobs = folder.resolve("sha256");
        this.objects = objects;
    }

    List<Path> of(Collection<Recording> recordings) throws IOException {
        for (var recording : recordings) {
            if (recording.bytes() == Recording.Bytes.VENDORED && !use(recording)) {
                return List.of();
            }
        }
        var unused = new ArrayList<Path>();
        addUnused(blobs, blobsInUse, unused);
        addUnused(objects.folder(), objectsInUse, unused);
        return unused;
    }

    /// False if the recording is not whole.
    private boolean use(Recording recording) throws IOException {
        var whole = use(recording.base()) && use(recording.tree());
        for (var taken : recording.steps().values()) {
            blobsInUse.add(taken.key().digest().hex());
            blobsInUse.add(taken.result().hex());
            var result = result(taken.result());
            whole = whole && result.isPresent() && use(result.get());
        }
        return whole;
    }

    private boolean use(Result result) throws IOException {
        var whole = use(result.tree());
        for (var artifact : result.artifacts()) {
            switch (artifact.content()) {
                case Content.Blob(var digest, var _) -> blobsInUse.add(digest.hex());
                case Content.Folder(var tree, var _, var _) -> whole = whole && use(tree);
            }
        }
        return whole;
    }

    private boolean use(TreeId tree) throws IOException {
        var names = objects.names(tree);
        names.ifPresent(objectsInUse::addAll);
        return names.isPresent();
    }

    private Optional<Result> result(Digest manifest) throws IOException {
        var file = blobs.resolve(manifest.hex());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var bytes = Files.readAllBytes(file);
        return Digest.of(bytes).equals(manifest)
                        && ResultJson.read(new String(bytes, StandardCharsets.UTF_8))
                                instanceof Decoded.Understood<Result>(var result)
                ? Optional.of(result)
                : Optional.empty();
    }

    private static void addUnused(Path folder, Set<String> inUse, List<Path> unused) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.list(folder)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> isUnused(file.getFileName().toString(), inUse))
                    .sorted()
                    .forEach(unused::add);
        }
    }

    private static boolean isUnused(String name, Set<String> inUse) {
        return OURS.matcher(name).matches() ? !inUse.contains(name) : DurableFiles.isAbandoned(name);
    }
}
