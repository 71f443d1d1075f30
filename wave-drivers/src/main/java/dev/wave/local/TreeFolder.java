package dev.wave.local;

import dev.wave.git.FileName;
import dev.wave.git.GitObjects;
import dev.wave.git.GitStore;
import dev.wave.git.ObjectId;
import dev.wave.git.TreeEntry;
import dev.wave.model.TreeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// Writes folders that are kept as trees back to the disk. Only files and folders: artifacts have nothing
/// else.
public final class TreeFolder {
    private final GitObjects objects;

    public TreeFolder(GitStore store) {
        this.objects = store.objects();
    }

    /// Writes the tree's files into a new folder.
    ///
    /// @return their paths below it, for people, sorted
    public List<String> write(TreeId tree, Path folder) {
        var listed = new ArrayList<String>();
        try {
            write(objects.format().objectId(tree), folder, "", listed);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the folder " + folder + ": " + e.getMessage(), e);
        }
        return listed;
    }

    private void write(ObjectId tree, Path folder, String prefix, List<String> listed) throws IOException {
        Files.createDirectories(folder);
        for (var child : objects.tree(tree).entrySet()) {
            var path = FileName.in(folder, child.getKey());
            var shown = prefix + FileName.shown(child.getKey());
            switch (child.getValue().mode()) {
                case FOLDER -> write(child.getValue().id(), path, shown + "/", listed);
                case FILE, EXECUTABLE -> {
                    file(child.getValue(), path);
                    listed.add(shown);
                }
                case SYMLINK, SUBMODULE -> throw new IOException(shown + " is neither a file nor a folder");
            }
        }
    }

    private void file(TreeEntry file, Path path) throws IOException {
        try (var out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            objects.copyBlob(file.id(), out);
        }
        if (file.mode() == TreeEntry.Mode.EXECUTABLE) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
