package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One byte of what is committed is not what it was: every command that promises the recorded bytes refuses
/// with exit code 5, and names what is wrong.
class AlteredRecordingTest {
    private static final Pattern DIGEST = Pattern.compile("(sha256|git-sha1):([0-9a-f]{40,64})");

    @TempDir
    Path temp;

    private WaveInProcess recorded() throws Exception {
        var project = new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("readme.txt", "a project\n")
                .file("agent.sh", "cat > /dev/null; echo x > made.txt; echo note > \"$WAVE_OUT/note.txt\"\n")
                .file("wave.yaml", """
                        default_adapter: demo
                        adapters: {demo: {type: command, command: [sh, ./agent.sh]}}
                        pipeline:
                          name: small
                          steps:
                            - {id: change, persona: craftsman, task: Change, deliverables: [{name: note, format: text}]}
                            - {id: count, run: "wc -c < made.txt > .wave/out/size.txt", dependencies: [change], deliverables: [{name: size, format: text}]}
                        """)
                .committed();
        assertThat(project.wave("record").code()).isZero();
        assertThat(project.wave("verify").code()).isZero();
        assertThat(project.wave("lock", "--check").code()).isZero();
        return project;
    }

    @Test
    void a_byte_of_a_recorded_file() throws Exception {
        var project = recorded();
        var faults = new ArrayList<String>();
        for (var file : files(project.root().resolve(".wave/recordings"))) {
            for (var known : List.of(true, false)) {
                if (!known) {
                    project.sh("rm -rf .git/wave");
                }
                var good = Files.readAllBytes(file);
                var bad = good.clone();
                bad[bad.length / 2] ^= 1;
                Files.write(file, bad);
                for (var words : List.of(List.of("run", "--locked"), List.of("verify"))) {
                    var said = project.wave(words.toArray(String[]::new));
                    if (said.code() != 5
                            || !said.all().contains(file.getFileName().toString())) {
                        faults.add(words + (known ? "" : ", empty store") + ", "
                                + project.root().relativize(file) + ": " + said.code() + " " + said.all());
                    }
                }
                Files.write(file, good);
            }
        }

        assertThat(faults).isEmpty();
        assertThat(project.wave("run", "--locked").code()).isZero();
    }

    @Test
    void a_digit_of_the_lock() throws Exception {
        var project = recorded();
        var lock = project.read("wave.lock");
        var faults = new ArrayList<String>();
        var digests = DIGEST.matcher(lock);
        var count = 0;
        while (digests.find()) {
            count++;
            var at = digests.end() - 1;
            var other = lock.charAt(at) == '0' ? '1' : '0';
            project.file("wave.lock", lock.substring(0, at) + other + lock.substring(at + 1));
            var codes = new ArrayList<Integer>();
            var all = new StringBuilder();
            for (var words : List.of(List.of("run", "--locked"), List.of("verify"), List.of("lock", "--check"))) {
                var said = project.wave(words.toArray(String[]::new));
                codes.add(said.code());
                all.append(words).append(": ").append(said.all());
            }
            var recorded = lock.indexOf("\nrecordings:") < at;
            var expected = recorded ? List.of(5, 5, 0) : List.of(0, 0, 5);
            if (!codes.equals(expected)) {
                faults.add("line '" + line(lock, at) + "': " + codes + "\n" + all);
            }
        }

        assertThat(count).isGreaterThan(8);
        assertThat(faults).isEmpty();
    }

    private static String line(String text, int at) {
        return text.substring(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
