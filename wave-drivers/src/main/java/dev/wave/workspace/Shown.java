package dev.wave.workspace;

import dev.wave.git.FileName;
import dev.wave.spi.Workspaces.Extra;
import dev.wave.spi.Workspaces.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a step is shown without it being part of its tree: extra files, and folders of the user's.
final class Shown {
    private static final String WAVE = ".wave/";

    private Shown() {}

    /// The paths, as names of bytes; nothing at or below them is captured.
    static Set<String> paths(Request request) {
        var paths = new LinkedHashSet<String>();
        request.include().forEach(extra -> paths.add(FileName.ofText(StepFolder.inside(extra.path()))));
        request.share().forEach(share -> paths.add(FileName.ofText(StepFolder.inside(share))));
        return paths;
    }

    /// Whether something is shown outside `.wave`: files, or commits in `.git`.
    static boolean needsLayer(Request request) {
        return changesFiles(request) || request.history().isPresent();
    }

    /// Whether files are among it.
    static boolean changesFiles(Request request) {
        return !request.share().isEmpty() || !outsideWave(request).isEmpty();
    }

    /// Makes the layer that holds the files, a place to mount each shared folder at, and what git has to know
    /// of both and of the commits.
    static Path layer(Repository repository, Request request, StepFolder folder) throws IOException {
        var layer = folder.folder("shown");
        write(outsideWave(request), layer);
        for (var share : request.share()) {
            Files.createDirectories(layer.resolve(StepFolder.inside(share)));
        }
        tellGit(repository, request, layer.resolve(".git"));
        return layer;
    }

    /// Writes the extra files that belong into `.wave`.
    static void writeWave(Request request, Path wave) throws IOException {
        for (var extra : request.include()) {
            var path = StepFolder.inside(extra.path());
            if (path.startsWith(WAVE)) {
                write(List.of(new Extra(path.substring(WAVE.length()), extra.text())), wave);
            }
        }
    }

    /// Writes the extra files that do not.
    static void writeOutsideWave(Request request, Path root) throws IOException {
        write(outsideWave(request), root);
    }

    /// Hides from git what is no part of the tree, and shows it the commits that the step wants to see.
    static void tellGit(Repository repository, Request request, Path ownGit) throws IOException {
        OwnGit.hide(ownGit, List.copyOf(paths(request)));
        if (request.history().isPresent()) {
            var lineage = repository.store().lineage(request.history().get());
            OwnGit.commit(ownGit, repository, repository.id(request.from()), lineage);
        }
    }

    /// The user's folder that is shared.
    ///
    /// @throws IOException if there is none
    static Path shared(Path project, String share) throws IOException {
        var folder = project.resolve(StepFolder.inside(share));
        if (!Files.isDirectory(folder)) {
            throw new IOException("share: the project has no folder '" + share + "'");
        }
        return folder.toRealPath();
    }

    private static List<Extra> outsideWave(Request request) {
        return request.include().stream()
                .filter(extra -> !StepFolder.inside(extra.path()).startsWith(WAVE))
                .toList();
    }

    private static void write(List<Extra> extras, Path folder) throws IOException {
        for (var extra : extras) {
            var file = folder.resolve(StepFolder.inside(extra.path()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, extra.text());
        }
    }
}
