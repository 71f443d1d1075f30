package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Output that nobody reads to its end, or that finds no room.
class ClosedOutputTest {
    private static final String AGENT = "cat > /dev/null; seq 20000; echo done > done.txt";
    private static final String PIPELINE = """
            name: talkative
            steps:
              - {id: talk, persona: craftsman, task: "Talk", deliverables: [{name: done, path: done.txt}]}
            """;

    @TempDir
    Path temp;

    private LiveProject project;

    @BeforeEach
    void project() throws Exception {
        project = new LiveProject(temp, AGENT, PIPELINE);
    }

    /// What a shell says; `wave` is a function in it.
    private String sh(String script) throws Exception {
        var line = project.shellLine(true).strip();
        var process = new ProcessBuilder("bash", "-c", "wave() { ( " + line + " \"$@\" ) ; }\n" + script)
                .directory(project.root.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void a_reader_that_has_seen_enough_disturbs_nothing() throws Exception {
        assertThat(sh("wave run | head -n 1; echo ${PIPESTATUS[0]}")).matches("talkative .*\n0\n");
        assertThat(sh("wave status --format=json")).contains("\"status\":\"succeeded\"");
        assertThat(sh("wave logs --no-pager | head -n 2; echo ${PIPESTATUS[0]}"))
                .isEqualTo("talk | 1\ntalk | 2\n0\n");
        assertThat(sh("wave help reproducibility | head -n 1; echo ${PIPESTATUS[0]}"))
                .isEqualTo("reproducibility – what is reused, recorded and replayed\n0\n");
    }

    @Test
    void a_result_that_finds_no_room_is_not_taken_for_a_whole_one() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");

        assertThat(sh("wave pipeline > /dev/full; echo $?"))
                .isEqualTo("wave: not all of the output could be written: No space left on device\n1\n");
    }
}
