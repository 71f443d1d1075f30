package dev.wave.git;

import dev.wave.model.History;
import dev.wave.model.TreeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The files of a project as its commits have them, without Wave's own. Never looks at the working tree.
public final class BaseHistory {
    /// How far back it looks.
    private static final int COMMITS = 300;

    private final GitStore store;
    private final UserRepository user;

    public BaseHistory(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// The files of the commit that is checked out; empty before the first.
    public Optional<TreeId> head() {
        return trees("HEAD", 1).stream().findFirst().map(each -> {
            var tree = user.projectTree(objects(), each.tree());
            return objects().format().treeId(BaseFilter.of(objects(), tree).without(objects(), tree));
        });
    }

    /// The commit that is checked out with all before it; empty before the first.
    public Optional<History> history() {
        return trees("HEAD", 1).stream().findFirst().map(each -> user.history(each.commit()));
    }

    /// How many commits were made since the last one with these files; empty if none of the latest ones has them.
    public OptionalInt commitsSince(TreeId base) {
        for (var each : trees("HEAD", COMMITS)) {
            var tree = user.projectTree(objects(), each.tree());
            if (BaseFilter.of(objects(), tree).leaves(objects(), tree, objects().tree(base))) {
                return OptionalInt.of(trees(each.commit() + "..HEAD", COMMITS).size());
            }
        }
        return OptionalInt.empty();
    }

    private record CommitTree(String commit, ObjectId tree) {}

    private List<CommitTree> trees(String range, int atMost) {
        new StoreAdoption(store.gitDir()).adopt(user);
        var max = "--max-count=" + atMost;
        var listed = user.command(store.git(), "rev-list", max, "--no-commit-header", "--format=%H %T", range, "--")
                .run();
        return listed.exit() != 0 // no commit yet
                ? List.of()
                : Arrays.stream(new String(listed.bytes(), StandardCharsets.US_ASCII).split("\n"))
                        .filter(line -> !line.isEmpty())
                        .map(line -> line.split(" "))
                        .map(words -> new CommitTree(words[0], new ObjectId(words[1])))
                        .toList();
    }

    private GitObjects objects() {
        return store.objects();
    }
}
