package dev.wave.agent;

import dev.wave.model.AdapterSettings;
import dev.wave.project.DiskProjectFiles;
import dev.wave.spi.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The words of an adapter's command line, where they name files of the project.
///
/// `command: [node, tools/agent.mjs]` means the project's own `tools/agent.mjs`, as a person who approved the
/// command sees it: not a copy in the workspace, which the workspace may not hold (`sources`, `.wave/`) or a
/// step may have changed. So:
///
/// - the program, if it is written with a `/`, is relative to the project's root, whether it exists or not;
///   without a `/` it is looked for on the `PATH`, never in the project;
/// - any other word that is the relative path of an existing regular file in the project becomes its absolute
///   path;
/// - every other word stays as it is: options, folders, paths out of the project, absolute paths.
///
/// In a sandbox the project is not there; what these words name is shown all the same ([#shown]).
public final class ProjectWords {

    private ProjectWords() {}

    /// The words with what they name of the project in `project`.
    public static List<String> resolved(List<String> words, Path project) {
        var resolved = new ArrayList<String>();
        var root = project.toAbsolutePath().normalize();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            resolved.add(i == 0 ? program(word, root) : argument(word, root));
        }
        return resolved;
    }

    /// What a sandbox has to show for resolved words to be found: of each file of the project the folder it lies
    /// in, with what the program may load from beside it; the file alone if that is the project itself or its
    /// `.wave`, which hold more than a program needs. Of a program elsewhere, the file.
    public static List<Path> shown(List<String> resolved, Path project) {
        var root = project.toAbsolutePath().normalize();
        var shown = new LinkedHashSet<Path>();
        for (int i = 0; i < resolved.size(); i++) {
            var word = resolved.get(i);
            if (!word.startsWith("/") || word.indexOf(0) >= 0 || !Files.isRegularFile(Path.of(word))) {
                continue;
            }
            var file = Path.of(word);
            if (file.startsWith(root)) {
                shown.add(Optional.ofNullable(file.getParent())
                        .filter(folder -> !folder.equals(root) && !folder.equals(root.resolve(".wave")))
                        .orElse(file));
            } else if (i == 0) {
                shown.add(file);
            }
        }
        return List.copyOf(shown);
    }

    /// A file that the words name and that is not any more what it was when the adapter was read.
    public static Optional<String> changed(AdapterSettings adapter, Path project) {
        var files = new DiskProjectFiles(project);
        return adapter.files().stream()
                .filter(file -> !files.read(file.path()).equals(new ProjectFiles.Found.Text(file.text())))
                .map(AdapterSettings.Script::path)
                .findFirst();
    }

    private static String program(String word, Path root) {
        return word.contains("/") && word.indexOf(0) < 0
                ? root.resolve(word).normalize().toString()
                : word;
    }

    private static String argument(String word, Path root) {
        if (word.isEmpty() || word.startsWith("-")) {
            return word;
        }
        try {
            var file = root.resolve(word).normalize();
            var inside = !Path.of(word).isAbsolute() && file.startsWith(root);
            return inside && Files.isRegularFile(file) ? file.toString() : word;
        } catch (InvalidPathException e) {
            return word;
        }
    }
}
