package dev.wave.workspace;

import dev.wave.git.FileName;
import java.util.List;

/// Workspace paths that are captured even where they are ignored.
record Declared(List<String> paths) {
    Declared {
        paths = List.copyOf(paths);
    }

    /// From the paths as a pipeline's author wrote them.
    static Declared of(List<String> texts) {
        return new Declared(texts.stream()
                .map(text -> FileName.ofText(text).replaceAll("^(\\./)+|/+$", ""))
                .toList());
    }

    /// Whether the path, or a folder it is in, is declared.
    boolean covers(String path) {
        return paths.stream().anyMatch(declared -> path.equals(declared) || path.startsWith(declared + "/"));
    }

    /// Whether something in this folder is declared.
    boolean isAbove(String folder) {
        return paths.stream().anyMatch(declared -> declared.startsWith(folder + "/"));
    }
}
