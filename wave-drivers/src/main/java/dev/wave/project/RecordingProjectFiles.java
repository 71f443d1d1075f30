package dev.wave.project;

import dev.wave.spi.ProjectFiles;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// Remembers everything that is read and listed, and answers the same for as long as it lives.
public final class RecordingProjectFiles implements ProjectFiles {
    private final ProjectFiles files;
    // Sorted, not in the order of asking: the same files give the same bytes whatever order they are read in.
    private final ConcurrentSkipListMap<String, Found> read = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, List<String>> listed = new ConcurrentSkipListMap<>();

    public RecordingProjectFiles(ProjectFiles files) {
        this.files = files;
    }

    @Override
    public Found read(String path) {
        return read.computeIfAbsent(path, files::read);
    }

    @Override
    public List<String> list(String folder) {
        return listed.computeIfAbsent(folder, files::list);
    }

    /// What was read so far.
    public FrozenProjectFiles frozen() {
        return new FrozenProjectFiles(read, listed);
    }
}
