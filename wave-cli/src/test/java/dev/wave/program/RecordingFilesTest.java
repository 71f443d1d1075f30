package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files beside the lock, whatever happened to them before.
class RecordingFilesTest {
    private static final String PROJECT = """
            default_adapter: demo
            adapters:
              demo: {type: scripted, script: agent.yaml}
            pipeline:
              name: greet
              params:
                who: {type: string, default: world}
              steps:
                - {id: write, persona: craftsman, task: "Greet {who}", deliverables: [greeting]}
                - {id: shout, dependencies: [write], inputs: [greeting], artifacts: [{name: loud, path: a/loud.txt}],
                   run: "mkdir a; tr a-z A-Z < .wave/in/greeting.txt > a/loud.txt"}
            """;

    private static final String HELLO =
            ".wave/recordings/sha256/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void recorded() throws InterruptedException {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        wave.file("wave.yaml", PROJECT).file("src/old.txt", "old").file("agent.yaml", """
                steps:
                  write:
                    outputs: {greeting.txt: hello}
                    write: {src/greeting.txt: hello}
                """);
        wave.committed();
        assertThat(wave.wave("record").code()).isZero();
    }

    @Test
    void recording_again_repairs_what_a_crash_left_half_written() throws Exception {
        var whole = wave.sh("cat $(find .wave/recordings -type f | sort) | sha256sum");
        for (var file : files()) {
            for (var damaged : List.of(new byte[0], half(Files.readAllBytes(file)))) {
                Files.write(file, damaged);

                assertThat(wave.wave("record").code()).as(file.toString()).isZero();
                assertThat(wave.sh("cat $(find .wave/recordings -type f | sort) | sha256sum"))
                        .as(file.toString())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void what_no_recording_needs_any_more_goes_and_what_is_not_waves_stays() throws Exception {
        assertThat(names()).contains(HELLO);
        wave.file(".wave/recordings/README", "mine").file(".wave/recordings/sha256/notes.txt", "mine, too");
        wave.file(".wave/recordings/sha256/" + "a".repeat(64), "of a recording that is no more");
        wave.file(
                ".wave/recordings/git-sha1/." + "b".repeat(40) + ".1-1-0123456789abcdefn1.7.tmp",
                "of a process that is no more");
        wave.file("agent.yaml", """
                steps:
                  write: {outputs: {greeting.txt: good day}}
                """);

        var recorded = wave.wave("record");

        assertThat(recorded.err()).contains("of .wave/recordings that no recording needs any more");
        assertThat(names())
                .contains(".wave/recordings/README", ".wave/recordings/sha256/notes.txt")
                .noneMatch(name -> name.endsWith("a".repeat(64)) || name.endsWith(".tmp"));
        assertThat(names()).doesNotContain(HELLO);
        assertThat(wave.wave("verify").out()).isEqualTo("greet/world  holds\n");
    }

    @Test
    void what_another_recording_needs_stays() throws Exception {
        var first = names();

        assertThat(wave.wave("record", "--who=moon").code()).isZero();

        assertThat(names()).containsAll(first).hasSizeGreaterThan(first.size());
        assertThat(wave.wave("verify").out()).isEqualTo("greet/moon  holds\ngreet/world  holds\n");
    }

    @Test
    void nothing_goes_as_long_as_a_recording_is_not_whole() throws Exception {
        wave.file(".wave/recordings/sha256/" + "a".repeat(64), "perhaps what is missing");
        for (var file : files()) {
            if (Files.readString(file).contains("\"artifacts\"")) {
                Files.delete(file);
            }
        }
        wave.file("agent.yaml", """
                steps:
                  write: {outputs: {greeting.txt: good day}}
                """);

        assertThat(wave.wave("record", "--who=moon").code()).isZero();
        assertThat(names()).contains(".wave/recordings/sha256/" + "a".repeat(64));
    }

    @Test
    void no_link_leads_out_of_the_project() throws Exception {
        wave.sh("rm -r .wave/recordings/sha256; mkdir ../victim; ln -s ../../../victim .wave/recordings/sha256");

        var refused = wave.wave("record");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("is a symbolic link; remove the link and record again");
        try (var left = Files.list(temp.resolve("victim"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void two_processes_that_record_at_once_keep_both_recordings() throws Exception {
        wave.wave("run", "--who=moon");
        wave.wave("run", "--who=mars");

        var moon = Thread.ofPlatform().start(() -> record("moon"));
        record("mars");
        moon.join();

        assertThat(wave.wave("verify").out()).isEqualTo("""
                greet/mars  holds
                greet/moon  holds
                greet/world  holds
                """);
    }

    @Test
    void a_large_file_is_kept_only_if_it_is_asked_for() throws Exception {
        wave.file("wave.yaml", """
                steps: [{id: big, run: "truncate -s 101M .wave/out/big.bin", artifacts: [big]}]
                """);
        var lock = wave.read("wave.lock");

        var refused = wave.wave("record");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("""
                wave: it would hold a file larger than 104.9 MB:
                wave: the artifact big of big  105.9 MB
                wave: with --large it holds them all the same
                """);
        assertThat(wave.read("wave.lock")).isEqualTo(lock);
        var kept = wave.wave("record", "--large");
        assertThat(kept.code()).isZero();
        assertThat(kept.err()).contains("large: the artifact big of big  105.9 MB");
        assertThat(kept.out()).contains("1 step, 1 artifact, 105.9 MB");
    }

    private void record(String who) {
        try {
            assertThat(wave.wave("record", "--who=" + who).code()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() throws InterruptedException {
        return wave.sh("find .wave/recordings -type f | sort").lines().toList();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(wave.root().resolve(".wave/recordings"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] half(byte[] bytes) {
        return java.util.Arrays.copyOf(bytes, bytes.length / 2);
    }
}
