package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.testkit.ModelStub;
import dev.wave.testkit.RealAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `wave doctor` finds on machines of several kinds.
class DoctorTest {

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void person() {
        wave = new WaveInProcess(temp);
    }

    /// A program that comes before all others of its name.
    private void program(String name, String script) throws IOException {
        var file = Files.createDirectories(temp.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        wave.with("PATH", temp.resolve("bin") + ":" + System.getenv("PATH"));
    }

    private void project() {
        wave.file("wave.yaml", """
                default_adapter: mine
                adapters: {mine: {type: command, command: [sh, ./agent.sh]}}
                steps: [{id: a, task: do it}]
                """).file("agent.sh", "cat > /dev/null; echo ready");
    }

    @Test
    void works_outside_of_projects() throws Exception {
        var said = wave.wave("doctor");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out())
                .containsPattern("ok +git +git version ")
                .containsPattern("note +project +none here")
                .contains("project: `wave init` writes a small one")
                .endsWith("runs can work here\n");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void tells_programs_what_it_found() throws Exception {
        assertThat(wave.wave("doctor", "--format", "json").out())
                .startsWith("{\"v\":1,\"checks\":[{\"what\":\"wave\",\"status\":\"ok\",\"says\":\"")
                .contains("{\"what\":\"project\",\"status\":\"note\",\"says\":\"none here\","
                        + "\"fix\":\"`wave init` writes a small one\"}");
        assertThat(wave.wave("doctor", "--format", "ndjson").out().lines())
                .allMatch(line -> line.startsWith("{\"what\":"));
        assertThat(wave.wave("doctor", "-q").out()).isEqualTo("runs can work here\n");
    }

    @Test
    void shows_no_key() throws Exception {
        program("claude", "echo '2.1.197 (Claude Code)'");
        wave.with("ANTHROPIC_API_KEY", "sk-very-secret").with("OPENAI_API_KEY", "sk-very-secret");
        Files.createDirectories(temp.resolve("home/.codex"));
        Files.writeString(temp.resolve("home/.codex/auth.json"), "sk-very-secret");

        var said = wave.wave("doctor", "-v");

        assertThat(said.out()).containsPattern("agent claude +2\\.1\\.197 \\(Claude Code\\) at ");
        assertThat(said.all()).doesNotContain("sk-very-secret");
    }

    @Test
    void finds_what_no_run_can_work_without() throws Exception {
        program("git", "echo git version 2.30.1");
        var old = wave.wave("doctor");
        assertThat(old.code()).isEqualTo(1);
        assertThat(old.out())
                .containsPattern("PROBLEM +git +git version 2.30.1")
                .contains("git: install git 2.38 or newer")
                .endsWith("runs cannot work here until the problems are solved\n");

        wave.with("PATH", temp.resolve("home").toString());
        assertThat(wave.wave("doctor").out())
                .containsPattern("PROBLEM +git +not on the PATH")
                .containsPattern("note +bubblewrap +bwrap is not on the PATH")
                .containsPattern("note +sandbox: files +not kept: bwrap is not on the PATH");
    }

    @Test
    void is_held_up_by_no_program() throws Exception {
        program("claude", "sleep 1000");
        program("codex", "echo broken; exit 1");

        var said = wave.wave("doctor");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .containsPattern("agent claude +gives no version at ")
                .containsPattern("agent codex +gives no version at ");
    }

    @Test
    void asks_the_model_of_a_real_agent_once() throws Exception {
        var claude = RealAgent.find("claude", "WAVE_TEST_CLAUDE");
        program("claude", "exec '" + claude + "' \"$@\"");
        wave.file("wave.yaml", "adapters: {claude: {command: ['" + claude + "']}}\nsteps: [{id: a, task: do it}]\n");
        try (var stub = ModelStub.start(Files.createDirectory(temp.resolve("stub")), "{}")) {
            wave.with("WAVE_TRUST", "1")
                    .with("ANTHROPIC_API_KEY", "sk-a-key")
                    .with("ANTHROPIC_BASE_URL", stub.url("probe"));

            var said = wave.wave("doctor", "--probe");

            assertThat(said.out()).containsPattern("ok +live request +claude-\\S+ answered; 2\\.4k tokens +\\$0\\.0");
            assertThat(stub.calls("probe")).hasSize(1);
        }
    }

    @Test
    void tells_a_fix_for_several_things_once() throws Exception {
        wave.with("PATH", temp.resolve("home").toString());

        assertThat(wave.wave("doctor").out())
                .contains(
                        "bubblewrap, sandbox: files, sandbox: processes, sandbox: network, sandbox: memory,"
                                + " sandbox: number of processes: install bubblewrap, for example: apt-get install bubblewrap\n");
    }

    @Test
    void finds_an_agent_as_a_run_would() throws Exception {
        program("claude", "echo '2.1.197 (Claude Code)'");
        assertThat(wave.wave("doctor").out())
                .containsPattern("note +agent claude +2\\.1\\.197 \\(Claude Code\\) at .*ANTHROPIC_API_KEY is not set")
                .contains("agent claude: set ANTHROPIC_API_KEY to a key");

        wave.with("ANTHROPIC_API_KEY", "two words");
        assertThat(wave.wave("doctor").out()).containsPattern("note +agent claude .*holds is no key");
        wave.with("ANTHROPIC_API_KEY", "sk-a-key");
        assertThat(wave.wave("doctor").out())
                .containsPattern("ok +agent claude .*; tested with 2\\.1; ANTHROPIC_API_KEY is set\n");

        program("claude", "echo '1.0.5 (Claude Code)'");
        assertThat(wave.wave("doctor").out())
                .containsPattern("note +agent claude .*older than 2\\.1, the oldest that was tested")
                .contains("agent claude: npm install -g @anthropic-ai/claude-code");
        program("claude", "echo '12.1.0 (Claude Code)'");
        assertThat(wave.wave("doctor").out()).containsPattern("ok +agent claude .*newer than 2\\.1, which was tested");
    }

    @Test
    void says_whether_somebody_is_logged_in() throws Exception {
        program("claude", "echo '2.1.197 (Claude Code)'");
        var kept = Files.createDirectories(temp.resolve("home/.claude")).resolve(".credentials.json");
        Files.writeString(kept, "{\"claudeAiOauth\":{\"accessToken\":\"sk-very-secret\",\"expiresAt\":4102444800000}}");
        assertThat(wave.wave("doctor").out())
                .containsPattern("note +agent claude .*; somebody is logged in to it")
                .contains("write 'adapters: {claude: {auth: login}}' in .wave/local.yaml to use the login");

        wave.file("wave.yaml", "adapters: {claude: {auth: login}}\nsteps: [{id: a, task: do it}]\n");
        assertThat(wave.wave("doctor").out())
                .containsPattern("ok +agent claude .*; logged in\n")
                .doesNotContain("sk-very-secret");

        Files.writeString(kept, "{\"claudeAiOauth\":{\"accessToken\":\"sk-very-secret\",\"expiresAt\":1600000000000}}");
        assertThat(wave.wave("doctor").out())
                .containsPattern("note +agent claude .*its login has expired at 2020-")
                .contains("agent claude: start 'claude' once, which renews it");
    }

    @Test
    void looks_at_the_project() throws Exception {
        project();
        var said = wave.wave("doctor");
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .containsPattern("ok +project +" + wave.root())
                .containsPattern("note +repository +the project is in no git repository")
                .containsPattern("ok +project files +valid")
                .containsPattern("note +trust +what it runs is not approved");

        assertThat(wave.wave("trust").code()).isZero();
        assertThat(wave.committed().wave("doctor").out())
                .containsPattern("ok +repository +")
                .containsPattern("ok +trust +what it runs is approved");

        wave.file("wave.yaml", "steps: [{id: a}, {id: a}]");
        var broken = wave.wave("doctor");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out())
                .containsPattern("PROBLEM +project files +\\d errors?")
                .contains("`wave validate`");
    }

    @Test
    void sends_one_live_request_if_asked_to() throws Exception {
        project();
        assertThat(wave.wave("doctor", "--probe").code()).as("not approved").isEqualTo(2);
        wave.with("WAVE_TRUST", "1");

        var said = wave.wave("doctor", "--probe");

        assertThat(said.out()).containsPattern("ok +live request +mine answered; what it used is not known");
        assertThat(said.code()).isZero();
        assertThat(wave.wave("status", "-q").out())
                .as("it is no run of the project")
                .isEmpty();
        assertThat(wave.root().resolve(".wave/probe")).doesNotExist();

        wave.file("agent.sh", "cat > /dev/null; echo no >&2; exit 7");
        var failed = wave.wave("doctor", "--probe");
        assertThat(failed.out()).containsPattern("PROBLEM +live request +mine: .*exited with 7");
        assertThat(failed.code()).isEqualTo(1);
    }
}
