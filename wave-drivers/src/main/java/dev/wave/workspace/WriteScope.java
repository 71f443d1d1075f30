package dev.wave.workspace;

import dev.wave.model.Glob;
import java.util.ArrayList;
import java.util.List;

/// Which paths of its workspace a step may change.
///
/// @param globs as [dev.wave.spi.Containment#writes()] has them
public record WriteScope(List<String> globs) {
    public WriteScope {
        globs = List.copyOf(globs);
    }

    /// Whether it is all of them.
    boolean isAll() {
        return globs.stream().map(Glob::of).anyMatch(glob -> glob.covers("any/folder") && glob.matches("file"));
    }

    boolean allows(String path) {
        return globs.stream().anyMatch(glob -> Glob.of(glob).matches(path));
    }

    /// The folders outside which nothing may be changed, none of them in another; empty if there are none but
    /// the workspace itself. A glob names the folder before its first wildcard; one without a wildcard, the
    /// folder that its file is in: a file is replaced by a rename in its folder.
    public List<String> folders() {
        var folders = new ArrayList<String>();
        for (var glob : globs) {
            var folder = folder(glob);
            if (folder.isEmpty()) {
                return List.of();
            }
            folders.add(folder);
        }
        return folders.stream()
                .distinct()
                .filter(folder -> folders.stream().noneMatch(other -> folder.startsWith(other + "/")))
                .toList();
    }

    /// Whether it is exactly those folders: what keeps the folders keeps all of it.
    public boolean isFolders() {
        return globs.stream().map(Glob::of).allMatch(glob -> folders().stream().anyMatch(glob::covers));
    }

    private static String folder(String glob) {
        var text = glob.replaceFirst("^\\./", "/");
        if (text.indexOf('\\') >= 0
                || !text.substring(0, Math.max(0, text.length() - 1)).contains("/")) {
            return ""; // at any depth
        }
        var parts = new ArrayList<String>();
        for (var part : text.split("/", -1)) {
            if (part.equals("..") || part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.indexOf('[') >= 0) {
                return String.join("/", parts);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return text.endsWith("/") ? String.join("/", parts) : String.join("/", parts.subList(0, parts.size() - 1));
    }
}
