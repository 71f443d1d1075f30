package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.git.ObjectId;
import dev.wave.git.TreeEntry;
import dev.wave.git.TreeEntry.Mode;
import dev.wave.model.SecretName;
import dev.wave.redaction.Redaction;
import dev.wave.run.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a tree of what was in a workspace and what changed in it. Its cost grows with the change only; it
/// reads through no link, runs nothing of the workspace, and writes only what is new into Wave's repository.
final class Capture {
    private final Repository repository;
    private final IgnoreRules ignores;
    private final Declared declared;
    private final Set<String> hidden;
    private final Redaction redaction;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Violation> secrets = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /// @param hidden paths that were shown to the step without being part of its tree
    /// @param redaction knows what must not be stored
    Capture(Repository repository, IgnoreRules ignores, Declared declared, Set<String> hidden, Redaction redaction) {
        this.redaction = redaction;
        this.repository = repository;
        this.ignores = ignores;
        this.declared = declared;
        this.hidden = hidden;
    }

    /// A folder of the workspace with what is known of it.
    ///
    /// @param path with a trailing `/`, empty for the root
    /// @param before its entries in the tree the workspace held at first
    /// @param start its entries in the tree the step's change is measured against
    /// @param ignored it is ignored: only what is declared is captured
    private record Folder(String path, Map<String, TreeEntry> before, Map<String, TreeEntry> start, boolean ignored) {

        boolean knowsFile(String name) {
            return isFile(before.get(name)) || isFile(start.get(name));
        }

        boolean knowsFolder(String name) {
            return isFolder(before.get(name)) || isFolder(start.get(name));
        }

        private static boolean isFile(@Nullable TreeEntry entry) {
            return entry != null && !entry.isFolder();
        }

        private static boolean isFolder(@Nullable TreeEntry entry) {
            return entry != null && entry.isFolder();
        }
    }

    List<Violation> violations() {
        return violations;
    }

    List<String> notices() {
        return notices;
    }

    /// Files that hold a secret, in their names or in what they hold; not part of the tree.
    List<Violation> secrets() {
        return secrets;
    }

    /// The tree `before`, changed by the nodes.
    ObjectId tree(Node.Folder changes, ObjectId before, ObjectId start) throws IOException {
        var objects = repository.objects();
        var entries = objects.tree(before);
        var known = start.equals(before) ? entries : objects.tree(start);
        return tree(changes, new Folder("", entries, known, false)).orElse(objects.emptyTree());
    }

    private Optional<ObjectId> tree(Node.Folder changes, Folder folder) throws IOException {
        var entries = changes.fresh() ? new TreeMap<String, TreeEntry>() : new TreeMap<>(folder.before());
        var nodes = changes.children().list();
        var ignored = folder.ignored() ? Set.<String>of() : ignored(nodes, folder);
        for (var node : nodes.entrySet()) {
            var path = folder.path() + node.getKey();
            if (isPart(path, node.getKey(), folder, node.getValue()) && !namesSecret(path, node.getValue())) {
                var isIgnored = folder.ignored() || ignored.contains(path) || ignored.contains(path + "/");
                var entry = entry(below(node.getValue(), changes), node.getKey(), folder, isIgnored);
                if (entry.isPresent()) {
                    entries.put(node.getKey(), entry.get());
                } else {
                    entries.remove(node.getKey());
                }
            }
        }
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(repository.objects().writeTree(entries));
    }

    /// In a folder that is wholly new every folder is, whether or not it says so itself.
    private static Node below(Node node, Node.Folder above) {
        return node instanceof Node.Folder(var _, var children) && above.fresh()
                ? new Node.Folder(true, children)
                : node;
    }

    /// The paths among the new names that are ignored.
    private Set<String> ignored(Map<String, Node> nodes, Folder folder) throws IOException {
        var questions = new ArrayList<String>();
        nodes.forEach((name, node) -> {
            var path = folder.path() + name;
            if (ReservedName.isGit(name) || declared.covers(path)) {
                return;
            }
            switch (node) {
                case Node.Folder _ when !folder.knowsFolder(name) -> questions.add(path + "/");
                case Node.File _, Node.Link _ when !folder.knowsFile(name) -> questions.add(path);
                case Node.Folder _, Node.File _, Node.Link _, Node.Gone _, Node.Odd _ -> {}
            }
        });
        return questions.isEmpty() ? Set.of() : ignores.ignored(questions);
    }

    /// Whether the name can belong to a step's tree; says so where the step may have thought it does.
    private boolean isPart(String path, String name, Folder folder, Node node) {
        if (ReservedName.isGit(name)) {
            if (!folder.path().isEmpty()) {
                notices.add("%s is a git repository of its own: its files are recorded, its history is not"
                        .formatted(FileName.shown(
                                folder.path().substring(0, folder.path().length() - 1))));
            }
            return false;
        }
        if (hidden.contains(path)) {
            return false;
        }
        if (folder.path().isEmpty() && ReservedName.isWave(name)) {
            if (!name.equals(".wave")) {
                notices.add(FileName.shown(name) + " belongs to Wave: a step cannot change it, it is not recorded");
            }
            return false;
        }
        var before = folder.before().get(name);
        if (before != null && before.mode() == Mode.SUBMODULE) {
            return keepsSubmodule(path, node);
        }
        return true;
    }

    /// A submodule stays what it was; answers false always.
    private boolean keepsSubmodule(String path, Node node) {
        var isChanged = switch (node) {
            case Node.Folder(var _, var children) -> {
                try {
                    yield !children.list().isEmpty();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case Node.Gone _, Node.File _, Node.Link _, Node.Odd _ -> true;
        };
        if (isChanged) {
            violations.add(new Violation(FileName.shown(path), "is a submodule, which a step cannot change"));
        }
        return false;
    }

    private Optional<TreeEntry> entry(Node node, String name, Folder folder, boolean isIgnored) throws IOException {
        var path = folder.path() + name;
        var isTaken = !isIgnored || folder.knowsFile(name) || declared.covers(path);
        return switch (node) {
            case Node.Gone _ -> Optional.empty();
            case Node.File(var file, var isExecutable) ->
                isTaken && !holdsSecret(path, file)
                        ? Optional.of(new TreeEntry(
                                isExecutable ? Mode.EXECUTABLE : Mode.FILE,
                                repository.objects().writeBlob(file)))
                        : Optional.empty();
            case Node.Link(var target) ->
                isTaken && !isSecret(path, redaction.in(target))
                        ? Optional.of(link(target, name, folder))
                        : Optional.empty();
            case Node.Folder inside -> folder(inside, name, folder, isIgnored && !declared.covers(path));
            case Node.Odd(var what) -> {
                if (isTaken) {
                    notices.add(FileName.shown(path) + " is " + what + ", no file: not recorded");
                }
                yield Optional.empty();
            }
        };
    }

    private boolean namesSecret(String path, Node node) {
        return !(node instanceof Node.Gone) && isSecret(path, redaction.in(FileName.shown(path)));
    }

    /// Looked at before the file is stored: what is stored cannot be taken back.
    private boolean holdsSecret(String path, Path file) throws IOException {
        if (redaction.isEmpty()) {
            return false;
        }
        try (var bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return isSecret(path, redaction.in(bytes));
        }
    }

    private boolean isSecret(String path, Optional<SecretName> found) {
        found.ifPresent(name -> secrets.add(redaction.place(FileName.shown(path), name)));
        return found.isPresent();
    }

    private TreeEntry link(String target, String name, Folder folder) {
        var entry = new TreeEntry(Mode.SYMLINK, repository.objects().writeBlob(FileName.bytes(target)));
        if (!entry.equals(folder.start().get(name))) {
            var path = folder.path() + name;
            LinkTarget.escape(path, target)
                    .ifPresent(why -> violations.add(new Violation(
                            FileName.shown(path),
                            "a symbolic link to '%s', which %s".formatted(FileName.shown(target), why))));
        }
        return entry;
    }

    private Optional<TreeEntry> folder(Node.Folder inside, String name, Folder folder, boolean isIgnored)
            throws IOException {
        var path = folder.path() + name;
        if (isIgnored && !folder.knowsFolder(name) && !declared.isAbove(path)) {
            return Optional.empty();
        }
        var below = new Folder(
                path + "/",
                below(folder.before().get(name)),
                below(folder.start().get(name)),
                isIgnored && !folder.knowsFolder(name));
        return tree(inside, below).map(id -> new TreeEntry(Mode.FOLDER, id));
    }

    private Map<String, TreeEntry> below(@Nullable TreeEntry entry) {
        return entry != null && entry.isFolder() ? repository.objects().tree(entry.id()) : new LinkedHashMap<>();
    }
}
