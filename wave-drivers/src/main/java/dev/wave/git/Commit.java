package dev.wave.git;

import java.util.List;

/// A commit of Wave's own: a tree with a place in a history. Author and time are fixed, so that equal trees
/// give equal commits; it exists because git merges only commits.
record Commit(ObjectId tree, List<ObjectId> parents, String message) {
    static final String NAME = "Wave";
    static final String EMAIL = "wave@localhost";
    static final String DATE = "946684800 +0000";

    Commit {
        parents = List.copyOf(parents);
    }

    /// The body of the object.
    String text() {
        var text = new StringBuilder("tree ").append(tree).append('\n');
        parents.forEach(parent -> text.append("parent ").append(parent).append('\n'));
        var who = NAME + " <" + EMAIL + "> " + DATE + "\n";
        return text.append("author ")
                .append(who)
                .append("committer ")
                .append(who)
                .append('\n')
                .append(message)
                .append('\n')
                .toString();
    }
}
