package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Place;
import dev.wave.spi.ProjectFiles;
import java.util.List;
import java.util.Optional;

/// The project's files, none larger than [YamlReader#MAX_BYTES].
final class TextFiles implements ProjectFiles {
    private final ProjectFiles files;
    private final Problems problems;

    TextFiles(ProjectFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /// The text of a file, without a byte order mark; empty if there is none, or it is unusable, which is
    /// reported.
    Optional<String> text(String path) {
        return switch (read(path)) {
            case Found.Text(var text) -> Optional.of(text);
            case Found.Missing _ -> Optional.empty();
            case Found.Unusable(var reason) -> {
                problems.add(Code.E_FILE, Place.startOf(path), "the file cannot be used: " + reason);
                yield Optional.empty();
            }
        };
    }

    @Override
    public Found read(String path) {
        var found = files.read(path);
        if (!(found instanceof Found.Text(var text))) {
            return found;
        }
        if (isLarger(text, YamlReader.MAX_BYTES)) {
            return new Found.Unusable("it is larger than " + YamlReader.MAX_BYTES / 1024 / 1024 + " MB");
        }
        return new Found.Text(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    @Override
    public List<String> list(String folder) {
        return files.list(folder);
    }

    private static boolean isLarger(String text, int bytes) {
        if (text.length() > bytes / 3) {
            var size = text.chars().mapToLong(c -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3);
            return size.sum() > bytes;
        }
        return false;
    }
}
