package dev.wave.workspace;

import dev.wave.git.FileName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which new paths of a workspace are ignored, by the `.gitignore` files the step saw and wrote.
///
/// git itself answers (`git check-ignore --no-index`), in a folder that holds nothing but those files: it
/// never sees the workspace, its configuration or its links. One process, started with the first question.
final class IgnoreRules implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final long LARGEST = 1 << 20;

    private final Repository repository;
    private final Path scratch;
    private final Lookup lookup;
    private final Set<String> copied = new HashSet<>();
    private Optional<Session> session = Optional.empty();

    /// Finds a file of the workspace by its path.
    interface Lookup {
        Optional<Path> find(String path) throws IOException;
    }

    /// @param scratch an absent folder for the copied `.gitignore` files, removed at the end
    IgnoreRules(Repository repository, Path scratch, Lookup lookup) {
        this.repository = repository;
        this.scratch = scratch;
        this.lookup = lookup;
    }

    private record Session(Process process, OutputStream questions, InputStream answers) {}

    /// Those of the paths that are ignored; a folder's path ends with `/`. All lie in one folder.
    Set<String> ignored(List<String> paths) throws IOException {
        var ignored = new LinkedHashSet<String>();
        for (int from = 0; from < paths.size(); from += AT_ONCE) {
            ask(paths.subList(from, Math.min(paths.size(), from + AT_ONCE)), ignored);
        }
        return ignored;
    }

    private void ask(List<String> paths, Set<String> ignored) throws IOException {
        copyRules(paths.getFirst());
        var git = session();
        for (var path : paths) {
            git.questions().write(FileName.bytes("./" + path));
            git.questions().write(0);
        }
        git.questions().flush();
        for (var path : paths) {
            field(git.answers());
            field(git.answers());
            var pattern = field(git.answers());
            field(git.answers());
            if (!pattern.isEmpty() && !pattern.startsWith("!")) {
                ignored.add(path);
            }
        }
    }

    /// Copies the `.gitignore` files of the folders above the path.
    private void copyRules(String path) throws IOException {
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            var folder = slash == 0 ? "" : path.substring(0, slash) + "/";
            if (!copied.add(folder)) {
                continue;
            }
            var rules = lookup.find(folder + ".gitignore");
            if (rules.isPresent()
                    && Files.isRegularFile(rules.get(), LinkOption.NOFOLLOW_LINKS)
                    && Files.size(rules.get()) <= LARGEST) {
                var copy = FileName.in(scratch, folder + ".gitignore");
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(rules.get()));
            }
        }
    }

    private Session session() throws IOException {
        if (session.isEmpty()) {
            Files.createDirectories(scratch);
            var process = repository
                    .git("check-ignore", "--no-index", "-z", "-v", "-n", "--stdin")
                    .env("GIT_WORK_TREE", scratch)
                    .in(scratch)
                    .start();
            session = Optional.of(new Session(
                    process, new BufferedOutputStream(process.getOutputStream()), process.getInputStream()));
        }
        return session.get();
    }

    private static String field(InputStream answers) throws IOException {
        var bytes = new ArrayList<Byte>();
        for (int b = answers.read(); b != 0; b = answers.read()) {
            if (b < 0) {
                throw new IOException("git check-ignore ended early");
            }
            bytes.add((byte) b);
        }
        var field = new byte[bytes.size()];
        for (int i = 0; i < field.length; i++) {
            field[i] = bytes.get(i);
        }
        return FileName.of(field);
    }

    @Override
    public void close() throws IOException {
        if (session.isPresent()) {
            session.get().questions().close();
            session.get().process().destroy();
        }
        Trash.delete(scratch);
    }
}
