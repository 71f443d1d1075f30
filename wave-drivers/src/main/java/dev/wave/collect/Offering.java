package dev.wave.collect;

import dev.wave.collect.OutFolder.Kind;
import dev.wave.model.ArtifactName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Puts outputs into `.wave/out` for a step while it is at work, the way [Collector] looks for them in the
/// end. Writes nowhere else, whatever the step has put there: no link is followed.
public final class Offering {
    private final Path out;
    private final String inside;
    private final List<Wanted> outputs;

    /// @param out host folder that is `.wave/out`
    /// @param inside the workspace's path as the step sees it
    /// @param outputs all that the step declares
    public Offering(Path out, String inside, List<Wanted> outputs) {
        this.out = out;
        this.inside = inside;
        this.outputs = List.copyOf(outputs);
    }

    /// Writes the output as `NAME` with the extension, in place of what was offered for it before.
    ///
    /// @return why it could not, a sentence for the step; empty if it did
    public Optional<String> content(ArtifactName output, String extension, byte[] bytes) {
        return put(output, output + extension, bytes);
    }

    /// Lists the files of the workspace that are the output. Whether the step changed them shows in the end.
    ///
    /// @return why it could not, a sentence for the step; empty if it did
    public Optional<String> paths(ArtifactName output, List<String> paths) {
        var outside = paths.stream()
                .filter(path -> path.lines().count() != 1
                        || References.normalized(path.strip(), inside).isEmpty())
                .findFirst();
        if (outside.isPresent()) {
            return Optional.of("'" + outside.get() + "' is no path in the workspace");
        }
        var list = (String.join("\n", paths) + "\n").getBytes(StandardCharsets.UTF_8);
        return list.length > References.LONGEST
                ? Optional.of("the list is larger than " + Sizes.text(References.LONGEST))
                : put(output, output + Search.PATHS, list);
    }

    private Optional<String> put(ArtifactName output, String file, byte[] bytes) {
        try (var folder = OutFolder.open(out).orElseThrow(() -> new Refused(".wave/out is not there"))) {
            var before = new Offers(folder.entries(), outputs).of(output);
            for (var entry : before) {
                if (entry.kind() == Kind.FOLDER) {
                    throw new Refused("a folder is in the way: remove .wave/out/" + entry.shown());
                }
            }
            folder.write(file, bytes);
            for (var entry : before) {
                if (!entry.shown().equals(file)) {
                    folder.delete(entry.path());
                }
            }
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused.reason());
        } catch (IOException e) { // the step is at work there, too
            return Optional.of("it cannot be written to .wave/out" + reason(e));
        }
    }

    /// Without the paths of this machine, which a step has no business with.
    private static String reason(IOException e) {
        return e instanceof FileSystemException failed && failed.getReason() != null ? ": " + failed.getReason() : "";
    }
}
