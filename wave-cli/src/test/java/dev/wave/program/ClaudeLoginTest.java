package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.testkit.ModelStub;
import dev.wave.testkit.RealAgent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real Claude Code with the login of a person, in the sandbox and against a scripted model API. Nobody is
/// asked for anything outside: the persona denies the vendor's hosts.
@Timeout(120)
class ClaudeLoginTest {
    private static final String ACCESS = "sk-ant-oat01-canary-of-a-login";
    private static final String RENEWAL = "sk-ant-ort01-canary-of-its-renewal";
    private static final String FAR = "4102444800000";

    @TempDir
    Path temp;

    @TempDir
    Path stubs;

    private WaveInProcess wave;

    @BeforeEach
    void person() throws IOException {
        wave = new WaveInProcess(temp);
        var claude = RealAgent.find("claude", "WAVE_TEST_CLAUDE");
        var programs = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(programs.resolve("claude"), claude);
        wave.with("PATH", programs + ":" + System.getenv("PATH"));
    }

    private String login(String end) throws IOException {
        var text = """
                {"claudeAiOauth":{"accessToken":"%s","refreshToken":"%s","expiresAt":%s,
                "scopes":["user:inference","user:profile"],"subscriptionType":"pro"}}
                """.formatted(ACCESS, RENEWAL, end);
        Files.createDirectories(temp.resolve("home/.claude"));
        Files.writeString(credentials(), text);
        return text;
    }

    private Path credentials() {
        return temp.resolve("home/.claude/.credentials.json");
    }

    /// The address is this machine's in another spelling: what is for `127.0.0.1` does not go to a proxy.
    private void project(String url, String host, String task) throws InterruptedException {
        wave.file("wave.yaml", """
                adapters:
                  claude: {auth: login, env: {ANTHROPIC_BASE_URL: "%s", CLAUDE_CODE_MAX_RETRIES: "0"}}
                personas:
                  reader:
                    prompt: Answer.
                    permissions: {allow: [Read, Bash], deny: ["Network(*.anthropic.com)", "Network(*.claude.com)"]}
                steps:
                  - id: ask
                    persona: reader
                    task: 'Answer. %s'
                    network: ["%s"]
                    retry: {max: 0}
                    artifacts: [{name: answer, format: text}]
                """.formatted(url, task, host)).committed();
    }

    @Test
    void works_in_the_sandbox_and_leaves_no_trace_of_the_login() throws Exception {
        assumeTrue(wave.wave("doctor").out().matches("(?s).*sandbox: files +kept.*"), "there is no sandbox here");
        var kept = login(FAR);
        try (var stub = ModelStub.start(stubs, "{}")) {
            var host = stub.url("x").replaceAll("http://127.0.0.1(:[0-9]+)/.*", "[::ffff:7f00:1]$1");
            project(
                    "http://" + host + "/r/login",
                    host,
                    "[[stub-json:{\"steps\":[{\"bash\":{\"command\":\"env; cat ~/.claude/.credentials.json\"}},"
                            + "{\"text\":\"answered\"}]}]]");

            var run = wave.wave("run", "--trust");

            assertThat(run.code())
                    .as(run.all() + wave.wave("logs", "ask").out())
                    .isZero();
            assertThat(run.out()).contains("(unmetered)").contains("sandboxed");
            assertThat(wave.wave("logs", "ask").out()).contains("unmetered: it uses the login of claude");
            assertThat(stub.calls("login").toString())
                    .contains("\"authorization\":\"<redacted 37 chars>\"")
                    .doesNotContain(RENEWAL);
        }
        assertThat(credentials()).hasContent(kept.strip());
        assertThat(holding(ACCESS)).containsExactly(credentials());
        assertThat(holding(RENEWAL)).containsExactly(credentials());
    }

    @Test
    void a_login_that_the_vendor_does_not_take_is_told_with_what_to_do() throws Exception {
        assumeTrue(wave.wave("doctor").out().matches("(?s).*sandbox: files +kept.*"), "there is no sandbox here");
        login(FAR);
        try (var stub = ModelStub.start(stubs, "{}")) {
            var host = stub.url("x").replaceAll("http://127.0.0.1(:[0-9]+)/.*", "[::ffff:7f00:1]$1");
            project("http://" + host + "/r/login", host, "[[stub:e401]]");

            var run = wave.wave("run", "--trust");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("does not accept the login of claude, which starting 'claude' once renews");
        }
    }

    @Test
    void a_login_that_has_expired_starts_nothing() throws Exception {
        login("1600000000000");
        project("http://127.0.0.1:1", "127.0.0.1:1", "");

        var run = wave.wave("run", "--trust");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("E-NO-AGENT").contains("start 'claude' once, which renews it");
        assertThat(wave.wave("plan").err()).contains("its login has expired");
    }

    /// The files of this test that hold a text.
    private List<Path> holding(String text) throws IOException {
        var holding = new ArrayList<Path>();
        try (var files = Files.walk(temp)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    holding.add(file);
                }
            }
        }
        return holding;
    }
}
