package dev.wave.git;

import dev.wave.store.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Carries folders of files to and from a git remote, each as a commit without parents under a reference of its own.
/// Works in a bare repository of its own; the user's is only asked how the remote is reached.
///
/// The same files are the same commit, whoever carries them. What arrives is not trusted: names, kinds and sizes are
/// looked at before anything is written.
public final class Courier {
    private static final Pattern NAME = Pattern.compile("(?:sha256|git-sha1|git-sha256)/[0-9a-f]{40,64}");

    /// How often a reference that somebody else moves meanwhile is tried.
    private static final int TRIES = 3;

    private final GitProgram git;
    private final Path folder;
    private final Path repository;
    /// Where a relative address of a remote begins.
    private final Path from;
    private final List<String> settings;

    /// @param folder an empty one, for the repository; thrown away by the caller
    /// @param user whose configuration says how remotes are reached
    public Courier(GitStore store, Path folder, Optional<UserRepository> user) {
        this.git = store.git();
        this.folder = folder;
        this.repository = folder.resolve("courier.git");
        this.from = user.map(UserRepository::workTree).orElse(folder);
        this.settings = settings(user);
        git.neutral(
                        "init",
                        "--quiet",
                        "--bare",
                        "--template=",
                        "--object-format=" + store.objects().format().gitName(),
                        repository.toString())
                .output();
    }

    /// The address of a remote of the user's repository, for fetching or for pushing; empty if it has none of that
    /// name.
    public static Optional<String> address(GitProgram git, UserRepository user, String remote, boolean pushing) {
        var command = pushing
                ? user.command(git, "remote", "get-url", "--push", "--end-of-options", remote)
                : user.command(git, "remote", "get-url", "--end-of-options", remote);
        var asked = command.run();
        return Optional.of(new String(asked.bytes(), StandardCharsets.UTF_8).strip())
                .filter(address -> asked.exit() == 0 && !address.isEmpty());
    }

    /// The names of the user's remotes.
    public static List<String> remotes(GitProgram git, UserRepository user) {
        return user.command(git, "remote").text().lines().toList();
    }

    /// A commit of the files below the folder.
    public ObjectId commit(Path files) {
        var index = folder.resolve("index");
        try {
            Files.deleteIfExists(index);
            Files.createDirectories(repository.resolve("info"));
            Files.writeString(repository.resolve("info/attributes"), "* -text -ident -filter -working-tree-encoding\n");
        } catch (IOException e) {
            throw GitFailed.at("preparing " + repository, e);
        }
        building(files, index, "add", "-A", "-f", "--", ".").output();
        var tree = building(files, index, "write-tree").text().strip();
        return new ObjectId(git.neutral(repository, "commit-tree", "-m", "Recorded results", tree)
                .text()
                .strip());
    }

    private GitCommand building(Path files, Path index, String... words) {
        return git.neutral(repository, words)
                .in(files)
                .env("GIT_WORK_TREE", files)
                .env("GIT_INDEX_FILE", index);
    }

    /// Makes the references of the remote point to the commits.
    ///
    /// @return those that did not before
    public List<String> push(String address, SequencedMap<String, ObjectId> references) {
        for (var tried = 1; ; tried++) {
            var there = list(address);
            var words = new ArrayList<>(List.of(
                    "push", "--quiet", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no"));
            var moved = new ArrayList<String>();
            references.forEach((name, commit) -> {
                var before = Optional.ofNullable(there.get(name));
                if (before.filter(commit::equals).isEmpty()) {
                    moved.add(name);
                    words.add("--force-with-lease=" + name + ":"
                            + before.map(ObjectId::hex).orElse(""));
                }
            });
            if (moved.isEmpty()) {
                return moved;
            }
            words.addAll(List.of("--", address));
            moved.forEach(name -> words.add(references.get(name) + ":" + name));
            var pushed = remote(words).run();
            if (pushed.exit() == 0) {
                return moved;
            }
            if (tried == TRIES) {
                throw new GitFailed("cannot push to " + address + ": " + pushed.error());
            }
        }
    }

    /// Wave's references at the remote.
    public SequencedMap<String, ObjectId> list(String address) {
        var asked = remote(List.of("ls-remote", "--quiet", "--refs", "--", address, "refs/wave/*"))
                .run();
        if (asked.exit() != 0) {
            throw new GitFailed("cannot reach " + address + ": " + asked.error());
        }
        var references = new LinkedHashMap<String, ObjectId>();
        for (var line :
                new String(asked.bytes(), StandardCharsets.UTF_8).lines().toList()) {
            var words = line.split("\t", -1);
            if (words.length == 2) {
                references.put(words[1], new ObjectId(words[0]));
            }
        }
        return references;
    }

    /// Writes the files that a reference of the remote holds into a folder. Nothing is written if one of them
    /// is not named like a piece of a recording, is no plain file, or is larger than allowed. A remote that can
    /// is asked not to send the larger ones at all; of another they come into the courier's repository, and no
    /// further.
    ///
    /// @param largest bytes of one file
    public void fetch(String address, String reference, Path to, long largest) {
        var fetched = remote(List.of(
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--no-auto-maintenance",
                        "--no-write-commit-graph",
                        "--recurse-submodules=no",
                        "--depth=1",
                        "--filter=blob:limit=" + (largest + 1),
                        "--",
                        address,
                        "+" + reference + ":refs/fetched"))
                .run();
        if (fetched.exit() != 0) {
            throw new GitFailed("cannot fetch from " + address + ": " + fetched.error());
        }
        var files = files(address, largest);
        try {
            for (var file : files.entrySet()) {
                var path = to.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                DurableFiles.replace(path, DurableFiles.SHARED, out -> {
                    var ended = git.neutral(repository, "cat-file", "blob", file.getValue()).stream(
                            in -> in.transferTo(out));
                    if (ended.exit() != 0) {
                        throw new IOException(ended.error());
                    }
                });
            }
        } catch (IOException e) {
            throw GitFailed.at("writing what was fetched from " + address, e);
        }
    }

    private SequencedMap<String, String> files(String address, long largest) {
        refuseUnsent(address, largest);
        var files = new LinkedHashMap<String, String>();
        for (var line : git.neutral(repository, "ls-tree", "-r", "-l", "-z", "refs/fetched")
                .latin1()
                .split("\0", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            var tab = line.indexOf('\t');
            var words = line.substring(0, tab).trim().split(" +", -1);
            var name = line.substring(tab + 1);
            if (!NAME.matcher(name).matches() || !words[0].equals("100644")) {
                throw new GitFailed("what " + address + " has is no recording: it holds '" + FileName.shown(name)
                        + "'\nnothing of it was taken");
            }
            if (Long.parseLong(words[3]) > largest) {
                throw new GitFailed("what " + address + " has is too large: '" + name + "' has " + words[3]
                        + " bytes\nnothing of it was taken");
            }
            files.put(name, words[2]);
        }
        return files;
    }

    /// What is not here was left out for its size. It must not be asked for its size: git would fetch it then.
    private void refuseUnsent(String address, long largest) {
        var unsent = git.neutral(repository, "rev-list", "--objects", "--missing=print", "refs/fetched")
                .latin1()
                .lines()
                .filter(line -> line.startsWith("?"))
                .map(line -> line.substring(1))
                .toList();
        if (unsent.isEmpty()) {
            return;
        }
        var names = git.neutral(repository, "ls-tree", "-r", "-z", "--format=%(objectname) %(path)", "refs/fetched")
                .latin1()
                .split("\0", -1);
        var name = Stream.of(names)
                .filter(line -> unsent.contains(line.split(" ", 2)[0]))
                .map(line -> "'" + FileName.shown(line.split(" ", 2)[1]) + "'")
                .findFirst()
                .orElse("something in it");
        throw new GitFailed("what " + address + " has is too large: " + name + " has more than " + largest
                + " bytes\nnothing of it was taken");
    }

    /// A call that may speak to the remote: with the user's ways to log in, and nothing of theirs that runs here.
    private GitCommand remote(List<String> words) {
        var line = new ArrayList<>(settings);
        line.addAll(words);
        return git.asUser(from, line.toArray(String[]::new))
                .env("GIT_DIR", repository)
                .env("GIT_ALLOW_PROTOCOL", "file:https:ssh");
    }

    private static List<String> settings(Optional<UserRepository> user) {
        var settings = new ArrayList<String>();
        user.map(repository -> repository.commonDir().resolve("config"))
                .filter(Files::isRegularFile)
                .ifPresent(config -> settings.addAll(List.of("-c", "include.path=" + config)));
        for (var setting : List.of(
                "core.hooksPath=/dev/null",
                "core.fsmonitor=false",
                "core.bare=true",
                "protocol.ext.allow=never",
                "fetch.fsckObjects=true",
                "push.gpgSign=false",
                "push.pushOption=")) {
            settings.addAll(List.of("-c", setting));
        }
        return settings;
    }
}
