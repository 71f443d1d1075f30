package dev.wave.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/// The folder of one attempt on the host: `step/NAME`.
///
/// `wave/{in,out,previous}` is what appears as `.wave` (where `wave/out` is only the place to mount `out` at);
/// `up` and `wk` are an overlay's; `checkout` is one of the pool. `owner` says which process works in it,
/// `from` which tree it held at first, `throwaway` that nobody wants to see it if that process dies, `kept`
/// that a person may want to.
record StepFolder(Place place, Path path) {
    private static final String UNFINISHED = ".";
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    /// Makes it, of no worth until [#markWanted]. It appears with its owner, or another process would take it
    /// for left behind.
    static StepFolder make(Place place, String name, Owner owner) throws IOException {
        var making = Files.createDirectory(place.step().resolve(UNFINISHED + UUID.randomUUID()));
        Files.writeString(making.resolve("owner"), owner.name());
        Files.writeString(making.resolve("throwaway"), "");
        return new StepFolder(place, named(making, place.step(), folderName(name)));
    }

    /// Makes another one for a copy of it, whose name begins with this one's.
    StepFolder besides(String name, Owner owner) throws IOException {
        return make(place, path.getFileName() + "-" + name, owner);
    }

    /// Gives it this name, with a number if there is one already.
    private static Path named(Path making, Path parent, String name) throws IOException {
        for (var i = 1; ; i++) {
            var path = parent.resolve(i == 1 ? name : name + "-" + i);
            try {
                return Files.move(making, path, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
                // the next number, then
            } catch (FileSystemException e) {
                if (!Files.exists(path)) {
                    throw e;
                }
            }
        }
    }

    /// The name itself where a shell and a mount option take it as it is; else made so, with a digest of the
    /// whole.
    private static String folderName(String name) {
        if (SAFE.matcher(name).matches()) {
            return name;
        }
        var plain = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+", "");
        return "%s-%s".formatted(plain.substring(0, Math.min(60, plain.length())), digest(name));
    }

    static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text), 0, 6);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The name of its control groups: of no other folder on this machine.
    String group() {
        return digest(path.toString());
    }

    /// A folder or file in it, not made yet.
    Path at(String name) {
        return path.resolve(name);
    }

    /// The same, as mount options name it.
    String option(String name) {
        return place.option("step/" + path.getFileName() + "/" + name);
    }

    /// Makes a folder in it.
    Path folder(String name) throws IOException {
        return Files.createDirectories(at(name));
    }

    /// Whether the process that works in it lives. One that is just going away is in use, too.
    boolean isInUse() throws IOException {
        try {
            return Owner.isAlive(place.owner(), Files.readString(at("owner")));
        } catch (NoSuchFileException _) {
            return !Files.exists(path);
        }
    }

    /// Whether the path is that of one, not of one that is just being made.
    static boolean is(Path path) {
        return !path.getFileName().toString().startsWith(UNFINISHED);
    }

    /// Says that nobody wants to see it: it is done with.
    void markThrowaway() throws IOException {
        Files.writeString(at("throwaway"), "");
    }

    /// Says that a person may want to see it.
    void markWanted() throws IOException {
        Files.deleteIfExists(at("throwaway"));
    }

    boolean isThrowaway() {
        return Files.exists(at("throwaway"));
    }

    boolean isKept() {
        return Files.exists(at("kept"));
    }

    void keep() throws IOException {
        Files.writeString(at("kept"), "");
    }

    /// A path below a workspace, checked: relative, and not leaving it.
    static String inside(String path) {
        var plain = Path.of(path).normalize();
        if (path.isEmpty() || plain.isAbsolute() || plain.startsWith("..")) {
            throw new IllegalArgumentException("not a path in a workspace: '" + path + "'");
        }
        return plain.toString();
    }
}
