package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.store.JavaChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveTest {
    private static final int TURNS = 300;
    private static final int PROCESSES = 3;
    private static final int THREADS = 2;

    @TempDir
    private Path folder;

    /// Counts in a file, with other threads and processes.
    static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Callable<Integer> work = () -> {
            for (var turn = 0; turn < TURNS; turn++) {
                Exclusive.run(folder.resolve("lock"), () -> count(folder.resolve("count")));
            }
            return TURNS;
        };
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var done : threads.invokeAll(Collections.nCopies(THREADS, work))) {
                done.get();
            }
        }
    }

    private static int count(Path file) throws IOException {
        var next = Integer.parseInt(Files.readString(file)) + 1;
        Files.writeString(file, Integer.toString(next));
        return next;
    }

    @Test
    void one_at_a_time_works_and_no_file_is_left() throws Exception {
        Files.writeString(folder.resolve("count"), "0");
        var children = new ArrayList<Process>();
        for (var i = 0; i < PROCESSES; i++) {
            children.add(JavaChild.start(ExclusiveTest.class, folder.toString()));
        }
        for (var child : children) {
            assertThat(child.waitFor()).isZero();
        }
        assertThat(Walk.names(folder)).containsExactly(folder.resolve("count"));
        assertThat(folder.resolve("count")).hasContent(Integer.toString(PROCESSES * THREADS * TURNS));
    }

    @Test
    void a_file_left_by_a_process_that_died_is_nobodys() throws IOException {
        Files.writeString(folder.resolve("lock"), "somebody");
        assertThat(Exclusive.run(folder.resolve("lock"), () -> 7)).isEqualTo(7);
        assertThat(Walk.names(folder)).isEmpty();
    }

    @Test
    void work_that_fails_leaves_no_file() throws IOException {
        assertThatThrownBy(() -> Exclusive.run(folder.resolve("lock"), () -> {
                    throw new IOException("no");
                }))
                .hasMessage("no");
        assertThat(Walk.names(folder)).isEmpty();
    }
}
