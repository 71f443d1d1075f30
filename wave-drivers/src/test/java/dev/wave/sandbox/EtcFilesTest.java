package dev.wave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of the files of `/etc`.
class EtcFilesTest {
    @TempDir
    private Path temp;

    private Path parent;
    private Path services;

    @BeforeEach
    void files() throws IOException {
        parent = Files.createDirectory(temp.resolve("cache"));
        services = Files.writeString(temp.resolve("services"), "ssh 22/tcp\n");
    }

    private EtcFiles files(String passwd) throws IOException {
        var copied = new TreeMap<>(Map.of("services", services, "deep/er/services", services));
        return EtcFiles.in(parent, copied, new TreeMap<>(Map.of("passwd", passwd)));
    }

    @Test
    void one_mount_and_a_link_for_each() throws IOException {
        var files = files("me\n");

        assertThat(files.folder().resolve("services")).hasContent("ssh 22/tcp\n");
        assertThat(files.folder().resolve("deep/er/services")).hasContent("ssh 22/tcp\n");
        assertThat(files.folder().resolve("passwd")).hasContent("me\n");
        assertThat(files.views())
                .containsExactly(
                        new View.Shown(files.folder(), "/etc/.wave"),
                        new View.Link("/etc/.wave/deep/er/services", "/etc/deep/er/services"),
                        new View.Link("/etc/.wave/services", "/etc/services"),
                        new View.Link("/etc/.wave/passwd", "/etc/passwd"));
    }

    @Test
    void are_made_once_and_anew_when_something_is_otherwise() throws IOException {
        var first = files("me\n").folder();
        assertThat(files("me\n").folder()).isEqualTo(first);
        assertThat(files("you\n").folder()).isNotEqualTo(first);

        Files.writeString(services, "ssh 23/tcp\n");
        Files.setLastModifiedTime(services, FileTime.from(Instant.now().plusSeconds(1)));
        var changed = files("me\n").folder();
        assertThat(changed.resolve("services")).hasContent("ssh 23/tcp\n");
        assertThat(first.resolve("services")).as("what others may be using").hasContent("ssh 22/tcp\n");
    }

    @Test
    void many_at_once_make_one_folder() throws Exception {
        try (var processes = Executors.newFixedThreadPool(8)) {
            var made = new ArrayList<Future<EtcFiles>>();
            for (var i = 0; i < 8; i++) {
                made.add(processes.submit(() -> files("me\n")));
            }
            for (var each : made) {
                assertThat(each.get().folder().resolve("services")).hasContent("ssh 22/tcp\n");
            }
        }
        assertThat(parent.toFile().list()).hasSize(1);
    }

    @Test
    void what_nobody_used_for_long_is_deleted() throws IOException {
        var old = files("old\n").folder();
        var used = files("used\n").folder();
        var unfinished = Files.createDirectory(parent.resolve("etc-new-of-a-process-that-was-killed"));
        for (var folder : List.of(old, used, unfinished)) {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        }
        assertThat(files("used\n").folder()).isEqualTo(used);

        files("new\n");

        assertThat(old).doesNotExist();
        assertThat(unfinished).doesNotExist();
        assertThat(used.resolve("passwd")).exists();
    }
}
