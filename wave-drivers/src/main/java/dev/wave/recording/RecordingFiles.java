package dev.wave.recording;

import dev.wave.git.GitFailed;
import dev.wave.git.GitStore;
import dev.wave.git.ObjectFiles;
import dev.wave.lock.Recording;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.run.Content;
import dev.wave.run.Result;
import dev.wave.store.DurableFiles;
import dev.wave.store.FileBlobs;
import dev.wave.store.StoreException;
import dev.wave.store.StoredResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The folder `.wave/recordings`: what the recordings of a lock are made of, each piece in a file named by its
/// digest. Of a step: its result's manifest, what its key was made of, its artifacts, and the files it
/// changed. Never a transcript.
///
/// Files the project's commit holds already are not in it: whoever has the commit has them.
public final class RecordingFiles {

    /// The folder's path in a project.
    public static final String FOLDER = ".wave/recordings";

    /// What git has to know: these bytes are bytes.
    private static final String ATTRIBUTES = "* -text -diff -merge linguist-generated\n";

    private final Path folder;
    private final FileBlobs blobs;
    private final GitStore trees;
    private final Pieces pieces;
    private final StoredResults results;

    /// @param project the project's root
    public RecordingFiles(Path project, FileBlobs blobs, GitStore trees) {
        this(blobs, trees, project.resolve(FOLDER));
    }

    private RecordingFiles(FileBlobs blobs, GitStore trees, Path folder) {
        this.folder = folder;
        this.blobs = blobs;
        this.trees = trees;
        this.pieces = new Pieces(blobs, trees);
        this.results = new StoredResults(blobs);
    }

    /// The same files in a folder where people share them.
    public static RecordingFiles shared(Path folder, FileBlobs blobs, GitStore trees) {
        return new RecordingFiles(blobs, trees, folder);
    }

    /// Writes what recordings are made of. A file that is there is left as it is if it is whole, and written anew if
    /// not: an earlier process may have died in the middle of it.
    public void write(List<Piece> recorded) {
        try {
            var objects = new ObjectFiles(trees, folder).folder();
            refuseLinks(objects);
            Files.createDirectories(folder.resolve("sha256"));
            Files.createDirectories(objects);
            var attributes = folder.resolve(".gitattributes");
            if (!Files.isRegularFile(attributes, LinkOption.NOFOLLOW_LINKS)
                    || !FileBlobs.isIntact(attributes, Digest.ofText(ATTRIBUTES))) {
                DurableFiles.replace(attributes, ATTRIBUTES.getBytes(StandardCharsets.UTF_8), DurableFiles.SHARED);
            }
            for (var piece : recorded) {
                var file = folder.resolve(piece.path());
                if (!pieces.isIn(file, piece)) {
                    DurableFiles.replace(file, DurableFiles.SHARED, out -> pieces.copy(piece, out));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder + ": " + e.getMessage(), e);
        }
    }

    /// The files of Wave's in the folder that none of these recordings is made of, sorted: what earlier
    /// recordings left, and what a process that died did. Everything else in the folder is somebody else's.
    /// Nothing, if a recording is not whole: what it is made of cannot be told.
    public List<Path> unused(Collection<Recording> recordings) {
        try {
            return new UnusedFiles(folder, new ObjectFiles(trees, folder)).of(recordings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /// Brings a recording's bytes into the store, verified.
    ///
    /// @return what is missing or damaged, for people; empty if all of it is there
    public List<String> take(Recording recording) {
        try {
            var missing = new ArrayList<String>();
            var objects = new ObjectFiles(trees, folder);
            take(objects, recording.base(), "the base").ifPresent(missing::add);
            for (var step : recording.steps().entrySet()) {
                var taken = step.getValue();
                takeBlob(taken.key().digest(), "the key of " + step.getKey()).ifPresent(missing::add);
                takeBlob(taken.result(), "the result of " + step.getKey()).ifPresent(missing::add);
                var result = results.of(taken.result());
                if (result.isPresent()) {
                    missing.addAll(takeContents(objects, result.get(), "of " + step.getKey()));
                }
            }
            take(objects, recording.tree(), "the final files").ifPresent(missing::add);
            return List.copyOf(missing);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private List<String> takeContents(ObjectFiles objects, Result result, String whose) throws IOException {
        var missing = new ArrayList<String>();
        for (var artifact : result.artifacts()) {
            var what = "the artifact " + artifact.name() + " " + whose;
            switch (artifact.content()) {
                case Content.Blob(var digest, var _) -> takeBlob(digest, what).ifPresent(missing::add);
                case Content.Folder(var tree, var _, var _) ->
                    take(objects, tree, what).ifPresent(missing::add);
            }
        }
        take(objects, result.tree(), "the files " + whose).ifPresent(missing::add);
        return missing;
    }

    private Optional<String> take(ObjectFiles objects, TreeId tree, String what) throws IOException {
        try {
            var damaged = objects.damaged(tree);
            return (damaged.isPresent() ? damaged : objects.take(tree)).map(missing -> what + " (" + missing + ")");
        } catch (GitFailed e) {
            return Optional.of(what + " (" + e.getMessage() + ")");
        }
    }

    /// A project that came from somewhere could bring a link that makes Wave write where its user never looks.
    private void refuseLinks(Path objects) {
        for (var at : List.of(folder.getParent(), folder, folder.resolve("sha256"), objects)) {
            if (Files.isSymbolicLink(at)) {
                throw new StoreException(
                        StoreException.Kind.NO_ACCESS,
                        "recordings are kept in " + folder + ", and " + at
                                + " is a symbolic link; remove the link and record again");
            }
        }
    }

    private Optional<String> takeBlob(Digest digest, String what) throws IOException {
        var file = file(digest);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return blobs.read(digest).isPresent() ? Optional.empty() : Optional.of(what + " (" + digest + ")");
        }
        if (!FileBlobs.isIntact(file, digest)) { // what is not what its name says never gets into the store
            return Optional.of(what + " (" + digest + ": it is damaged)");
        }
        try (var bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            blobs.put(bytes);
            return Optional.empty();
        }
    }

    private Path file(Digest digest) {
        return folder.resolve("sha256").resolve(digest.hex());
    }
}
