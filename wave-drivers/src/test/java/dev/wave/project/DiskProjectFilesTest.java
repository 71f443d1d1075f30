package dev.wave.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.spi.ProjectFiles.Found;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskProjectFilesTest {
    @TempDir
    private Path folder;

    private Path root;
    private DiskProjectFiles files;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(folder.resolve("project"));
        files = new DiskProjectFiles(root);
    }

    @Test
    void reads_text() throws IOException {
        write("wave.yaml", "a: ö\r\n");

        assertThat(files.read("wave.yaml")).isEqualTo(new Found.Text("a: ö\r\n"));
    }

    @Test
    void misses_what_is_not_there() throws IOException {
        write("file", "");

        assertThat(files.read("wave.yaml")).isEqualTo(new Found.Missing());
        assertThat(files.read("no/such/file")).isEqualTo(new Found.Missing());
        assertThat(files.read("file/below")).isEqualTo(new Found.Missing());
        assertThat(files.read("a\0b")).isEqualTo(new Found.Missing());
        assertThat(files.read("x".repeat(5000))).isEqualTo(new Found.Missing());
        assertThat(files.list("nothing")).isEmpty();
        assertThat(files.list("file")).isEmpty();
    }

    @Test
    void names_the_byte_that_is_not_utf8() throws IOException {
        Files.write(root.resolve("latin1"), "ok\nna\u00efve".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(files.read("latin1"))
                .isEqualTo(new Found.Unusable("it is not UTF-8: byte 5, in line 2;"
                        + " it looks like Latin-1 or Windows-1252: have your editor save it as UTF-8"));
    }

    @Test
    void refuses_overlong_and_surrogate_encodings() throws IOException {
        Files.write(root.resolve("overlong"), new byte[] {(byte) 0xc0, (byte) 0xaf});
        Files.write(root.resolve("surrogate"), new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});

        assertThat(files.read("overlong")).isInstanceOf(Found.Unusable.class);
        assertThat(files.read("surrogate")).isInstanceOf(Found.Unusable.class);
    }

    @Test
    void refuses_a_100_mb_file_without_reading_it() throws IOException {
        try (var sparse = new RandomAccessFile(root.resolve("big").toFile(), "rw")) {
            sparse.setLength(100L << 20);
        }
        assertThat(files.read("big")).isEqualTo(new Found.Unusable("it has 102400 KB; the limit is 4096 KB"));
    }

    @Test
    void takes_4_mb_and_no_byte_more() throws IOException {
        write("limit", "x".repeat(4 << 20));
        write("over", "x".repeat((4 << 20) + 1));

        assertThat(files.read("limit")).isInstanceOf(Found.Text.class);
        assertThat(files.read("over")).isInstanceOf(Found.Unusable.class);
    }

    @Test
    void refuses_folders_devices_and_pipes_without_waiting() throws Exception {
        Files.createDirectory(root.resolve("folder"));
        var made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        Assumptions.assumeTrue(made.waitFor() == 0, "mkfifo does not work here");

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(files.read("folder")).isEqualTo(new Found.Unusable("it is a folder"));
            assertThat(files.read("pipe")).isEqualTo(new Found.Unusable("it is not a regular file"));
        });
        assertThat(files.list("")).isEmpty();
    }

    @Test
    void never_leaves_the_project() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(root.resolve("up"), folder);

        var outside = new Found.Unusable("it is outside the project");
        assertThat(files.read("../secret")).isEqualTo(outside);
        assertThat(files.read("a/../../secret")).isEqualTo(outside);
        assertThat(files.read(folder.resolve("secret").toString())).isEqualTo(outside);
        assertThat(files.read("link")).isEqualTo(outside);
        assertThat(files.read("up/secret")).isEqualTo(outside);
        assertThat(files.read("up/project/../secret")).isEqualTo(outside);
        assertThat(files.list("up")).isEmpty();
        assertThat(files.list("..")).isEmpty();
    }

    @Test
    void follows_links_that_stay_inside() throws IOException {
        write("a.md", "text");
        Files.createSymbolicLink(root.resolve("b.md"), Path.of("a.md"));
        var linked = Files.createSymbolicLink(folder.resolve("alias"), root);

        assertThat(files.read("b.md")).isEqualTo(new Found.Text("text"));
        assertThat(new DiskProjectFiles(linked).read("b.md")).isEqualTo(new Found.Text("text"));
        assertThat(files.list("")).containsExactly("a.md", "b.md");
    }

    @Test
    void refuses_links_to_nothing_and_in_circles() throws IOException {
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nothing"));
        Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));

        assertThat(files.read("dangling")).isEqualTo(new Found.Unusable("it is a symbolic link to nothing"));
        assertThat(files.read("circle")).isInstanceOf(Found.Unusable.class);
    }

    @Test
    void lists_only_files_sorted() throws IOException {
        Files.createDirectories(root.resolve(".wave/personas/folder"));
        write(".wave/personas/b.md", "");
        write(".wave/personas/a.md", "");
        write(".wave/personas/B.md", "");

        assertThat(files.list(".wave/personas")).containsExactly("B.md", "a.md", "b.md");
    }

    @Test
    void what_was_read_can_be_read_again_from_its_record() throws IOException {
        write("wave.yaml", "quotes \" and \u2028 and \0");
        Files.write(root.resolve("bad"), new byte[] {-1});
        var recording = new RecordingProjectFiles(files);
        recording.read("wave.yaml");
        recording.read("bad");
        recording.read("missing");
        recording.list("");
        recording.list("nothing");
        write("wave.yaml", "edited");

        var frozen = FrozenProjectFiles.ofJson(recording.frozen().toJson());

        assertThat(frozen).isEqualTo(recording.frozen());
        assertThat(frozen.toJson()).isEqualTo(recording.frozen().toJson());
        assertThat(frozen.read("wave.yaml")).isEqualTo(new Found.Text("quotes \" and \u2028 and \0"));
        assertThat(frozen.read("bad")).isEqualTo(files.read("bad"));
        assertThat(frozen.read("never")).isEqualTo(new Found.Missing());
        assertThat(frozen.list("")).containsExactly("bad", "wave.yaml");
        assertThat(recording.read("wave.yaml")).isEqualTo(frozen.read("wave.yaml"));
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(root.resolve(path), text);
    }
}
