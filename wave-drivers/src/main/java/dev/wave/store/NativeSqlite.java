package dev.wave.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.OSInfo;

/// SQLite's native library, unpacked once per version. Left to itself sqlite-jdbc unpacks it into the
/// temporary folder at each start: 90 ms, and a file left behind by every killed process.
final class NativeSqlite {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";

    private NativeSqlite() {}

    /// Makes sqlite-jdbc load the library from `cache`. Whatever goes wrong, it falls back to its own way,
    /// and that works as well: a cache is never a reason to fail.
    static synchronized void use(Path cache) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        var library = library();
        var folder = folder(cache);
        try {
            if (!Files.isRegularFile(folder.resolve(library))) {
                unpack(library, folder);
            }
        } catch (IOException _) {
            return;
        }
        System.setProperty(NAME, library);
        System.setProperty(FOLDER, folder.toString());
        // Where the loader looks for leftovers of its own: a small folder instead of all of /tmp.
        System.setProperty("org.sqlite.tmpdir", folder.toString());
    }

    /// Whether loading it writes nothing.
    static boolean isUnpacked(Path cache) {
        return System.getProperty(FOLDER) != null
                || Files.isRegularFile(folder(cache).resolve(library()));
    }

    private static String library() {
        return System.mapLibraryName("sqlitejdbc");
    }

    private static Path folder(Path cache) {
        return cache.resolve("native").resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + machine());
    }

    private static void unpack(String library, Path folder) throws IOException {
        var resource = "native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + library;
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("sqlite-jdbc has no " + resource);
            }
            Files.createDirectories(folder);
            DurableFiles.replace(
                    folder.resolve(library), in.readAllBytes(), PosixFilePermissions.fromString("rw-------"));
        }
    }

    /// A home folder may be shared by machines of several kinds.
    private static String machine() {
        var libc = Files.exists(Path.of("/etc/alpine-release")) ? "-musl" : "";
        return (System.getProperty("os.name") + "-" + System.getProperty("os.arch") + libc)
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
    }
}
