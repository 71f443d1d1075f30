package dev.wave.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a file system of two megabytes, which only root can make.
class FullDiskTest {
    @TempDir
    private Path folder;

    private Path disk;
    private Path cache;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        cache = folder.resolve("cache");
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()) == 0, "cannot mount here");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void a_blob_that_does_not_fit_leaves_nothing_behind() throws Exception {
        var notices = new ArrayList<String>();
        var blobs = new FileBlobs(disk.resolve("blobs"), notices::add);
        var small = blobs.put(new byte[10]);

        assertThatThrownBy(() -> blobs.put(random(4 << 20)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FULL))
                .hasMessageContaining("no space left");

        assertThat(blobs.check()).isEqualTo(new FileBlobs.Check(1, 10, java.util.List.of()));
        assertThat(blobs.put(random(1 << 20))).isNotEqualTo(small);
        try (var left = Files.list(disk.resolve("blobs/tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_write_that_does_not_fit_changes_nothing_and_the_next_one_works() {
        try (var database = SqliteDatabase.open(
                disk.resolve("wave.db"), Migrations.STATE, SqliteDatabase.Durability.MACHINE_CRASH, cache)) {
            database.write(session -> insert(session, "0001", 10));

            assertThatThrownBy(() -> database.write(session -> insert(session, "0002", 4 << 20)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.FULL));

            assertThat(database.check()).isEmpty();
            database.write(session -> insert(session, "0003", 10));
            var ids = database.read(
                    session -> session.list("select id from run_name order by id", row -> row.getString(1)));
            assertThat(ids).containsExactly("0001", "0003");
        }
    }

    @Test
    void too_little_space_is_seen_before_money_is_spent() {
        assertThat(new Space(disk).shortage())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("are free", "500 MB"));
        assertThat(new Space(disk, 1000).shortage()).isEmpty();
        assertThat(new Space(disk.resolve("nothing")).shortage()).isPresent();
    }

    private static boolean insert(Session session, String id, int size) throws java.sql.SQLException {
        session.update("insert into run_name (id, project, made) values (?, ?, 0)", id, "x".repeat(size));
        return true;
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
