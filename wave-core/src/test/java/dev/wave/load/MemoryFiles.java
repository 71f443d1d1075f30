package dev.wave.load;

import dev.wave.spi.ProjectFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A project's files in memory.
public final class MemoryFiles implements ProjectFiles {
    private final SequencedMap<String, Found> files = new LinkedHashMap<>();

    public MemoryFiles() {}

    /// A project with a `wave.yaml` and nothing else.
    public static MemoryFiles waveYaml(String text) {
        return new MemoryFiles().with("wave.yaml", text);
    }

    /// The same files and one more, or another text for one of them.
    public MemoryFiles with(String path, String text) {
        files.put(path, new Found.Text(text));
        return this;
    }

    public MemoryFiles unusable(String path, String reason) {
        files.put(path, new Found.Unusable(reason));
        return this;
    }

    @Override
    public Found read(String path) {
        return files.getOrDefault(path, new Found.Missing());
    }

    @Override
    public List<String> list(String folder) {
        return new TreeMap<>((Map<String, Found>) files)
                .keySet().stream()
                        .filter(path -> path.startsWith(folder + "/"))
                        .map(path -> path.substring(folder.length() + 1))
                        .filter(name -> !name.contains("/"))
                        .toList();
    }
}
