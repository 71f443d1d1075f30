package dev.wave.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobsTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();
    private Path root;
    private FileBlobs blobs;

    @BeforeEach
    void open() {
        root = folder.resolve("blobs");
        blobs = new FileBlobs(root, notices::add);
    }

    @Test
    void reads_what_was_put() throws IOException {
        var digest = blobs.put(HELLO);

        assertThat(digest).isEqualTo(Digest.of(HELLO));
        assertThat(blobs.read(digest))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(HELLO));
        assertThat(blobs.open(digest).orElseThrow().readAllBytes()).isEqualTo(HELLO);
        assertThat(files())
                .containsExactly(
                        digest.hex().substring(0, 2) + "/" + digest.hex().substring(2));
    }

    @Test
    void puts_a_stream_larger_than_its_buffer() {
        var bytes = new byte[300_000];
        bytes[299_999] = 7;

        var digest = blobs.put(new ByteArrayInputStream(bytes));

        assertThat(digest).isEqualTo(Digest.of(bytes));
        assertThat(blobs.read(digest).orElseThrow()).isEqualTo(bytes);
    }

    @Test
    void keeps_empty_bytes() throws IOException {
        var digest = blobs.put(new byte[0]);

        assertThat(blobs.read(digest).orElseThrow()).isEmpty();
        assertThat(blobs.open(digest).orElseThrow().readAllBytes()).isEmpty();
    }

    @Test
    void has_nothing_that_was_not_put() {
        assertThat(blobs.read(Digest.of(HELLO))).isEmpty();
        assertThat(blobs.open(Digest.of(HELLO))).isEmpty();
        assertThat(blobs.list()).isEmpty();
    }

    @Test
    void does_not_store_a_stream_that_breaks() throws IOException {
        var broken = new InputStream() {
            private boolean cut;

            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (cut) {
                    throw new IOException("cut");
                }
                cut = true;
                return length;
            }
        };

        assertThatThrownBy(() -> blobs.put(broken))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cut");

        assertThat(files()).isEmpty();
    }

    @Test
    void finds_a_flipped_bit_at_every_position_of_a_blob() throws IOException {
        var digest = Digest.of(HELLO);
        for (var position = 0; position < HELLO.length; position++) {
            for (var bit = 0; bit < 8; bit++) {
                blobs.put(HELLO);
                damage(digest, position, bit);

                assertThat(blobs.read(digest))
                        .as("byte %d, bit %d", position, bit)
                        .isEmpty();
            }
        }
        assertThat(notices).hasSize(8 * HELLO.length).allMatch(notice -> notice.contains(digest.value()));
        assertThat(files()).hasSize(8 * HELLO.length).allMatch(file -> file.startsWith("corrupt/"));
    }

    @Test
    void a_stream_fails_before_it_hands_out_the_last_of_corrupt_bytes() throws IOException {
        var bytes = new byte[100_000];
        var digest = blobs.put(bytes);
        damage(digest, 10, 0);
        var in = blobs.open(digest).orElseThrow();
        var received = new java.io.ByteArrayOutputStream();

        assertThatThrownBy(() -> in.transferTo(received)).hasMessageContaining("corrupt");

        assertThat(received.size()).isLessThan(bytes.length);
        assertThat(blobs.open(digest)).isEmpty();
    }

    @Test
    void a_truncated_and_a_longer_blob_are_corrupt() throws IOException {
        var digest = blobs.put(HELLO);
        write(digest, "hell");
        assertThat(blobs.read(digest)).isEmpty();

        blobs.put(HELLO);
        write(digest, "hello!");
        assertThat(blobs.read(digest)).isEmpty();
    }

    @Test
    void putting_again_repairs_a_corrupt_blob() throws IOException {
        var digest = blobs.put(HELLO);
        damage(digest, 0, 0);

        new FileBlobs(root, notices::add).put(HELLO);

        assertThat(blobs.read(digest).orElseThrow()).isEqualTo(HELLO);
        assertThat(notices).hasSize(1);
    }

    @Test
    void a_batch_is_seen_when_it_is_flushed_and_not_before() throws IOException {
        try (var batch = blobs.batch()) {
            var digest = batch.put(HELLO);
            batch.put(new ByteArrayInputStream(HELLO));
            assertThat(blobs.read(digest)).isEmpty();

            batch.flush();
            assertThat(blobs.read(digest).orElseThrow()).isEqualTo(HELLO);
            batch.put("lost".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void an_interrupt_does_not_cut_a_write_short_and_stays_pending() {
        Thread.currentThread().interrupt();

        var digest = blobs.put(HELLO);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(blobs.read(digest).orElseThrow()).isEqualTo(HELLO);
    }

    @Test
    void many_threads_and_objects_put_the_same_bytes_at_once() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var puts = new ArrayList<Callable<Digest>>();
            for (var i = 0; i < 200; i++) {
                var bytes = new byte[] {(byte) (i % 10)};
                puts.add(() -> new FileBlobs(root, notices::add).put(bytes));
            }
            for (var put : threads.invokeAll(puts)) {
                assertThat(blobs.read(put.get())).isPresent();
            }
        }
        assertThat(files()).hasSize(10);
        assertThat(notices).isEmpty();
    }

    @Test
    void check_tells_the_intact_from_the_corrupt() throws IOException {
        var good = blobs.put(HELLO);
        var bad = blobs.put("other".getBytes(StandardCharsets.UTF_8));
        damage(bad, 1, 1);

        assertThat(blobs.check()).isEqualTo(new FileBlobs.Check(1, HELLO.length, List.of(bad)));
        assertThat(blobs.list()).containsExactly(good);
    }

    @Test
    void removes_what_a_dead_process_left_and_nothing_else() throws IOException {
        blobs.put(HELLO);
        var self = Owner.self();
        var dead = new Owner(self.pid(), self.started() + 1, self.boot());
        Files.createFile(root.resolve("tmp").resolve(dead.text() + ".1.tmp"));
        Files.createFile(root.resolve("tmp").resolve(self.text() + ".1.tmp"));

        blobs.sweep();

        assertThat(files()).hasSize(2).anyMatch(file -> file.contains(self.text() + ".1.tmp"));
    }

    @Test
    void says_what_is_in_the_way() throws IOException {
        Files.writeString(root, "a file where the folder should be");

        assertThatThrownBy(() -> blobs.put(HELLO)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> blobs.read(Digest.of(HELLO))).isInstanceOf(StoreException.class);
    }

    private void damage(Digest digest, int position, int bit) throws IOException {
        var file = blobs.file(digest);
        var bytes = Files.readAllBytes(file);
        bytes[position] ^= (byte) (1 << bit);
        Files.delete(file);
        Files.write(file, bytes);
    }

    private void write(Digest digest, String text) throws IOException {
        Files.delete(blobs.file(digest));
        Files.writeString(blobs.file(digest), text);
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
