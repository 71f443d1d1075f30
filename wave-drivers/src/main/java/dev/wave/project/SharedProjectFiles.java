package dev.wave.project;

import dev.wave.load.ProjectReader;
import dev.wave.spi.ProjectFiles;
import java.util.List;

/// A project's files as everybody has them: without this machine's overrides.
public record SharedProjectFiles(ProjectFiles files) implements ProjectFiles {

    @Override
    public Found read(String path) {
        return path.equals(ProjectReader.LOCAL_YAML) ? new Found.Missing() : files.read(path);
    }

    @Override
    public List<String> list(String folder) {
        return files.list(folder);
    }
}
