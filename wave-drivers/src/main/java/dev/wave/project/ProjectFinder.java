package dev.wave.project;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the project a person is in: the nearest folder, going up, that holds `wave.yaml` or `.wave/`.
public final class ProjectFinder {
    private final Optional<Path> home;

    /// @param home the user's home folder, if there is one. A `.wave` there is settings somebody keeps, not a
    /// project; a `wave.yaml` makes even the home folder one
    public ProjectFinder(Optional<Path> home) {
        this.home = home.map(ProjectFinder::absolute);
    }

    /// The project's root.
    public Optional<Path> find(Path start) {
        for (var folder = absolute(start); folder != null; folder = folder.getParent()) {
            if (isProject(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /// Anything called `wave.yaml` counts, so that one that cannot be read is reported, not passed by.
    private boolean isProject(Path folder) {
        var described = Files.exists(folder.resolve("wave.yaml"), LinkOption.NOFOLLOW_LINKS);
        var isHome = home.filter(folder::equals).isPresent();
        return described || (!isHome && Files.isDirectory(folder.resolve(".wave")));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
