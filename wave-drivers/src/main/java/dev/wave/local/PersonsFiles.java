package dev.wave.local;

import dev.wave.git.FolderSnapshot;
import dev.wave.model.TreeId;
import dev.wave.redaction.Redaction;
import dev.wave.run.Violation;
import dev.wave.spi.Workspaces.Captured;
import dev.wave.workspace.KeptFolder;
import dev.wave.workspace.SecretSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a person hands in as the work of a step.
public interface PersonsFiles {

    /// The folder that outputs are in; it need not be there.
    Path out();

    /// Takes the files as a tree. Nothing is stored of what holds a secret.
    ///
    /// @param start the tree that the step started from
    /// @param writable whether the step may change it; the tree is not looked at otherwise
    /// @param unseen paths that the step's programs are shown otherwise than the tree has them
    /// @param declared paths taken even if ignored
    Captured take(TreeId start, boolean writable, List<String> unseen, List<String> declared, Redaction redaction);

    /// All files of any folder, as they should be, with the outputs in `.wave/out`.
    static PersonsFiles in(Path folder, FolderSnapshot snapshot) {
        return new PersonsFiles() {
            @Override
            public Path out() {
                return folder.resolve(".wave/out");
            }

            @Override
            public Captured take(
                    TreeId start, boolean writable, List<String> unseen, List<String> declared, Redaction redaction) {
                var secrets = new ArrayList<Violation>();
                try {
                    if (writable) {
                        var changes = snapshot.changes(folder, start);
                        SecretSearch.in(redaction, folder, changes).ifPresent(secrets::add);
                    }
                    if (Files.isDirectory(out(), LinkOption.NOFOLLOW_LINKS)) {
                        SecretSearch.in(redaction, out()).ifPresent(secrets::add);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("the files in " + folder + " cannot be read", e);
                }
                var tree = writable && secrets.isEmpty() ? snapshot.of(folder, start) : start;
                return new Captured(tree, List.of(), List.of(), List.of(), secrets);
            }
        };
    }

    /// A workspace that a failed attempt left, whatever has been done in it since.
    static PersonsFiles in(KeptFolder kept) {
        return new PersonsFiles() {
            @Override
            public Path out() {
                return kept.out();
            }

            @Override
            public Captured take(
                    TreeId start, boolean writable, List<String> unseen, List<String> declared, Redaction redaction) {
                return writable ? kept.capture(unseen, declared) : new Captured(start, List.of(), List.of(), List.of());
            }
        };
    }
}
