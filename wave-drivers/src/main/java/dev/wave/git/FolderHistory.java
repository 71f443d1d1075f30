package dev.wave.git;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The commits of a repository as they are for a project that is a folder of it: only those that changed the
/// folder, each with the folder's files at its top, under the ids that they have in the repository.
///
/// Git's replacements make this possible: a reference says which object to read in a commit's place.
final class FolderHistory {
    /// Older commits are left out, as in a shallow clone: each that is shown is an object of its own.
    static final int MOST = 10_000;

    /// What a signature or a merged tag says is about the commit as it was.
    private static final Set<String> ABOUT_THE_WHOLE = Set.of("gpgsig", "gpgsig-sha256", "mergetag");

    private final GitStore store;
    private final UserRepository user;

    FolderHistory(GitStore store, UserRepository user) {
        this.store = store;
        this.user = user;
    }

    /// @param date of the commit
    Lineage of(ObjectId commit, String date) {
        var parents = new LinkedHashMap<String, List<String>>();
        for (var line : listed(commit)) {
            var ids = line.split(" ", -1);
            parents.put(ids[0], Arrays.asList(ids).subList(1, ids.length));
        }
        var refs = new TreeMap<String, ObjectId>();
        parents.forEach((id, before) -> refs.put(
                id,
                narrowed(
                        new ObjectId(id),
                        before.stream().filter(parents::containsKey).toList())));
        var text = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        refs.forEach((id, narrowed) ->
                text.append(narrowed).append(" refs/replace/").append(id).append('\n'));
        return new Lineage(parents.keySet().stream().findFirst().map(ObjectId::new), date, text.toString(), "");
    }

    /// The commits that changed the folder, the last one first, each with those before it.
    private List<String> listed(ObjectId commit) {
        var folder = user.prefix().substring(0, user.prefix().length() - 1);
        return store.git()
                .neutral(store.gitDir(), "rev-list", "--topo-order", "--parents", "--max-count=" + MOST, "--stdin")
                .env("GIT_LITERAL_PATHSPECS", "1")
                .input(commit + "\n--\n" + folder + "\n")
                .latin1()
                .lines()
                .toList();
    }

    private ObjectId narrowed(ObjectId commit, List<String> parents) {
        var objects = store.objects();
        var text = objects.commit(commit);
        var root = objects.treeOfCommit(commit).orElseThrow();
        var narrowed = new StringBuilder("tree ")
                .append(user.projectTree(objects, root))
                .append('\n');
        parents.forEach(parent -> narrowed.append("parent ").append(parent).append('\n'));
        return objects.writeCommit(narrowed.append(rest(text)).toString());
    }

    /// The commit but for its tree, its parents and what is about the whole of it.
    private static String rest(String text) {
        var end = text.indexOf("\n\n");
        var rest = new StringBuilder();
        var isKept = true;
        for (var line : text.substring(0, end < 0 ? text.length() : end).split("\n", -1)) {
            if (!line.startsWith(" ")) {
                var name = line.substring(0, Math.max(0, line.indexOf(' ')));
                isKept = !name.equals("tree") && !name.equals("parent") && !ABOUT_THE_WHOLE.contains(name);
            }
            if (isKept && !line.isEmpty()) {
                rest.append(line).append('\n');
            }
        }
        return rest.append(end < 0 ? "\n" : text.substring(end + 1)).toString();
    }
}
