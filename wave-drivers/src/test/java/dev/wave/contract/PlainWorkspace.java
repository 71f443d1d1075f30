package dev.wave.contract;

import dev.wave.run.Level;
import dev.wave.spi.Needs;
import dev.wave.spi.Site;
import dev.wave.spi.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A directory without a sandbox; a copy of it is a copy.
record PlainWorkspace(Path root, String tag) implements Workspaces.Workspace {

    @Override
    public Site site() {
        return new Site() {
            @Override
            public Launch launch(List<String> command, String dir, Needs needs) {
                return new Launch(command, root.resolve(dir).normalize());
            }

            @Override
            public String inside() {
                return root.toString();
            }

            @Override
            public Level level() {
                return Level.OPEN;
            }

            @Override
            public String tag() {
                return tag;
            }
        };
    }

    @Override
    public Path in() {
        return root.resolve(".wave/in");
    }

    @Override
    public Path out() {
        return root.resolve(".wave/out");
    }

    @Override
    public Path previous() {
        return root.resolve(".wave/previous");
    }

    @Override
    public Workspaces.Captured capture(List<String> declared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Path> file(String workspacePath) {
        return Optional.of(root.resolve(workspacePath));
    }

    @Override
    public Workspaces.Workspace copy(String name) {
        var copy = root.resolveSibling(root.getFileName() + "-" + name);
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(root.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PlainWorkspace(copy, tag);
    }

    @Override
    public Path keep() {
        return root;
    }

    @Override
    public void close() {
        try {
            new ProcessBuilder("rm", "-rf", root.toString()).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
