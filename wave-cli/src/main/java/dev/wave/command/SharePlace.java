package dev.wave.command;

import dev.wave.git.Courier;
import dev.wave.git.UserRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where recordings are shared.
sealed interface SharePlace {

    /// A git repository that others reach, too.
    ///
    /// @param name for people
    record Remote(String name, String address) implements SharePlace {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A folder that others reach, too.
    record Folder(Path path) implements SharePlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// The place that is named: a remote of the repository, an address, or a folder; unnamed, the repository's
    /// remote.
    static SharePlace of(Tools tools, Stores stores, Optional<String> named, boolean pushing) {
        var git = stores.trees().git();
        var remotes = stores.user().map(user -> Courier.remotes(git, user)).orElse(List.of());
        var name = named.or(() -> usual(remotes))
                .orElseThrow(() -> CommandProblem.usage(
                        remotes.isEmpty()
                                ? "this repository has no remote; name a folder or an address: --"
                                        + (pushing ? "to" : "from") + " WHERE"
                                : "this repository has several remotes: " + String.join(", ", remotes)
                                        + "; name one: --" + (pushing ? "to" : "from") + " WHERE"));
        if (remotes.contains(name)) {
            return new Remote(name, address(stores, name, pushing));
        }
        var path = tools.workingDirectory().resolve(name).normalize();
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        if (isAddress(name)) {
            return new Remote(name, name);
        }
        throw CommandProblem.usage(
                "'" + name + "' is no remote of this repository, no address, and no folder that is there"
                        + "\n`git remote -v` lists the remotes");
    }

    private static Optional<String> usual(List<String> remotes) {
        return remotes.contains("origin") || remotes.size() != 1
                ? Optional.of("origin").filter(remotes::contains)
                : Optional.of(remotes.getFirst());
    }

    private static String address(Stores stores, String remote, boolean pushing) {
        UserRepository user = stores.user().orElseThrow();
        return Courier.address(stores.trees().git(), user, remote, pushing)
                .orElseThrow(() -> CommandProblem.failed("the remote " + remote + " has no address"
                        + "\n`git remote set-url " + remote + " ADDRESS` gives it one"));
    }

    /// A URL, or `host:path` as ssh takes it.
    private static boolean isAddress(String text) {
        return Pattern.matches("[A-Za-z0-9@._-]+:.*", text);
    }
}
