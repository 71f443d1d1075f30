package dev.wave.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.sqlite.jdbc4.JDBC4Connection;

/// A small project whose stored state is damaged, one file at a time, each time from a good copy; and what
/// Wave then makes of it. Also a program, to be started as a user without rights.
final class DamagedState {

    /// What happens to a file.
    enum Damage {
        EMPTIED,
        CUT,
        FLIPPED,
        DELETED,
        /// Nobody may read it. Means nothing to root.
        UNREADABLE,
        /// Nobody may write it. Means nothing to root.
        UNWRITABLE;

        void to(Path file) throws IOException {
            var bytes = Files.readAllBytes(file);
            file.toFile().setWritable(true);
            switch (this) {
                case EMPTIED -> Files.write(file, new byte[0]);
                case CUT -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                case FLIPPED -> {
                    if (bytes.length > 0) {
                        bytes[bytes.length / 2] ^= 0x55;
                    }
                    Files.write(file, bytes);
                }
                case DELETED -> Files.delete(file);
                case UNREADABLE -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
                case UNWRITABLE -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
            }
        }
    }

    private static final String STATE = ".git/wave";

    private final Path temp;
    private final WaveInProcess person;
    private final Path good;
    private final Map<String, String> expected;

    DamagedState(Path temp) throws IOException, InterruptedException {
        this.temp = temp;
        person = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("agent.sh", """
                        cat > /dev/null
                        case $WAVE_STEP in
                        look) echo "a report" > "$WAVE_OUT/report.txt" ;;
                        change) echo changed > made.txt; mkdir src; echo x > src/x.txt; echo made > "$WAVE_OUT/note.txt" ;;
                        esac
                        """)
                .file("wave.yaml", """
                        default_adapter: demo
                        adapters: {demo: {type: command, command: [sh, ./agent.sh]}}
                        pipeline:
                          name: small
                          steps:
                            - {id: look, persona: navigator, task: Look, deliverables: [{name: report, format: text}]}
                            - {id: change, persona: craftsman, task: Change, dependencies: [look], artifacts: [{name: note, format: text}]}
                            - {id: count, run: "wc -c < made.txt > .wave/out/size.txt", dependencies: [change], deliverables: [{name: size, format: text}]}
                        """)
                .committed();
        must(person.wave("run"));
        good = temp.resolve("good");
        try (var open = new JDBC4Connection("jdbc:sqlite:" + database(), database(), new Properties());
                var reading = open.createStatement()) {
            reading.execute("begin");
            reading.executeQuery("select count(*) from event").close(); // keeps what comes now out of the file itself
            must(person.wave("run"));
            expected = came();
            copy(person.root(), good);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private String database() {
        return person.root().resolve(STATE).resolve("state.db").toString();
    }

    private static void must(WaveInProcess.Said said) {
        if (said.code() != 0) {
            throw new AssertionError(said.all());
        }
    }

    /// Every file of the state, by its path in it, sorted.
    List<String> files() throws IOException {
        try (var files = Files.walk(good.resolve(STATE))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> good.resolve(STATE).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /// What is wrong with how Wave took each damage of each file.
    List<String> faults(List<Damage> damages, List<String> files) throws IOException, InterruptedException {
        var faults = new ArrayList<String>();
        for (var file : files) {
            for (var damage : damages) {
                for (var fault : faults(damage, file)) {
                    faults.add(damage + " " + file + ": " + fault);
                }
            }
        }
        return faults;
    }

    private List<String> faults(Damage damage, String file) throws IOException, InterruptedException {
        restore();
        damage.to(person.root().resolve(STATE).resolve(file));
        var faults = new ArrayList<String>();
        var said = person.wave("run");
        faults.addAll(spoken(said));
        if (said.code() == 0 && !came().equals(expected)) {
            faults.add("other bytes than before: " + came() + "\n" + said.all());
        }
        faults.addAll(lost(file));
        return faults;
    }

    /// A failure is a sentence that names something, and never a look into the program.
    static List<String> spoken(WaveInProcess.Said said) {
        var faults = new ArrayList<String>();
        if (said.code() == 70 || said.all().contains("\tat ") || said.all().contains("Exception")) {
            faults.add("a bug shows: " + said.all());
        } else if (said.code() != 0 && said.all().isBlank()) {
            faults.add("refused without a word");
        }
        return faults;
    }

    /// Blobs and objects that were good and are there no longer.
    private List<String> lost(String damaged) throws IOException {
        var lost = new ArrayList<String>();
        for (var file : files()) {
            var content = file.startsWith("blobs/") || file.startsWith("git/objects/");
            if (content && !file.equals(damaged)) {
                var now = person.root().resolve(STATE).resolve(file);
                if (!Files.isRegularFile(now)
                        || Files.mismatch(now, good.resolve(STATE).resolve(file)) >= 0) {
                    lost.add("it cost " + file);
                }
            }
        }
        return lost;
    }

    /// What the newest run handed over, byte by byte, and what it changed.
    private Map<String, String> came() throws IOException, InterruptedException {
        var folder = temp.resolve("exported");
        remove(folder);
        var came = new HashMap<String, String>();
        came.put(
                "export",
                Integer.toString(
                        person.wave("artifacts", "--export", folder.toString()).code()));
        came.put("diff", person.wave("diff").out());
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    came.put(folder.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return came;
    }

    private void restore() throws IOException {
        remove(person.root());
        copy(good, person.root());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void main(String[] arguments) throws Exception {
        try {
            var state = new DamagedState(Path.of(arguments[0]));
            state.faults(List.of(Damage.UNREADABLE, Damage.UNWRITABLE), state.files())
                    .forEach(System.out::println);
            System.out.println("tried " + state.files().size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
