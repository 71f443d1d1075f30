package dev.wave.git;

import dev.wave.spi.ProjectFiles;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A project's files as a commit has them, read from the user's repository, of which nothing is changed. What a
/// partial clone lacks is not fetched.
public final class CommittedFiles implements ProjectFiles {
    /// Larger ones are nothing that a project is read from.
    private static final int LARGEST = 4 << 20;

    private final GitProgram git;
    private final UserRepository user;
    private final String commit;
    private final Map<String, SortedMap<String, TreeEntry>> folders = new ConcurrentHashMap<>();

    private CommittedFiles(GitProgram git, UserRepository user, String commit) {
        this.git = git;
        this.user = user;
        this.commit = commit;
    }

    /// The files of the last commit that changed this one of them; empty if none did.
    public static Optional<CommittedFiles> lastChanging(String file, GitProgram git, UserRepository user) {
        var path = FileName.text(user.prefix()) + file;
        var found = user.command(git, "rev-list", "--max-count=1", "HEAD", "--", path)
                .env("GIT_LITERAL_PATHSPECS", "1")
                .run();
        return Optional.of(new String(found.bytes(), StandardCharsets.US_ASCII).strip())
                .filter(id -> found.exit() == 0 && !id.isEmpty())
                .map(id -> new CommittedFiles(git, user, id));
    }

    @Override
    public Found read(String path) {
        var slash = path.lastIndexOf('/');
        var entry = Optional.ofNullable(
                folder(path.substring(0, Math.max(0, slash))).get(FileName.ofText(path.substring(slash + 1))));
        return entry.isEmpty()
                ? new Found.Missing()
                : entry.filter(TreeEntry::isFile)
                        .map(file -> text(file.id()))
                        .orElseGet(() -> new Found.Unusable("it is not a regular file"));
    }

    @Override
    public List<String> list(String folder) {
        return folder(folder).entrySet().stream()
                .filter(entry -> entry.getValue().isFile())
                .map(entry -> FileName.shown(entry.getKey()))
                .sorted()
                .toList();
    }

    private SortedMap<String, TreeEntry> folder(String path) {
        return folders.computeIfAbsent(path, this::listed);
    }

    private SortedMap<String, TreeEntry> listed(String path) {
        var listed = command("ls-tree", "-z", commit + ":" + FileName.text(user.prefix()) + path)
                .run();
        var entries = new TreeMap<String, TreeEntry>();
        if (listed.exit() == 0) { // else there is no such folder
            for (var line : FileName.of(listed.bytes()).split("\0", -1)) {
                var tab = line.indexOf('\t');
                var words = line.substring(0, Math.max(0, tab)).split(" ", -1);
                if (words.length == 3) {
                    entries.put(
                            line.substring(tab + 1),
                            new TreeEntry(TreeEntry.Mode.of(words[0]), new ObjectId(words[2])));
                }
            }
        }
        return entries;
    }

    private Found text(ObjectId blob) {
        var bytes = command("cat-file", "blob", blob.hex()).output();
        if (bytes.length > LARGEST) {
            return new Found.Unusable("it is too large");
        }
        try {
            return new Found.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return new Found.Unusable("it is not UTF-8");
        }
    }

    private GitCommand command(String... arguments) {
        return user.command(git, arguments).env("GIT_ALLOW_PROTOCOL", "none");
    }
}
