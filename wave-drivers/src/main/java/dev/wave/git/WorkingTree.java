package dev.wave.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The user's files as git sees them: under the user's configuration in a repository, under nobody's in a
/// plain folder. Objects git writes go to Wave's store.
///
/// @param prefix the project's path in the repository, empty or ending in `/`
record WorkingTree(GitStore store, Path project, Optional<UserRepository> user, String prefix) {

    static WorkingTree of(GitStore store, Path project, Optional<UserRepository> user) {
        return new WorkingTree(
                store,
                project.toAbsolutePath(),
                user,
                user.map(UserRepository::prefix).orElse(""));
    }

    GitCommand command(Path index, String... arguments) {
        var line = new ArrayList<>(
                List.of("-c", "core.safecrlf=false", "-c", "core.splitIndex=false", "-c", "core.bare=false"));
        line.addAll(List.of(arguments));
        var all = line.toArray(String[]::new);
        return user.map(repository -> repository.command(store.git(), all))
                .orElseGet(() ->
                        store.git().neutral(store.gitDir(), all).in(project).env("GIT_WORK_TREE", project))
                .env("GIT_INDEX_FILE", index)
                .env("GIT_OBJECT_DIRECTORY", store.gitDir().resolve("objects"));
    }

    /// The file at a path of the project.
    Path file(String path) {
        return FileName.in(project, path);
    }
}
