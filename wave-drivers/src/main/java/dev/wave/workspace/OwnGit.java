package dev.wave.workspace;

import dev.wave.git.Lineage;
import dev.wave.git.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The `.git` a step finds in its workspace: one commit of what it sees, under it the user's commits if the
/// step wants them; no remotes, no hooks, no names of the user's, a configuration in which bytes are bytes.
/// Commits made in it stay in it. Wave never runs git on it.
final class OwnGit {
    private static final String MESSAGE = "The project as this step sees it\n";

    private OwnGit() {}

    /// Makes the folder, all but its `index`.
    static void write(Path folder, Repository repository, ObjectId tree) throws IOException {
        Files.createDirectories(folder.resolve("objects/info"));
        Files.createDirectories(folder.resolve("refs/heads"));
        Files.createDirectories(folder.resolve("info"));
        Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                folder.resolve("config"),
                configuration(repository.objects().format().gitName()));
        Files.writeString(
                folder.resolve("objects/info/alternates"),
                repository.gitDir().resolve("objects").toRealPath() + "\n");
        Files.writeString(
                folder.resolve("info/attributes"), "* -text -eol -crlf -ident -filter -working-tree-encoding\n");
        hide(folder, List.of());
        commit(folder, repository, tree);
    }

    /// Lets the one commit be of this tree.
    static void commit(Path folder, Repository repository, ObjectId tree) throws IOException {
        var commit = repository
                .git("commit-tree", tree.hex())
                .input(MESSAGE.getBytes(StandardCharsets.UTF_8))
                .text();
        Files.createDirectories(folder.resolve("refs/heads"));
        Files.writeString(folder.resolve("refs/heads/main"), commit);
    }

    /// Lets the one commit be of this tree, on top of the user's commits, whose objects are borrowed.
    static void commit(Path folder, Repository repository, ObjectId tree, Lineage lineage) throws IOException {
        var words = new ArrayList<>(List.of("commit-tree", tree.hex()));
        lineage.tip().ifPresent(tip -> words.addAll(List.of("-p", tip.hex())));
        var commit = repository
                .git(words.toArray(String[]::new))
                .env("GIT_AUTHOR_DATE", lineage.date())
                .env("GIT_COMMITTER_DATE", lineage.date())
                .input(MESSAGE.getBytes(StandardCharsets.UTF_8))
                .text();
        Files.createDirectories(folder.resolve("refs/heads"));
        Files.writeString(folder.resolve("refs/heads/main"), commit);
        for (var file : Map.of("packed-refs", lineage.refs(), "shallow", lineage.shallow())
                .entrySet()) {
            if (!file.getValue().isEmpty()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
    }

    /// Keeps what is Wave's out of `git status`: `.wave`, and these paths.
    static void hide(Path folder, List<String> paths) throws IOException {
        var lines = new StringBuilder("/.wave/\n");
        for (var path : paths) {
            lines.append('/')
                    .append(path.replaceAll("([\\\\*?\\[\\]!# ])", "\\\\$1"))
                    .append('\n');
        }
        Files.createDirectories(folder.resolve("info"));
        Files.writeString(folder.resolve("info/exclude"), lines);
    }

    private static String configuration(String format) {
        var isSha1 = format.equals("sha1");
        return """
                [core]
                \trepositoryformatversion = %d
                \tfilemode = true
                \tbare = false
                \tlogallrefupdates = true
                \tautocrlf = false
                \tsafecrlf = false
                \thooksPath = /dev/null
                \tfsmonitor = false
                [gc]
                \tauto = 0
                [maintenance]
                \tauto = false
                [user]
                \tname = Wave
                \temail = wave@localhost
                [commit]
                \tgpgSign = false
                [log]
                \texcludeDecoration = refs/replace/*
                %s""".formatted(isSha1 ? 0 : 1, isSha1 ? "" : "[extensions]\n\tobjectFormat = " + format + "\n");
    }
}
