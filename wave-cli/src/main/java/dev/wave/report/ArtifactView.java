package dev.wave.report;

import dev.wave.model.Format;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.story.RunStory;
import dev.wave.view.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a step handed over, each with the beginning of its content.
final class ArtifactView {
    /// Of one artifact's content, in bytes: enough to see what it is.
    private static final int PREVIEW = 16 * 1024;

    private static final int FILES = 100;

    private final RunStory run;
    private final Evidence evidence;
    private final Pieces pieces;

    ArtifactView(RunStory run, Evidence evidence, Pieces pieces) {
        this.run = run;
        this.evidence = evidence;
        this.pieces = pieces;
    }

    Html view(PlannedStep step, List<Artifact> artifacts) {
        return Html.all(artifacts.stream().map(artifact -> view(step, artifact)).toList());
    }

    private Html view(PlannedStep step, Artifact artifact) {
        var name = artifact.name() + artifact.extension();
        return Html.of(
                        "details",
                        Html.of(
                                "summary",
                                Html.of("code", name),
                                Html.of("span", " " + artifact.format().text() + ", " + size(artifact.content()))
                                        .as("note")),
                        preview(step, artifact, name),
                        Html.of("p", Html.of("code", artifact.content().id())).as("note"))
                .as("artifact");
    }

    private static String size(Content content) {
        return switch (content) {
            case Content.Blob blob -> Shown.bytes(blob.size());
            case Content.Folder folder -> Shown.plural(folder.files(), "file") + ", " + Shown.bytes(folder.size());
        };
    }

    private Html preview(PlannedStep step, Artifact artifact, String name) {
        return switch (artifact.content()) {
            case Content.Blob blob ->
                evidence.bytes(blob.digest(), PREVIEW)
                        .map(bytes -> preview(step, artifact, name, bytes, blob.size()))
                        .orElseGet(() -> Pieces.note("Its bytes are not in the store any more."));
            case Content.Folder folder -> files(step, name, folder);
        };
    }

    private Html preview(PlannedStep step, Artifact artifact, String name, byte[] bytes, long size) {
        if (bytes.length == 0) {
            return Pieces.note("It is empty.");
        }
        var text = text(bytes, bytes.length < size);
        if (text.isEmpty()) {
            return Pieces.note("It is no text. " + rest(step));
        }
        var whole = bytes.length == size;
        var lines = artifact.format() == Format.JSON && whole ? PrettyJson.of(text.get()) : Optional.<String>empty();
        return Html.all(
                pieces.block("Content of " + name, lines.orElse(text.get()), 4 * PREVIEW, rest(step)),
                lines.isPresent() ? Pieces.note("JSON, set in lines for reading.") : Html.none(),
                whole
                        ? Html.none()
                        : Pieces.note("Cut here, after " + Shown.bytes(bytes.length) + " of " + Shown.bytes(size) + ". "
                                + rest(step)));
    }

    private String rest(PlannedStep step) {
        return "All of it: wave artifacts " + run.id() + " --export DIR, then DIR/" + step.id() + ".";
    }

    private Html files(PlannedStep step, String name, Content.Folder folder) {
        var files = evidence.files(folder.tree());
        if (files.isEmpty() && folder.files() > 0) {
            return Pieces.note("Its files are not in the store any more.");
        }
        var listed = files.stream().limit(FILES).collect(Collectors.joining("\n"));
        var more = files.size() - FILES;
        return Html.all(
                pieces.block("Files of " + name, listed, PREVIEW, rest(step)),
                more > 0 ? Pieces.note(Shown.plural(more, "file") + " more. " + rest(step)) : Html.none());
    }

    /// The text that the bytes are; empty if they are none.
    ///
    /// @param cut whether the last character may be incomplete
    private static Optional<String> text(byte[] bytes, boolean cut) {
        for (var end = bytes.length; end > 0 && end > bytes.length - (cut ? 4 : 1); end--) {
            try {
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, end))
                        .toString();
                return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
            } catch (CharacterCodingException _) { // a character less, if it may be incomplete
            }
        }
        return Optional.empty();
    }
}
