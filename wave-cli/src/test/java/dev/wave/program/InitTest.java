package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first minutes of a new user: `init`, and then what its last line proposes.
class InitTest {

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void emptyFolder() {
        wave = new WaveInProcess(temp, "My Project");
    }

    @Test
    void works_from_the_first_command_to_the_last() throws Exception {
        firstMinutes();
    }

    @Test
    void works_in_a_git_repository() throws Exception {
        wave.file("README.md", "# Mine\n").committed();

        firstMinutes();

        assertThat(wave.git("status", "--porcelain")).isEqualTo("?? .wave/\n?? NOTES.md\n?? wave.yaml\n");
    }

    private void firstMinutes() throws Exception {
        assertThat(wave.wave("init").out()).contains("wrote wave.yaml");
        assertThat(wave.wave("validate").code()).isZero();
        assertThat(wave.wave("plan").out()).contains("my-project · 3 steps");
        var run = wave.wave("run", "--topic=readme");
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out())
                .contains("report   violated")
                .contains("2 attempts")
                .contains("1 file changed");
        assertThat(wave.root().resolve("NOTES.md")).doesNotExist();
        assertThat(wave.wave("run").out()).contains("nothing ran");
        assertThat(wave.wave("diff").out()).contains("+# Notes");
        assertThat(wave.wave("apply").code()).isZero();
        assertThat(wave.read("NOTES.md")).startsWith("# Notes\n");
    }

    @Test
    void never_overwrites() throws Exception {
        wave.file(".wave/demo-agent.yaml", "mine");

        var said = wave.wave("init");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("there is a project already: .wave/demo-agent.yaml");
        assertThat(wave.read(".wave/demo-agent.yaml")).isEqualTo("mine");
        assertThat(wave.root().resolve("wave.yaml")).doesNotExist();
    }

    @Test
    void finds_the_projects_tests() throws Exception {
        wave.file("package.json", "{\"scripts\": {\"test\": \"true\"}}");

        assertThat(wave.wave("init").out()).contains("tested by");

        assertThat(wave.read("wave.yaml")).contains("type: test_suite");
        assertThat(wave.wave("validate").code()).isZero();
        assertThat(Files.exists(wave.root().resolve(".wave/.gitignore"))).isTrue();
    }
}
