package dev.wave.workspace;

import dev.wave.model.TreeId;
import dev.wave.process.Errand;
import dev.wave.run.Violation;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What `setup` commands made, as read-only layers: made once per digest of the command, the files it saw and
/// the kind of machine, by whoever comes first; others wait for it.
///
/// A layer holds everything the command wrote, ignored or not, but for `.git` and `.wave`. It is never
/// written to again, and never holds a secret.
public final class SetupLayers {
    private static final String VERSION = "1";

    private final LocalWorkspaces workspaces;

    public SetupLayers(LocalWorkspaces workspaces) {
        this.workspaces = workspaces;
    }

    /// Runs the setup command in a workspace, to its end; when it returns nothing it started is alive.
    public interface Command {
        Ended run(Workspace workspace);
    }

    /// How the command ended.
    ///
    /// @param lastLines the end of what it printed
    public record Ended(int exit, String lastLines) {}

    /// A layer, or why there is none.
    public sealed interface Outcome {

        /// There is one.
        ///
        /// @param folder for [Request#layers()]
        /// @param reused it was there already
        record Ready(Path folder, boolean reused) implements Outcome {}

        /// The command failed; it is tried again the next time.
        record Failed(Ended ended) implements Outcome {}

        /// What the command made holds a secret, and is not kept.
        record Refused(Violation secret) implements Outcome {}
    }

    /// Whether [#layer] would find one; another process may still be first to make it.
    public boolean isMade(String text, TreeId sources, Containment containment) {
        return Files.exists(folder(text, sources, containment));
    }

    private Path folder(String text, TreeId sources, Containment containment) {
        var digest = StepFolder.digest(String.join(
                "\0",
                VERSION,
                text,
                sources.value(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                workspaces.way().name(),
                containment.mode().name(),
                containment.hosts().toString()));
        return workspaces.ground().place().layer().resolve(digest);
    }

    /// The layer of a command, made now if there is none.
    ///
    /// @param text the command as its author wrote it
    /// @param sources the tree it sees: the step's, narrowed to the setup's `sources`
    /// @param tag marks its processes
    /// @param containment what they may reach
    public Outcome layer(String text, TreeId sources, String tag, Containment containment, Command command) {
        var layer = folder(text, sources, containment);
        try {
            if (Files.exists(layer)) {
                Files.setLastModifiedTime(layer, FileTime.from(Instant.now()));
                return new Outcome.Ready(layer, true);
            }
            return Exclusive.run(
                    layer.resolveSibling(layer.getFileName() + ".lock"),
                    () -> Files.exists(layer)
                            ? new Outcome.Ready(layer, true)
                            : make(
                                    layer,
                                    Request.of("setup-" + UUID.randomUUID(), tag, sources, containment),
                                    command));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what the setup command made: " + e.getMessage(), e);
        }
    }

    private Outcome make(Path layer, Request request, Command command) throws IOException {
        try (var workspace = workspaces.make(request)) {
            var ended = command.run(workspace);
            if (ended.exit() != 0) {
                return new Outcome.Failed(ended);
            }
            var made = workspace.written();
            var secret = SecretSearch.in(workspaces.ground().vault().redaction(), made);
            if (secret.isPresent()) {
                return new Outcome.Refused(secret.get());
            }
            for (var name : List.of(".git", ".wave")) {
                Trash.delete(made.resolve(name));
            }
            // a layer is trusted after a crash of the machine too: there is nothing to compare it with
            Errand.run(List.of("sync", "-f", made.toString()));
            Files.move(made, layer, StandardCopyOption.ATOMIC_MOVE);
            return new Outcome.Ready(layer, false);
        }
    }
}
