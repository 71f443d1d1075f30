package dev.wave.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("wave.db");
    }

    @Test
    void keeps_what_was_written() {
        try (var database = open()) {
            database.write(session -> name(session, "7f3a"));
        }
        try (var database = open()) {
            assertThat(names(database)).isEqualTo(1);
            assertThat(database.check()).isEmpty();
        }
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.resolve("wave.db-wal")).doesNotExist();
    }

    @Test
    void work_that_fails_changes_nothing_and_fails_alone() throws Exception {
        try (var database = open();
                var threads = Executors.newFixedThreadPool(8)) {
            var writes = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < 100; i++) {
                var id = Integer.toString(i);
                writes.add(() -> {
                    try {
                        return database.write(session -> {
                            name(session, id);
                            if (id.endsWith("7")) {
                                throw new IllegalArgumentException(id);
                            }
                            return true;
                        });
                    } catch (IllegalArgumentException _) {
                        return false;
                    }
                });
            }
            var failed = 0;
            for (var write : threads.invokeAll(writes)) {
                failed += write.get() ? 0 : 1;
            }
            assertThat(failed).isEqualTo(10);
            assertThat(names(database)).isEqualTo(90);
        }
    }

    @Test
    void what_can_wait_is_written_with_the_next_write_or_at_the_end() {
        try (var database = open()) {
            database.later(session -> name(session, "aaaa"));
            assertThat(names(database)).isZero();
            database.write(session -> name(session, "bbbb"));
            assertThat(names(database)).isEqualTo(2);
            database.later(session -> name(session, "cccc"));
        }
        try (var database = open()) {
            assertThat(names(database)).isEqualTo(3);
        }
    }

    @Test
    void refuses_a_newer_schema() {
        try (var database = open()) {
            database.write(session -> session.update("insert into schema_version (version) values (99)"));
        }
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NEWER))
                .hasMessageContaining("newer Wave")
                .hasMessageContaining("99");
    }

    @Test
    void says_that_garbage_is_damaged() throws IOException {
        Files.writeString(file, "this was never a database, and it is long enough to look at".repeat(100));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT))
                .hasMessageContaining(file.toString());
    }

    @Test
    void says_that_a_truncated_file_is_damaged() throws IOException {
        try (var database = open()) {
            for (var i = 0; i < 2000; i++) {
                var id = Integer.toString(i);
                database.later(session -> name(session, id));
            }
        }
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThatThrownBy(() -> {
                    try (var database = open()) {
                        database.read(session -> session.list("select * from run_name", row -> row.getString(1)));
                    }
                })
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CORRUPT));
    }

    @Test
    void survives_a_garbage_write_ahead_log() throws IOException {
        try (var database = open()) {
            database.write(session -> name(session, "7f3a"));
        }
        Files.write(folder.resolve("wave.db-wal"), new byte[100_000]);
        try (var database = open()) {
            assertThat(names(database)).isEqualTo(1);
            database.write(session -> name(session, "7f3b"));
        }
        try (var database = open()) {
            assertThat(names(database)).isEqualTo(2);
        }
    }

    @Test
    void says_that_a_folder_in_its_place_cannot_be_opened() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.NO_ACCESS));
    }

    @Test
    void two_objects_open_and_write_one_new_file_at_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writes = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < 4; i++) {
                var id = i;
                writes.add(() -> {
                    try (var database = open()) {
                        for (var k = 0; k < 20; k++) {
                            var name = id + "-" + k;
                            database.write(session -> name(session, name));
                        }
                    }
                    return true;
                });
            }
            for (var write : threads.invokeAll(writes)) {
                assertThat(write.get()).isTrue();
            }
        }
        try (var database = open()) {
            assertThat(names(database)).isEqualTo(80);
        }
    }

    @Test
    void an_interrupt_stays_pending() {
        try (var database = open()) {
            Thread.currentThread().interrupt();
            database.write(session -> name(session, "7f3a"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(names(database)).isEqualTo(1);
        }
    }

    private static boolean name(Session session, String id) throws SQLException {
        session.update("insert into run_name (id, project, made) values (?, ?, ?)", id, "", 0L);
        return true;
    }

    private static int names(SqliteDatabase database) {
        return database.read(session -> session.first("select count(*) from run_name", row -> row.getInt(1))
                .orElseThrow());
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(
                file, Migrations.STATE, SqliteDatabase.Durability.MACHINE_CRASH, folder.resolve("cache"));
    }
}
