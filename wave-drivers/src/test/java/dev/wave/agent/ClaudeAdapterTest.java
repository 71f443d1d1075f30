package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.agent.claude.ClaudeAdapter;
import dev.wave.agent.claude.ClaudeFinder;
import dev.wave.gateway.ModelGateway;
import dev.wave.gateway.Uplinks;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.plan.Presence;
import dev.wave.redaction.Vault;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.spi.AgentAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The adapter with shell scripts in the place of the program.
class ClaudeAdapterTest extends AgentAdapterContract {
    private static final String UP = """
            echo '{"type":"assistant","message":{"content":[{"type":"text","text":"up"}]}}'
            """;
    private static final String DONE = """
            echo '{"type":"assistant","message":{"content":[{"type":"text","text":"all done"}]}}'
            echo '{"type":"result","subtype":"success","is_error":false,"result":"all done"}'
            """;

    private final Map<String, String> machine =
            new LinkedHashMap<>(Map.of("PATH", System.getenv("PATH"), "ANTHROPIC_API_KEY", "the-real-key"));

    private final Vault vault = new Vault();

    @Override
    AgentAdapter adapter() {
        return new ClaudeAdapter(
                program(),
                new ModelGateway(folder.resolve("sockets"), Uplinks.NONE),
                machine,
                Duration.ofMillis(500),
                vault);
    }

    @Override
    AdapterSettings agentThat(Behaviour behaviour) throws IOException {
        return claude(
                switch (behaviour) {
                    case WORKS -> "cat >/dev/null; echo made > made.txt\n" + DONE;
                    case FAILS -> "echo about to fail >&2; exit 3";
                    case HANGS -> UP + "trap '' TERM; while :; do sleep 0.1; done";
                    case BABBLES -> "yes";
                });
    }

    @Test
    void its_environment_is_an_allow_list_without_the_key() throws Exception {
        work(claude("env > env.txt\n" + DONE), Limits.DEFAULT);

        assertThat(Files.readAllLines(workspace.resolve("env.txt")))
                .noneMatch(line -> line.contains("the-real-key"))
                .anyMatch(line -> line.matches("ANTHROPIC_API_KEY=wave-[0-9a-f]{48}"))
                .anyMatch(line -> line.matches("ANTHROPIC_BASE_URL=http://127.0.0.1:\\d+"))
                .contains(
                        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1",
                        "CLAUDE_CODE_MAX_RETRIES=3",
                        "DISABLE_AUTOUPDATER=1",
                        "ENABLE_TOOL_SEARCH=false",
                        "API_TIMEOUT_MS=240000",
                        "WAVE_PARAM_FEATURE=x",
                        "WAVE_STEP=build");
    }

    @Test
    void an_address_of_the_person_is_respected_and_said() throws Exception {
        machine.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:9/models/");

        work(claude(DONE), Limits.DEFAULT);

        assertThat(activity)
                .contains(
                        new Activity.Notice("asks the model at http://127.0.0.1:9/models, as ANTHROPIC_BASE_URL says"));
    }

    @Test
    void what_is_missing_is_said_before_anything_is_started() throws Exception {
        machine.put("PATH", folder.toString());
        assertThat(missing(settings("claude", List.of(), Optional.empty())))
                .isEqualTo("the program 'claude' is not installed;"
                        + " install it: npm install -g @anthropic-ai/claude-code");
        machine.put("PATH", System.getenv("PATH"));
        machine.remove("ANTHROPIC_API_KEY");
        assertThat(missing(claude(DONE)))
                .isEqualTo("the program is installed, but ANTHROPIC_API_KEY is not set; set ANTHROPIC_API_KEY to a key"
                        + " for the model's API, or write 'auth: login' for claude in 'adapters:' to use the login of"
                        + " the program");
        machine.put("ANTHROPIC_API_KEY", "k");
        machine.put("ANTHROPIC_API_KEY", "two words");
        assertThat(missing(claude(DONE)))
                .isEqualTo("what ANTHROPIC_API_KEY holds is no key: the key is empty, or holds a space or a control"
                        + " character; correct ANTHROPIC_API_KEY");
        machine.put("ANTHROPIC_API_KEY", "k");
        machine.put("ANTHROPIC_BASE_URL", "ftp://x");
        assertThat(missing(claude(DONE)))
                .isEqualTo("the variable ANTHROPIC_BASE_URL must start with https:// or http://;"
                        + " write it as https://models.example.org/path");
        assertThat(missing(settings("claude", List.of("./nothing"), Optional.empty())))
                .isEqualTo("there is no program './nothing'; correct 'command' in 'adapters:'");
    }

    @Test
    void what_is_there_is_found_without_starting_it() throws Exception {
        assertThat(new ClaudeFinder(project, machine).find(claude("touch started; exit 1")))
                .isEqualTo(new Presence.Here());
        assertThat(project.resolve("started")).doesNotExist();
    }

    @Test
    void a_program_that_does_not_end_after_its_result_is_ended_and_has_worked() throws Exception {
        var answer = work(claude(DONE + "trap '' TERM; while :; do sleep 0.1; done"), Limits.DEFAULT);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEqualTo("all done");
    }

    @Test
    void of_a_login_it_gets_what_is_good_for_hours_and_not_what_renews_it() throws Exception {
        keepLogin("4102444800000");

        var answer = work(login(claude("env > env.txt\n" + DONE)), Limits.DEFAULT);

        assertThat(answer.failure()).isEmpty();
        assertThat(Files.readString(workspace.resolve("env.txt")))
                .contains("CLAUDE_CODE_OAUTH_TOKEN=the-access-token\n")
                .doesNotContain("the-refresh-token", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL");
        assertThat(vault.redaction().text("x the-access-token y")).doesNotContain("the-access-token");
        assertThat(activity)
                .contains(new Activity.Notice("unmetered: it uses the login of claude and asks its vendor directly"));
    }

    @Test
    void a_login_that_has_expired_is_said_before_anything_is_started() throws Exception {
        keepLogin("1600000000000");

        assertThat(missing(login(claude(DONE))))
                .isEqualTo("its login has expired at 2020-09-13T12:26:40Z; start 'claude' once, which renews it");
    }

    private void keepLogin(String end) throws IOException {
        var home = Files.createDirectories(folder.resolve("home/.claude"));
        Files.writeString(
                home.resolve(".credentials.json"),
                "{\"claudeAiOauth\":{\"accessToken\":\"the-access-token\",\"refreshToken\":\"the-refresh-token\","
                        + "\"expiresAt\":" + end + "}}");
        machine.clear();
        machine.putAll(
                Map.of("PATH", System.getenv("PATH"), "HOME", home.getParent().toString()));
    }

    @Test
    void without_a_login_it_says_how_to_get_one() throws Exception {
        machine.put("HOME", folder.toString());

        assertThat(missing(login(claude(DONE))))
                .isEqualTo("nobody is logged in to it; start 'claude' once and log in, or set ANTHROPIC_API_KEY and"
                        + " leave out 'auth: login'");
    }

    /// What both the adapter and the one who plans say.
    private String missing(AdapterSettings settings) throws InterruptedException {
        var failure = work(settings, Limits.DEFAULT).failure().orElseThrow();
        var found = (Presence.Missing) new ClaudeFinder(project, machine).find(settings);
        assertThat(failure).isEqualTo(new Failure.AgentFailed(found.what() + "; " + found.fix()));
        return found.what() + "; " + found.fix();
    }

    private static AdapterSettings login(AdapterSettings settings) {
        return settings.with(new ModelAccess.Login());
    }

    private AdapterSettings claude(String script) throws IOException {
        var file = project.resolve("claude.sh");
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return settings("claude", List.of("./claude.sh"), Optional.empty());
    }
}
