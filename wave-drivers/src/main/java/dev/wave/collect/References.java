package dev.wave.collect;

import dev.wave.git.FileChange;
import dev.wave.git.FileName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The files a step hands over by naming them in `.wave/out/NAME.paths`: workspace paths, one a line, each a
/// file the step changed, or a folder with such files in it.
///
/// Blank lines are skipped; a path may begin with `./` or with the workspace's full path.
///
/// @param files what the lines name, each once
/// @param problems one for each line that names nothing
record References(List<FileChange> files, List<String> problems) {

    /// Bytes that a list may have.
    static final int LONGEST = 1024 * 1024;

    static References read(String list, String inside, List<FileChange> changed) {
        var files = new LinkedHashSet<FileChange>();
        var problems = new ArrayList<String>();
        for (var line :
                list.lines().map(String::strip).filter(text -> !text.isEmpty()).toList()) {
            var path = normalized(line, inside);
            if (path.isEmpty()) {
                problems.add("'" + line + "' is no path in the workspace");
                continue;
            }
            var named = named(FileName.ofText(path.get()), changed);
            if (named.isEmpty()) {
                problems.add("'" + line + "' is no file that this step created or changed");
            }
            files.addAll(named);
        }
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add("it names no file");
        }
        return new References(List.copyOf(files), List.copyOf(problems));
    }

    private static List<FileChange> named(String path, List<FileChange> changed) {
        return changed.stream()
                .filter(change -> change.path().equals(path) || change.path().startsWith(path + "/"))
                .toList();
    }

    /// The path below the workspace that a line names; empty if it leads out of it.
    static Optional<String> normalized(String line, String inside) {
        var path = line.startsWith(inside + "/") ? line.substring(inside.length() + 1) : line;
        if (path.startsWith("/")) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        for (var name : path.split("/", -1)) {
            if (name.equals("..")) {
                return Optional.empty();
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join("/", names));
    }
}
