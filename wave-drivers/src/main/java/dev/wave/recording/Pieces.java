package dev.wave.recording;

import dev.wave.git.GitStore;
import dev.wave.git.ObjectFiles;
import dev.wave.git.ObjectPiece;
import dev.wave.lock.Recording;
import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.run.Content;
import dev.wave.run.Result;
import dev.wave.store.FileBlobs;
import dev.wave.store.StoredResults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Takes recordings apart: what each is made of, out of the store.
public final class Pieces {
    private final FileBlobs blobs;
    private final StoredResults results;
    private final ObjectFiles objects;

    public Pieces(FileBlobs blobs, GitStore trees) {
        this.blobs = blobs;
        this.results = new StoredResults(blobs);
        this.objects = new ObjectFiles(trees, Path.of(""));
    }

    /// Everything a recording is made of, each piece once, but for the transcripts.
    ///
    /// @param known a tree whose objects everybody has who has the project
    public List<Piece> of(Recording recording, TreeId known) {
        var found = new LinkedHashMap<String, Piece>();
        add(found, recording.base(), known, "the base");
        recording.steps().forEach((step, taken) -> {
            add(found, taken.key().digest(), "the key of " + step);
            add(found, taken.result(), "the result of " + step);
            add(found, result(taken), known, "of " + step);
        });
        add(found, recording.tree(), known, "the final files");
        return List.copyOf(found.values());
    }

    /// The transcripts of a recording's steps, as far as the store has them.
    public List<Piece> transcripts(Recording recording) {
        var found = new LinkedHashMap<String, Piece>();
        recording
                .steps()
                .forEach((step, taken) -> result(taken)
                        .transcript()
                        .filter(blobs::has)
                        .ifPresent(transcript -> add(found, transcript, "the transcript of " + step)));
        return List.copyOf(found.values());
    }

    /// Writes a piece's file. If it fails, what was written is not to be used.
    public void copy(Piece piece, OutputStream out) throws IOException {
        switch (piece) {
            case Piece.OfStore blob -> {
                try (var bytes = blobs.open(blob.digest()).orElseThrow(() -> gone(blob.digest()))) {
                    bytes.transferTo(out);
                }
            }
            case Piece.OfTree tree -> objects.copy(tree.object(), out);
        }
    }

    /// Whether the file is there and holds the piece.
    public boolean isIn(Path file, Piece piece) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && switch (piece) {
                    case Piece.OfStore blob -> FileBlobs.isIntact(file, blob.digest());
                    case Piece.OfTree tree -> objects.holds(file, tree.object());
                };
    }

    private void add(SequencedMap<String, Piece> found, Result result, TreeId known, String whose) {
        for (var artifact : result.artifacts()) {
            var what = "the artifact " + artifact.name() + " " + whose;
            switch (artifact.content()) {
                case Content.Blob(var digest, var _) -> add(found, digest, what);
                case Content.Folder(var tree, var _, var _) -> add(found, tree, known, what);
            }
        }
        add(found, result.tree(), known, "the files " + whose);
    }

    private void add(SequencedMap<String, Piece> found, Digest digest, String what) {
        var size = blobs.size(digest).orElseThrow(() -> gone(digest));
        var piece = new Piece.OfStore(digest, what, size);
        found.putIfAbsent(piece.path(), piece);
    }

    private void add(SequencedMap<String, Piece> found, TreeId tree, TreeId known, String what) {
        for (var object : objects.pieces(tree, known)) {
            var piece = new Piece.OfTree(object, objects.name(), what(object, what));
            found.putIfAbsent(piece.path(), piece);
        }
    }

    private static String what(ObjectPiece object, String what) {
        return object.path().isEmpty() ? what : object.path() + " in " + what;
    }

    private Result result(Recording.Taken taken) {
        return results.of(taken.result()).orElseThrow(() -> gone(taken.result()));
    }

    private static IllegalStateException gone(Digest digest) {
        return new IllegalStateException("the store lost " + digest);
    }
}
