package dev.wave.git;

import dev.wave.model.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What is unusual in a tree: symbolic links, submodules, large-file pointers. One pass of `git ls-tree`.
///
/// @param files how many files and links there are
/// @param links symbolic links by path
/// @param submodules commits by path
/// @param pointers paths a `.gitattributes` gives to the large-file filter
record TreeScan(
        int files,
        SequencedMap<String, ObjectId> links,
        SequencedMap<String, ObjectId> submodules,
        SequencedMap<String, ObjectId> pointers) {
    private static final String POINTER = "version https://git-lfs.github.com/spec/";
    private static final int LARGEST_POINTER = 1024;

    static TreeScan of(GitStore store, ObjectId root) {
        var entries = store.git()
                .neutral(store.gitDir(), "ls-tree", "-r", "-z", "--full-tree", root.hex())
                .latin1()
                .split("\0", -1);
        var links = new LinkedHashMap<String, ObjectId>();
        var submodules = new LinkedHashMap<String, ObjectId>();
        var files = new LinkedHashMap<String, ObjectId>();
        var attributes = new LinkedHashMap<String, ObjectId>();
        for (var line : entries) {
            if (!line.isEmpty()) {
                var tab = line.indexOf('\t');
                var path = line.substring(tab + 1);
                var id = new ObjectId(line.substring(line.lastIndexOf(' ', tab) + 1, tab));
                switch (line.substring(0, 6)) {
                    case "120000" -> links.put(path, id);
                    case "160000" -> submodules.put(path, id);
                    default -> {
                        files.put(path, id);
                        if (path.equals(".gitattributes") || path.endsWith("/.gitattributes")) {
                            attributes.put(path, id);
                        }
                    }
                }
            }
        }
        return new TreeScan(
                files.size() + links.size(), links, submodules, pointers(store.objects(), files, attributes));
    }

    private static SequencedMap<String, ObjectId> pointers(
            GitObjects objects, SequencedMap<String, ObjectId> files, SequencedMap<String, ObjectId> attributes) {
        var pointers = new LinkedHashMap<String, ObjectId>();
        attributes.forEach((path, id) -> {
            var folder = path.substring(0, path.lastIndexOf('/') + 1);
            var globs = new String(objects.blob(id), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("[^#\\s].*\\sfilter=lfs(\\s.*)?"))
                    .map(line -> Glob.of(line.split("\\s", 2)[0]))
                    .toList();
            if (!globs.isEmpty()) {
                files.forEach((file, blob) -> {
                    if (file.startsWith(folder)
                            && globs.stream()
                                    .anyMatch(glob -> glob.matches(FileName.shown(file.substring(folder.length()))))
                            && isPointer(objects, blob)) {
                        pointers.put(file, blob);
                    }
                });
            }
        });
        return pointers;
    }

    private static boolean isPointer(GitObjects objects, ObjectId blob) {
        return objects.size(blob).filter(size -> size <= LARGEST_POINTER).isPresent()
                && FileName.of(objects.blob(blob)).startsWith(POINTER);
    }

    /// About links that lead out and pointers that stay pointers.
    List<String> warnings(GitStore store) {
        var warnings = new ArrayList<String>();
        links.forEach((path, id) -> {
            var target = FileName.of(store.objects().blob(id));
            if (escapes(path, target)) {
                warnings.add("the symbolic link " + FileName.shown(path) + " leads out of the project, to "
                        + FileName.shown(target) + ": steps see the link, not what it leads to");
            }
        });
        if (!pointers.isEmpty()) {
            warnings.add(pointers.size() + (pointers.size() == 1 ? " file is" : " files are")
                    + " kept by Git LFS: steps see the pointer, not the content ("
                    + FileName.shown(pointers.firstEntry().getKey()) + (pointers.size() > 1 ? ", …)" : ")"));
        }
        return warnings;
    }

    /// Whether a link at this path, followed by name only, leads out of the tree.
    static boolean escapes(String path, String target) {
        if (target.startsWith("/")) {
            return true;
        }
        var depth = (int) path.chars().filter(c -> c == '/').count();
        for (var part : target.split("/", -1)) {
            if (part.equals("..")) {
                depth--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}
