package dev.wave.workspace;

import dev.wave.git.GitCommand;
import dev.wave.git.GitObjects;
import dev.wave.git.GitStore;
import dev.wave.git.ObjectId;
import dev.wave.model.TreeId;
import java.nio.file.Path;

/// Wave's own bare repository, as workspaces use it: objects in process, plumbing by the program.
record Repository(GitStore store) {

    /// A call under nobody's configuration.
    GitCommand git(String... arguments) {
        return store.git().neutral(store.gitDir(), arguments);
    }

    Path gitDir() {
        return store.gitDir();
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
