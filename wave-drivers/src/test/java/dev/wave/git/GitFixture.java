package dev.wave.git;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A user's folder with real git in it, made for one test, and Wave's store for it.
final class GitFixture implements AutoCloseable {
    final Map<String, String> environment = new LinkedHashMap<>();
    final Path home;
    final Path project;
    private Optional<GitStore> store = Optional.empty();

    GitFixture(Path temporary) throws IOException {
        home = Files.createDirectories(temporary.resolve("home"));
        project = Files.createDirectories(temporary.resolve("project"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        // git would tidy up many files in the background, and write where the test's folder is being removed.
        Files.writeString(home.resolve(".gitconfig"), """
                [gc]
                \tauto = 0
                [maintenance]
                \tauto = false
                [user]
                \tname = Ada
                \temail = ada@example.org
                [init]
                \tdefaultBranch = main
                [protocol "file"]
                \tallow = always
                """);
    }

    /// A repository in the project folder with one commit of these files.
    static GitFixture repository(Path temporary, String... files) throws IOException {
        var fixture = new GitFixture(temporary);
        fixture.git("init", "-q");
        for (var file : files) {
            fixture.write(file, "content of " + file + "\n");
        }
        fixture.git("add", "-A");
        fixture.git("commit", "-q", "--allow-empty", "-m", "first");
        return fixture;
    }

    GitProgram program() {
        return GitProgram.find(environment);
    }

    GitStore store() {
        return store.orElseGet(() -> {
            var git = program();
            var user = UserRepository.find(git, project);
            var opened =
                    GitStore.open(git, user.map(UserRepository::state).orElse(project.resolve(".wave/state")), user);
            store = Optional.of(opened);
            return opened;
        });
    }

    /// What a person types.
    String git(String... arguments) throws IOException {
        return gitIn(project, arguments);
    }

    String gitIn(Path directory, String... arguments) throws IOException {
        var line = new ArrayList<String>();
        line.add("git");
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(line + " failed: " + text);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return text;
    }

    void write(String path, String text) throws IOException {
        var file = FileName.in(project, FileName.ofText(path));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void executable(String path) throws IOException {
        Files.setPosixFilePermissions(project.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Base base() {
        return snapshot(BaseLimits.DEFAULT).now();
    }

    BaseSnapshot snapshot(BaseLimits limits) {
        return snapshot(project, limits);
    }

    BaseSnapshot snapshot(Path at, BaseLimits limits) {
        return new BaseSnapshot(store(), at, UserRepository.find(store().git(), at), limits);
    }

    /// Everything of the user's: each file's mode, time and bytes, but for Wave's own state.
    Map<String, String> everything() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(project)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var path = FileName.ofAbsolute(file)
                        .substring(FileName.ofAbsolute(project).length());
                if (!path.startsWith("/.git/wave") && !path.startsWith("/.wave/state")) {
                    // an object has no time: git touches one it would have written, and ours are links to the user's
                    var look = look(file);
                    found.put(
                            path,
                            path.startsWith("/.git/objects/") ? look.replaceFirst("lastModifiedTime=[^,]*", "") : look);
                }
            }
        }
        return found;
    }

    private static String look(Path file) throws IOException {
        var is = Files.readAttributes(file, "unix:mode,lastModifiedTime,size", LinkOption.NOFOLLOW_LINKS);
        if (Files.isSymbolicLink(file)) {
            return is + " -> " + Files.readSymbolicLink(file);
        }
        // a folder's time changes when Wave's own folder is made in it
        return Files.isDirectory(file) ? "folder " + is.get("mode") : is + " " + Digest.of(Files.readAllBytes(file));
    }

    /// A tree in the store with these files.
    TreeId tree(String... pathsAndTexts) {
        var edit = new TreeEdit();
        for (var i = 0; i < pathsAndTexts.length; i += 2) {
            var blob = store().objects().writeBlob(pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            edit.put(
                    FileName.ofText(pathsAndTexts[i]),
                    Optional.of(new TreeEntry(
                            pathsAndTexts[i].endsWith(".sh") ? TreeEntry.Mode.EXECUTABLE : TreeEntry.Mode.FILE, blob)));
        }
        var objects = store().objects();
        return objects.format().treeId(edit.apply(objects, objects.emptyTree()));
    }

    /// The files of a tree as `path` to `mode text`.
    Map<String, String> files(TreeId tree) {
        var found = new TreeMap<String, String>();
        for (var change : store().files(store().empty(), tree)) {
            var entry = change.to().orElseThrow();
            found.put(
                    change.shown(),
                    entry.mode() == TreeEntry.Mode.SUBMODULE
                            ? "160000 " + entry.id()
                            : entry.mode().octal() + " "
                                    + new String(store().objects().blob(entry.id()), StandardCharsets.UTF_8));
        }
        return found;
    }

    @Override
    public void close() {
        store.ifPresent(GitStore::close);
    }
}
