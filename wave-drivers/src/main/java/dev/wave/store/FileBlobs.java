package dev.wave.store;

import dev.wave.model.Digest;
import dev.wave.spi.Blobs;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Bytes in files named by their digest: `ab/cdef…` for `sha256:abcdef…`. A file of that name is whole and
/// durable.
///
/// Any number of processes may use one folder at once. Bytes that are not what their name says are moved to
/// `corrupt/`, reported, and count as missing; only [#remove] deletes anything.
public final class FileBlobs implements Blobs {
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");

    private final Path root;
    private final Consumer<String> notices;
    /// Digests this process knows to be durable.
    private final Set<Digest> durable = ConcurrentHashMap.newKeySet();

    /// @param notices told, in a sentence for people, about every corrupt blob
    public FileBlobs(Path root, Consumer<String> notices) {
        this.root = root;
        this.notices = notices;
    }

    @Override
    public Digest put(byte[] bytes) {
        var digest = Digest.of(bytes);
        if (!(durable.contains(digest) && Files.exists(file(digest)))) {
            try (var batch = batch()) {
                batch.put(bytes);
                batch.flush();
            }
        }
        return digest;
    }

    @Override
    public Digest put(InputStream bytes) {
        try (var batch = batch()) {
            var digest = batch.put(bytes);
            batch.flush();
            return digest;
        }
    }

    @Override
    public Optional<byte[]> read(Digest digest) {
        var file = file(digest);
        try (var in = new FileInputStream(file.toFile())) {
            var bytes = in.readAllBytes();
            if (Digest.of(bytes).equals(digest)) {
                return Optional.of(bytes);
            }
            quarantine(digest);
            return Optional.empty();
        } catch (FileNotFoundException e) {
            return missing(file, e);
        } catch (IOException e) {
            throw DurableFiles.failed("cannot read " + digest, file, e);
        }
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        var file = file(digest);
        try {
            var in = new FileInputStream(file.toFile());
            return Optional.of(new VerifiedStream(in, Files.size(file), digest, () -> quarantine(digest)));
        } catch (FileNotFoundException e) {
            return missing(file, e);
        } catch (IOException e) {
            throw DurableFiles.failed("cannot read " + digest, file, e);
        }
    }

    /// Whether there is a blob of that name; whether it is intact is only known once it is read.
    public boolean has(Digest digest) {
        return Files.isRegularFile(file(digest));
    }

    /// The length of a blob's file, if it is there.
    public Optional<Long> size(Digest digest) {
        var file = file(digest);
        return Files.isRegularFile(file) ? Optional.of(file.toFile().length()) : Optional.empty();
    }

    /// Begins to store several blobs that become durable together, for little more than the price of one.
    public BlobBatch batch() {
        return new BlobBatch(this, root);
    }

    /// Reads every blob, and moves the corrupt ones out of the way.
    public Check check() {
        var intact = 0;
        var bytes = 0L;
        var corrupt = new ArrayList<Digest>();
        for (var digest : list()) {
            try (var in = open(digest).orElse(InputStream.nullInputStream())) {
                bytes += in.transferTo(OutputStream.nullOutputStream());
                intact++;
            } catch (VerifiedStream.CorruptException _) {
                corrupt.add(digest);
            } catch (IOException e) {
                throw DurableFiles.failed("cannot read " + digest, file(digest), e);
            }
        }
        return new Check(intact, bytes, corrupt);
    }

    /// What [#check] found.
    ///
    /// @param bytes of the intact blobs
    public record Check(int intact, long bytes, List<Digest> corrupt) {
        public Check {
            corrupt = List.copyOf(corrupt);
        }
    }

    /// The names of all blobs, sorted.
    public List<Digest> list() {
        var found = new ArrayList<Digest>();
        for (var folder : names(root)) {
            if (FOLDER.matcher(folder).matches()) {
                for (var name : names(root.resolve(folder))) {
                    if (Digest.isValid("sha256:" + folder + name)) {
                        found.add(new Digest("sha256:" + folder + name));
                    }
                }
            }
        }
        return found;
    }

    /// Deletes a blob. The caller has the store alone and knows that nobody needs it.
    public void remove(Digest digest) {
        try {
            durable.remove(digest);
            Files.deleteIfExists(file(digest));
        } catch (IOException e) {
            throw DurableFiles.failed("cannot remove " + digest, file(digest), e);
        }
    }

    /// Removes what processes that died left unfinished.
    public void sweep() {
        for (var name : names(root.resolve("tmp"))) {
            if (Owner.ofTemporary(name)
                    .filter(owner -> owner.life() == Owner.Life.DEAD)
                    .isPresent()) {
                try {
                    Files.deleteIfExists(root.resolve("tmp").resolve(name));
                } catch (IOException e) {
                    throw DurableFiles.failed("cannot remove a temporary file", root.resolve("tmp"), e);
                }
            }
        }
    }

    private static List<String> names(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw DurableFiles.failed("cannot list " + folder, folder, e);
        }
    }

    /// Where a blob's file is, if it is there.
    public Path file(Digest digest) {
        var hex = digest.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
    }

    /// `FileInputStream` says "not found" for anything it cannot open.
    private <T> Optional<T> missing(Path file, FileNotFoundException e) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException _) {
            if (Files.isRegularFile(root)) {
                throw DurableFiles.failed("cannot read the blob " + file, root, e);
            }
            return Optional.empty();
        } catch (IOException reason) {
            throw DurableFiles.failed("cannot read the blob " + file, file, reason);
        }
        throw DurableFiles.failed("cannot read the blob " + file, file, e);
    }

    /// Whether the blob is there with the right bytes. Corrupt ones are moved out of the way.
    boolean isIntact(Digest digest) {
        if (durable.contains(digest)) {
            return Files.exists(file(digest));
        }
        try {
            if (!Files.exists(file(digest)) || isIntact(file(digest), digest)) {
                return Files.exists(file(digest));
            }
        } catch (IOException e) {
            throw DurableFiles.failed("cannot read " + digest, file(digest), e);
        }
        quarantine(digest);
        return false;
    }

    void isDurable(Digest digest) {
        durable.add(digest);
    }

    /// Moves a corrupt blob out of the way. Another process may have done so, and stored the right bytes
    /// since.
    public void quarantine(Digest digest) {
        durable.remove(digest);
        var aside = root.resolve("corrupt").resolve(digest.hex() + "." + DurableFiles.temporaryName());
        try {
            Files.createDirectories(root.resolve("corrupt"));
            Files.move(file(digest), aside, StandardCopyOption.ATOMIC_MOVE);
            if (isReadable(aside, digest)) {
                Files.move(aside, file(digest), StandardCopyOption.ATOMIC_MOVE);
            } else {
                notices.accept("the stored bytes of " + digest + " were corrupt; they are kept as " + aside
                        + " and are not used");
            }
        } catch (NoSuchFileException _) {
            return; // another process did it
        } catch (IOException e) {
            throw DurableFiles.failed("cannot move the corrupt blob " + digest + " away", aside, e);
        }
    }

    private static boolean isReadable(Path file, Digest digest) {
        try {
            return isIntact(file, digest);
        } catch (IOException _) {
            return false;
        }
    }

    /// Whether the file holds the bytes that the digest names.
    public static boolean isIntact(Path file, Digest digest) throws IOException {
        try (var in = new VerifiedStream(new FileInputStream(file.toFile()), Files.size(file), digest, () -> {})) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (VerifiedStream.CorruptException _) {
            return false;
        }
    }
}
