package dev.wave.project;

import dev.wave.spi.ProjectFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// The files below a folder. Links are followed as long as they stay inside; only regular files are opened,
/// so nothing here ever waits for a pipe or a device.
public final class DiskProjectFiles implements ProjectFiles {

    /// Larger files are not read (LANGUAGE §1).
    public static final long LIMIT = 4L << 20;

    private final Path root;

    public DiskProjectFiles(Path root) {
        this.root = root;
    }

    @Override
    public Found read(String path) {
        try {
            return switch (resolve(path)) {
                case Resolved.Outside _ -> new Found.Unusable("it is outside the project");
                case Resolved.Inside(var file) -> text(file);
            };
        } catch (IOException e) {
            return unusable(path, e);
        }
    }

    @Override
    public List<String> list(String folder) {
        try {
            if (!(resolve(folder) instanceof Resolved.Inside(var directory))) {
                return List.of();
            }
            try (var entries = Files.list(directory)) {
                return entries.filter(Files::isRegularFile)
                        .map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
            }
        } catch (IOException _) {
            return List.of();
        }
    }

    private Resolved resolve(String path) throws IOException {
        try {
            var relative = Path.of(path);
            var top = root.toRealPath();
            if (relative.isAbsolute() || !top.resolve(relative).normalize().startsWith(top)) {
                return new Resolved.Outside();
            }
            var real = top.resolve(relative).toRealPath();
            return real.startsWith(top) ? new Resolved.Inside(real) : new Resolved.Outside();
        } catch (InvalidPathException _) {
            throw new NoSuchFileException(path);
        }
    }

    private static Found text(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return new Found.Unusable("it is a folder");
        }
        if (!attributes.isRegularFile()) {
            return new Found.Unusable("it is not a regular file");
        }
        if (attributes.size() > LIMIT) {
            return tooLarge(attributes.size());
        }
        // It may grow meanwhile, and files of /proc claim to be empty.
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes((int) LIMIT + 1);
            return bytes.length > LIMIT ? tooLarge(bytes.length) : decoded(bytes);
        }
    }

    private static Found tooLarge(long size) {
        return new Found.Unusable("it has " + (size >> 10) + " KB; the limit is " + (LIMIT >> 10) + " KB");
    }

    private static Found decoded(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return new Found.Text(decoder.decode(in).toString());
        } catch (CharacterCodingException _) {
            var line = 1;
            for (var i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            return new Found.Unusable("it is not UTF-8: byte " + in.position() + ", in line " + line + "; "
                    + guess(bytes) + ": have your editor save it as UTF-8");
        }
    }

    /// What a file that is not UTF-8 probably is.
    private static String guess(byte[] bytes) {
        var first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        for (var i = 0; i < bytes.length; i++) {
            if (first == 0xfffe || first == 0xfeff || bytes[i] == 0) {
                return "it looks like UTF-16 or UTF-32";
            }
        }
        return "it looks like Latin-1 or Windows-1252";
    }

    private Found unusable(String path, IOException e) {
        return switch (e) {
            case NoSuchFileException _, NotDirectoryException _ ->
                isLink(path) ? new Found.Unusable("it is a symbolic link to nothing") : new Found.Missing();
            case AccessDeniedException _ -> new Found.Unusable("no permission to read it");
            case FileSystemLoopException _ -> new Found.Unusable("its symbolic links go round in a circle");
            case FileSystemException system -> fromReason(system);
            default -> new Found.Unusable("it cannot be read: " + e.getMessage());
        };
    }

    private static Found fromReason(FileSystemException e) {
        var reason = Optional.ofNullable(e.getReason()).orElse("input/output error");
        if (reason.contains("Not a directory") || reason.contains("File name too long")) {
            return new Found.Missing();
        }
        if (reason.contains("Too many levels of symbolic links")) {
            return new Found.Unusable("its symbolic links go round in a circle");
        }
        return new Found.Unusable("it cannot be read: " + reason);
    }

    private boolean isLink(String path) {
        try {
            return Files.isSymbolicLink(root.resolve(path));
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private sealed interface Resolved {
        record Inside(Path file) implements Resolved {}

        record Outside() implements Resolved {}
    }
}
