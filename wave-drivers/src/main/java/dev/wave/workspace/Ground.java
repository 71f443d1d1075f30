package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.model.TreeId;
import dev.wave.redaction.Vault;
import dev.wave.run.Violation;
import dev.wave.sandbox.Sandbox;
import dev.wave.spi.Trees.Change;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the workspaces of one project have in common, and what both ways do alike.
///
/// @param project the user's project folder, looked at for shared folders only
/// @param owner this process
/// @param sandbox in which programs are started
/// @param vault the secrets that no file may hold that is recorded or left behind
record Ground(
        Place place,
        Path project,
        Repository repository,
        Checkouts checkouts,
        Trash trash,
        Owner owner,
        Sandbox sandbox,
        Vault vault) {
    private static final int MOST_NAMED = 20;

    /// The checkouts that wait for a step.
    Pool pool() {
        return new Pool(place, repository, trash);
    }

    /// The tree that the changes make of what the workspace held.
    Captured capture(
            Node.Folder changes, Request request, List<String> declared, StepFolder folder, IgnoreRules.Lookup lookup) {
        try (var ignores = new IgnoreRules(repository, folder.at("ignore"), lookup)) {
            var capture =
                    new Capture(repository, ignores, Declared.of(declared), Shown.paths(request), vault.redaction());
            var tree = capture.tree(changes, repository.id(request.from()), repository.id(request.start()));
            repository.objects().sync();
            var notices = new ArrayList<>(capture.notices());
            if (hasStash(lookup)) {
                notices.add("a stash was left in the workspace's git: what it holds is not recorded");
            }
            var named = repository.named(tree);
            return new Captured(
                    named, outside(request, named, declared), capture.violations(), notices, capture.secrets());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record what is in the workspace " + folder.path(), e);
        }
    }

    /// The changes outside the paths that the step may change.
    private List<Violation> outside(Request request, TreeId tree, List<String> declared) {
        var scope = new WriteScope(request.containment().writes());
        if (scope.isAll()) {
            return List.of();
        }
        var allowed = Declared.of(declared);
        var paths = repository.store().changes(request.start(), tree).stream()
                .map(Change::path)
                .filter(path -> !scope.allows(path) && !allowed.covers(FileName.ofText(path)))
                .toList();
        return listed(paths, "was changed, but this step may only write to " + String.join(", ", scope.globs()));
    }

    private static List<Violation> listed(List<String> paths, String what) {
        var violations = new ArrayList<Violation>();
        paths.stream().limit(MOST_NAMED).forEach(path -> violations.add(new Violation(path, what)));
        if (paths.size() > MOST_NAMED) {
            violations.add(new Violation("", "and %d more".formatted(paths.size() - MOST_NAMED)));
        }
        return violations;
    }

    private static boolean hasStash(IgnoreRules.Lookup lookup) throws IOException {
        if (lookup.find(".git/refs/stash").isPresent()) {
            return true;
        }
        var packed = lookup.find(".git/packed-refs");
        return packed.isPresent()
                && Files.isRegularFile(packed.get(), LinkOption.NOFOLLOW_LINKS)
                && new String(Files.readAllBytes(packed.get()), StandardCharsets.ISO_8859_1).contains(" refs/stash\n");
    }

    /// The host file of a workspace path; `.wave` is looked up where it lies on the host.
    Optional<Path> file(Workspace workspace, String path, IgnoreRules.Lookup lookup) {
        try {
            if (!path.equals(".wave") && !path.startsWith(".wave/")) {
                return path.isEmpty() ? Optional.empty() : lookup.find(FileName.ofText(path));
            }
            var names = path.split("/", 3);
            var folder = switch (names.length < 2 ? "" : names[1]) {
                case "in" -> workspace.in();
                case "out" -> workspace.out();
                case "previous" -> workspace.previous();
                default -> null;
            };
            if (folder == null) {
                return Optional.empty();
            }
            return names.length < 3
                    ? Optional.of(folder)
                    : new Layers(List.of(folder)).find(FileName.ofText(names[2]), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for " + path + " in the workspace", e);
        }
    }

    /// Everything that differs, as violations of being read-only; a long list ends with a count.
    static List<Violation> violations(Node.Folder changes, Declared allowed) throws IOException {
        var paths = new ArrayList<String>();
        collect("", changes, allowed, paths);
        return listed(
                paths.stream().map(FileName::shown).toList(), "was changed, but this step may not write to the tree");
    }

    private static void collect(String folder, Node.Folder changes, Declared allowed, List<String> paths)
            throws IOException {
        for (var node : changes.children().list().entrySet()) {
            var path = folder + node.getKey();
            if (allowed.covers(path)) {
                continue;
            }
            switch (node.getValue()) {
                case Node.Folder inside when !inside.fresh() -> collect(path + "/", inside, allowed, paths);
                case Node.Folder _, Node.File _, Node.Link _, Node.Gone _, Node.Odd _ -> paths.add(path);
            }
        }
    }

    /// Makes the folder that of a workspace kept for a person; but one that holds a secret goes.
    Path keep(StepFolder folder) {
        try {
            if (!SecretSearch.finds(vault.redaction(), folder.path())) {
                folder.keep();
            }
            return folder.path();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the workspace " + folder.path(), e);
        }
    }

    /// Throws the folder away unless it is kept.
    void close(StepFolder folder) {
        try {
            if (!folder.isKept()) {
                trash.take(folder.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the workspace " + folder.path(), e);
        }
    }
}
