package dev.wave.workspace;

import dev.wave.git.GitCommand;
import dev.wave.git.GitObjects;
import dev.wave.git.GitStore;
import dev.wave.git.ObjectId;
import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Wave's own bare repository, as workspaces use it: objects in process, plumbing by the program.
record Repository(GitStore store) {

    /// A call under nobody's configuration.
    GitCommand git(String... arguments) {
        return store.git().neutral(store.gitDir(), arguments);
    }

    Path gitDir() {
        return store.gitDir();
    }

    /// The folders that its objects lie in: its own, and those it borrows from.
    List<Path> objectFolders() throws IOException {
        var own = gitDir().resolve("objects").toRealPath();
        var folders = new ArrayList<>(List.of(own));
        var borrowed = own.resolve("info/alternates");
        if (Files.exists(borrowed)) {
            Files.readAllLines(borrowed).stream()
                    .map(Path::of)
                    .filter(Files::isDirectory)
                    .forEach(folders::add);
        }
        return folders;
    }

    GitObjects objects() {
        return store.objects();
    }

    ObjectId id(TreeId tree) {
        return objects().format().objectId(tree);
    }

    TreeId named(ObjectId tree) {
        return objects().format().treeId(tree);
    }
}
