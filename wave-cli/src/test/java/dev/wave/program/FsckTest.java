package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.store.Migrations;
import dev.wave.store.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a store whose files are not what they were.
class FsckTest {
    private static final String PROJECT = """
            steps:
              - {id: write, run: "mkdir -p a; echo hello > a/hello.txt; cp a/hello.txt .wave/out/greeting", artifacts: [greeting]}
              - {id: shout, dependencies: [write], inputs: [greeting], artifacts: [loud],
                 run: "tr a-z A-Z < .wave/in/greeting > .wave/out/loud"}
            """;

    @TempDir
    Path temp;

    private WaveInProcess wave;
    private String artifacts;

    @BeforeEach
    void ran() throws InterruptedException {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        wave.file("wave.yaml", PROJECT).file("src/old.txt", "old");
        wave.committed();
        assertThat(wave.wave("run").code()).isZero();
        artifacts = artifacts();
    }

    @Test
    void an_intact_store_is_said_to_be() throws Exception {
        var looked = wave.wave("fsck");

        assertThat(looked.code()).as(looked.all()).isZero();
        assertThat(looked.err()).isEqualTo("wave: everything that is stored is as it was written\n");
        assertThat(wave.wave("fsck", "--format=json").out()).isEqualTo("{\"v\":1,\"flaws\":[]}\n");
    }

    @Test
    void a_damaged_blob_is_named_with_who_needs_it_and_stays_where_it_is() throws Exception {
        var greeting = blob("hello");
        replace(greeting, "jello\n".getBytes(StandardCharsets.UTF_8));

        var looked = wave.wave("fsck");

        assertThat(looked.code()).isEqualTo(1);
        assertThat(looked.out()).startsWith("damaged  " + greeting + "\n  the artifact greeting of write of run ");
        assertThat(greeting).hasContent("jello");
    }

    /// Truncated, changed, gone, and no file at all: each file of the store, one after the other.
    @Test
    void every_file_is_looked_at_and_after_a_repair_the_work_is_done_again() throws Exception {
        var missed = new LinkedHashSet<Path>();
        for (var file : files()) {
            var bytes = Files.readAllBytes(file);
            for (var harm : List.of("truncated", "flipped", "deleted", "folder")) {
                Files.delete(file);
                switch (harm) {
                    case "truncated" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                    case "flipped" -> Files.write(file, flipped(bytes));
                    case "folder" -> Files.createDirectory(file);
                    default -> {}
                }
                var what = harm + " " + file;

                var looked = wave.wave("fsck");
                if (looked.code() == 0) {
                    missed.add(file);
                    if (!harm.equals("deleted")) { // what is deleted nobody needs, then; else it was mended on the way
                        assertThat(file).as(what).hasBinaryContent(bytes);
                    }
                } else {
                    assertThat(looked.out()).as(what).contains(harm.equals("deleted") ? "missing" : file.toString());
                }
                wave.wave("fsck", "--repair");
                var again = wave.wave("run");
                assertThat(again.code()).as(what + "\n" + again.all()).isZero();
                assertThat(artifacts()).as(what).isEqualTo(artifacts);
                if (!Files.exists(file)) {
                    Files.write(file, bytes); // a base or a run that is gone for good
                }
            }
        }
        assertThat(missed)
                .hasSizeLessThan(files().size() / 2)
                .noneMatch(file -> file.toString().contains("/blobs/"));
    }

    /// Each way in which the database cannot be opened. The rest is looked at all the same.
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "half", "folder", "torn"})
    void a_database_that_cannot_be_used_is_reported_with_everything_else(String harm) throws Exception {
        var database = wave.root().resolve(".git/wave/state.db");
        var bytes = Files.readAllBytes(database);
        Files.delete(database);
        for (var beside : List.of("-wal", "-shm")) {
            Files.deleteIfExists(Path.of(database + beside));
        }
        switch (harm) {
            case "garbage" -> Files.writeString(database, "no database at all\n".repeat(1000));
            case "half" -> Files.write(database, Arrays.copyOf(bytes, bytes.length / 2));
            case "folder" -> Files.createDirectory(database);
            default -> {
                Arrays.fill(bytes, 4096, bytes.length, (byte) 7); // all but the first page
                Files.write(database, bytes);
            }
        }
        var greeting = blob("hello");
        replace(greeting, "jello\n".getBytes(StandardCharsets.UTF_8));

        var looked = wave.wave("fsck");

        assertThat(looked.code()).as(looked.all()).isEqualTo(1);
        assertThat(looked.err()).isEmpty();
        assertThat(looked.out())
                .contains(
                        "\n  the database: ",
                        "move it away",
                        "damaged  " + greeting + "\n  what it is only the database");
        assertThat(looked.out().lines().findFirst().orElseThrow()).matches("(damaged|unreadable)  .*state.db");
        assertThat(wave.wave("fsck", "--repair").err()).contains("nothing was set aside");
        assertThat(greeting).hasContent("jello");
        assertThat(wave.wave("fsck", "--format=json").out()).startsWith("{\"v\":1,\"flaws\":[{\"kind\":");
    }

    @Test
    void a_changed_record_of_a_run_is_named() throws Exception {
        try (var database = SqliteDatabase.open(
                wave.root().resolve(".git/wave/state.db"),
                Migrations.STATE,
                SqliteDatabase.Durability.PROCESS_CRASH,
                temp.resolve("cache/wave"))) {
            database.write(
                    session -> session.update("update event set body = replace(body, 'write', 'wrote') where seq = 3"));
        }

        var looked = wave.wave("fsck");

        assertThat(looked.code()).isEqualTo(1);
        assertThat(looked.out()).contains("the journal of run ", " is damaged at record 3");
        assertThat(wave.wave("run").out()).contains("nothing ran: 2 steps reused");
    }

    private String artifacts() throws InterruptedException {
        return wave.wave("artifacts", "--format", "json").out().replaceAll("\"run\":\"[0-9a-f]+\",", "");
    }

    private Path blob(String text) throws IOException {
        return files().stream()
                .filter(file -> file.toString().contains("/blobs/"))
                .filter(file -> text(file).equals(text + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Never in place: Wave's objects are links to the user's.
    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    private static byte[] flipped(byte[] bytes) {
        var flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(wave.root().resolve(".git/wave"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*/(blobs|objects)/[0-9a-f]{2}/.*"))
                    .sorted()
                    .toList();
        }
    }
}
