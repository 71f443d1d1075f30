package dev.wave.local;

import dev.wave.engine.Command.StartAttempt;
import dev.wave.local.RunContext.Given;
import dev.wave.run.Artifact;
import dev.wave.run.Content;
import dev.wave.spi.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts into a workspace what its step is given: the inputs, and what the previous attempt handed over.
final class Furnishing {
    private static final long LONGEST_INLINE = 64 * 1024;

    private final RunContext run;
    private final TreeFolder folders;
    private final Previous previous;

    Furnishing(RunContext run, TreeFolder folders, Previous previous) {
        this.run = run;
        this.folders = folders;
        this.previous = previous;
    }

    /// Fills `.wave/in` and, for an attempt that repairs another, `.wave/previous`.
    ///
    /// @return the inputs as they lie there
    List<TaskText.Given> furnish(Workspace workspace, StartAttempt command, Brief brief) throws NotFillable {
        var given = new ArrayList<TaskText.Given>();
        for (var input : brief.given()) {
            given.add(place(input, workspace.in()));
        }
        if (!command.feedback().isEmpty()) {
            previous.of(command.step()).ifPresent(attempt -> repeat(attempt, workspace.previous()));
        }
        return given;
    }

    private TaskText.Given place(Given given, Path folder) throws NotFillable {
        var name = given.input().name() + given.artifact().extension();
        var files = write(given.artifact(), folder.resolve(name));
        var inline = given.input().inline() ? Optional.of(text(given)) : Optional.<String>empty();
        return new TaskText.Given(
                given.input(), ".wave/in/" + name, given.artifact().content(), inline, files);
    }

    /// Fills `.wave/out` with the outputs that were handed over there.
    void handOver(List<Artifact> artifacts, Workspace workspace) {
        for (var artifact : artifacts) {
            switch (artifact.source()) {
                case OUT, TOOL -> write(artifact, workspace.out().resolve(artifact.name() + artifact.extension()));
                case PATH, PATHS, FINAL_MESSAGE -> {} // in its tree, or nowhere
            }
        }
    }

    private void repeat(Previous.Attempt attempt, Path folder) {
        attempt.artifacts()
                .forEach(artifact -> write(artifact, folder.resolve(artifact.name() + artifact.extension())));
        try {
            Files.writeString(folder.resolve("final-message.md"), attempt.finalMessage(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    /// @return the files of a folder; none for a file
    private List<String> write(Artifact artifact, Path path) {
        return switch (artifact.content()) {
            case Content.Folder(var tree, var _, var _) -> folders.write(tree, path);
            case Content.Blob(var digest, var _) -> {
                try (var bytes = run.blobs().open(digest).orElseThrow(() -> missing(artifact))) {
                    Files.copy(bytes, path);
                } catch (IOException e) {
                    throw new UncheckedIOException("artifact " + artifact.name() + ": " + e.getMessage(), e);
                }
                yield List.of();
            }
        };
    }

    private static IOException missing(Artifact artifact) {
        return new IOException("the bytes of artifact " + artifact.name() + " are not in the store any more");
    }

    private String text(Given given) throws NotFillable {
        var name = given.input().name();
        if (!(given.artifact().content() instanceof Content.Blob(var digest, var size)) || size > LONGEST_INLINE) {
            throw new NotFillable(
                    "input " + name + " cannot be put into the task: `inline` takes text of at most 64 KB,"
                            + " and this has " + given.artifact().content().size() + " bytes");
        }
        try {
            var bytes = run.blobs().read(digest).orElse(new byte[0]);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new NotFillable("input " + name + " cannot be put into the task: it is not UTF-8 text");
        }
    }
}
