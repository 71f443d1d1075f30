package dev.wave.agent;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
