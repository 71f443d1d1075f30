package dev.wave.git;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// A partial clone lacks files it never needed. What a base needs is fetched once, by the user's own git with
/// the user's own credentials; Wave itself never talks to a remote.
final class PartialClone {
    private final GitStore store;
    private final UserRepository user;

    PartialClone(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// Sees to it that all of the tree is in the store. Does nothing for an ordinary repository.
    void complete(ObjectId tree) {
        if (!isPartial()) {
            return;
        }
        var missing = missing(tree);
        if (!missing.isEmpty()) {
            fetch(missing);
            new StoreAdoption(store.gitDir()).adopt(user);
            var still = missing(tree);
            if (!still.isEmpty()) {
                throw new GitFailed("this is a partial clone, and " + still.size()
                        + " objects of the base are not here and could not be fetched: " + still.getFirst()
                        + (still.size() > 1 ? ", …" : ""));
            }
        }
    }

    private boolean isPartial() {
        try (var promised = Files.newDirectoryStream(user.objects().resolve("pack"), "*.promisor")) {
            return promised.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> missing(ObjectId tree) {
        return FileName.of(store.git()
                        .neutral(
                                store.gitDir(),
                                "rev-list",
                                "--objects",
                                "--no-object-names",
                                "--missing=print",
                                tree.hex())
                        .output())
                .lines()
                .filter(line -> line.startsWith("?"))
                .map(line -> line.substring(1))
                .toList();
    }

    private void fetch(List<String> missing) {
        var command = new ArrayList<>(List.of(
                "-c",
                "fetch.negotiationAlgorithm=noop",
                "-c",
                "gc.auto=0",
                "-c",
                "maintenance.auto=false",
                "fetch",
                remote(),
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--recurse-submodules=no",
                "--filter=blob:none",
                "--stdin"));
        user.command(store.git(), command.toArray(String[]::new))
                .input(String.join("\n", missing) + "\n")
                .output();
    }

    private String remote() {
        var named = user.command(store.git(), "config", "--get-regexp", "--name-only", "^remote\\..*\\.promisor$")
                .run();
        return FileName.of(named.bytes())
                .lines()
                .findFirst()
                .map(name -> name.substring("remote.".length(), name.length() - ".promisor".length()))
                .orElse("origin");
    }
}
