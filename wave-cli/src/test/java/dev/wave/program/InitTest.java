package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /// What a code base of each kind looks like from outside, and how it is tested.
    enum CodeBase {
        NODE("package.json", "{\"scripts\": {\"test\": \"node --test\"}}", "Node.js", "npm test"),
        NODE_WITHOUT_TESTS(
                "package.json",
                "{\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}",
                "",
                ""),
        PYTHON("pyproject.toml", "[tool.pytest.ini_options]\n", "Python", "python3 -m pytest -q"),
        MAVEN("pom.xml", "<project/>", "Java (Maven)", "mvn -q -B test"),
        GRADLE("build.gradle.kts", "plugins { java }\n", "Java (Gradle)", "gradle test"),
        GO("go.mod", "module example.org/mine\n", "Go", "go test ./..."),
        RUST("Cargo.toml", "[package]\nname = \"mine\"\n", "Rust", "cargo test"),
        MAKE("Makefile", "test: all\n\ttrue\n", "make", "make test"),
        NONE("notes.txt", "", "", "");

        final String file;
        final String text;
        final String language;
        final String command;

        CodeBase(String file, String text, String language, String command) {
            this.file = file;
            this.text = text;
            this.language = language;
            this.command = command;
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds_how_a_code_base_is_tested_and_its_first_run_works_whatever_is_installed(CodeBase code) throws Exception {
        wave.file(code.file, code.text).file("README.md", "# Mine\n").committed();

        var said = wave.wave("init");

        assertThat(said.err()).isEmpty();
        if (code.command.isEmpty()) {
            assertThat(said.out()).doesNotContain("tested by");
        } else {
            assertThat(said.out()).contains(code.language + " project, tested by `" + code.command + "`");
            assertThat(wave.read("wave.yaml"))
                    .contains("# handover:", "{type: test_suite, command: \"" + code.command + "\"}");
        }
        assertThat(said.out()).contains("in a git repository", "agent: demo").endsWith("steps into wave.yaml\n");
        assertThat(wave.wave("validate").out()).isEqualTo("the project is valid\n");
        var run = wave.wave("run");
        assertThat(run.code()).as(run.all()).isZero();
        wave.file("wave.yaml", wave.read("wave.yaml").replaceAll("(?m)^( +)# (handover:|  contract:)", "$1$2"));
        assertThat(wave.wave("validate").out()).as("without the comment signs").isEqualTo("the project is valid\n");
    }

    /// A `claude` that tells its version, and nothing else.
    private void installClaude() throws Exception {
        var bin = Files.createDirectories(temp.resolve("bin"));
        Files.writeString(bin.resolve("claude"), "#!/bin/sh\necho '2.1.197 (Claude Code)'\n");
        assertThat(bin.resolve("claude").toFile().setExecutable(true)).isTrue();
        wave.with("PATH", bin + ":" + System.getenv("PATH"));
    }

    @Test
    void asks_for_an_agent_that_could_do_the_work_and_for_the_tests() throws Exception {
        installClaude();
        wave.with("ANTHROPIC_API_KEY", "sk-ant-none").file("go.mod", "module mine\n");

        var said = wave.typing("y", "").wave("init");

        assertThat(said.err())
                .isEqualTo("Claude Code is installed. Let it do the work, with your key? It may cost; no: a"
                        + " stand-in that costs nothing [y/N] Which command tests this project? [go test ./...] ");
        assertThat(said.out()).contains("agent: Claude Code, with your key\n", "tested by `go test ./...`");
        assertThat(wave.read("wave.yaml"))
                .contains("\ndefault_adapter: claude\n")
                .doesNotContain("sk-ant-none");
        assertThat(wave.wave("plan").out()).contains("claude").doesNotContain("W-");
    }

    @Test
    void asks_one_question_where_no_agent_could_do_the_work() throws Exception {
        installClaude();
        wave.with("ANTHROPIC_API_KEY", "");

        var said = wave.typing("say \"hi\" \\\\ there").wave("init");

        assertThat(said.err()).isEqualTo("Which command tests this project? [none] ");
        assertThat(said.out()).contains("agent: demo", "\ntested by `say \"hi\"");
        wave.file("wave.yaml", wave.read("wave.yaml").replaceAll("(?m)^( +)# (handover:|  contract:)", "$1$2"));
        assertThat(wave.wave("validate").out()).isEqualTo("the project is valid\n");
    }

    @Test
    void asks_nothing_with_y_and_takes_the_stand_in() throws Exception {
        installClaude();
        wave.with("ANTHROPIC_API_KEY", "sk-ant-none").file("go.mod", "module mine\n");

        var said = wave.typing("n", "n").wave("init", "-y", "--format=json");

        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .contains(
                        "\"wrote\":[\"wave.yaml\",\".wave/demo-agent.yaml\",\".wave/contracts/findings.schema.json\",\".wave/.gitignore\"]")
                .contains("\"agent\":\"demo\"", "\"test_command\":\"go test ./...\"");
        assertThat(wave.read("wave.yaml")).contains("`default_adapter: claude` lets it do the work, with your key");
    }

    @Test
    void uses_a_login_only_if_told_so_in_the_file_it_writes() throws Exception {
        installClaude();
        wave.with("ANTHROPIC_API_KEY", "");
        var login = Files.createDirectories(temp.resolve("home/.claude")).resolve(".credentials.json");
        Files.writeString(login, """
                {"claudeAiOauth": {"accessToken": "sk-ant-oat01-none", "refreshToken": "r", "expiresAt": 4102444800000, "scopes": ["user:inference"]}}
                """);

        assertThat(wave.typing("yes", "").wave("init").out()).contains("agent: Claude Code, with its login\n");

        assertThat(wave.read("wave.yaml")).contains("  claude: {auth: login}\n", "\ndefault_adapter: claude\n");
        assertThat(wave.wave("validate").out()).isEqualTo("the project is valid\n");
        assertThat(wave.wave("doctor").out()).as("init approves what it writes").contains("what it runs is approved");
    }

    @Test
    void writes_into_a_folder_that_is_not_there_yet() throws Exception {
        var said = wave.wave("init", "-C", "new/project");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(wave.wave("run", "-C", "new/project").code()).isZero();
    }
}
