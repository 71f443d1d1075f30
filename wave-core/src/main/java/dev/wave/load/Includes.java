package dev.wave.load;

import dev.wave.model.Digest;
import dev.wave.model.Glob;
import dev.wave.spi.ProjectFiles;
import dev.wave.spi.ProjectFiles.Found;
import dev.wave.spi.Workspaces.Extra;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Finds Wave's own files that a step may read: what its `workspace.include` names. Never the lock, never
/// recordings, and never what this machine overrides: a step would see something else elsewhere.
public final class Includes {
    private static final List<String> FOLDERS =
            List.of(".wave", ".wave/pipelines", ".wave/personas", ".wave/contracts", ".wave/prompts", ".wave/tests");

    private Includes() {}

    /// The files, by path.
    public static List<Extra> of(ProjectFiles files, List<String> globs) {
        if (globs.isEmpty()) {
            return List.of();
        }
        var matching = globs.stream().map(Glob::of).toList();
        var extras = new ArrayList<Extra>();
        for (var path : candidates(files, globs)) {
            if (matching.stream().anyMatch(glob -> glob.matches(path))
                    && files.read(path) instanceof Found.Text(var text)) {
                extras.add(new Extra(path, text));
            }
        }
        return extras;
    }

    /// What each of these files says, by path.
    public static SequencedMap<String, Digest> digests(List<Extra> files) {
        var digests = new LinkedHashMap<String, Digest>();
        files.forEach(file -> digests.put(file.path(), Digest.ofText(file.text())));
        return digests;
    }

    private static SequencedSet<String> candidates(ProjectFiles files, List<String> globs) {
        var paths = new LinkedHashSet<String>();
        paths.add("wave.yaml");
        var folders = new LinkedHashSet<>(FOLDERS);
        globs.forEach(glob -> folders.add(literalFolder(glob)));
        for (var folder : folders) {
            if (folder.startsWith(".wave")
                    && !folder.startsWith(".wave/recordings")
                    && !folder.startsWith(".wave/state")) {
                files.list(folder).forEach(name -> paths.add(folder + "/" + name));
            }
        }
        paths.remove(ProjectReader.LOCAL_YAML);
        return paths;
    }

    /// The part of a glob before its first wildcard, up to the last slash.
    private static String literalFolder(String glob) {
        var wildcard = glob.split("[*?\\[]", 2)[0];
        return wildcard.contains("/") ? wildcard.substring(0, wildcard.lastIndexOf('/')) : "";
    }
}
