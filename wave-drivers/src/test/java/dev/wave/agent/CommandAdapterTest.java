package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Limits;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandAdapterTest extends AgentAdapterContract {

    @Override
    AgentAdapter adapter() {
        return new CommandAdapter(program());
    }

    @Override
    AdapterSettings agentThat(Behaviour behaviour) {
        return sh(
                switch (behaviour) {
                    case WORKS -> "echo made > made.txt; echo all done";
                    case FAILS -> "echo about to fail >&2; exit 3";
                    case HANGS -> "setsid sleep 1000 & echo up; trap '' TERM; while :; do sleep 0.1; done";
                    case BABBLES -> "yes";
                });
    }

    @Test
    void the_task_comes_on_standard_input_and_ends() throws Exception {
        var task = "a task with ' \" $ ` \\ and\nlines\n" + "é".repeat(500_000);

        var answer = work(sh("cat; echo; echo read it all"), Limits.DEFAULT, task, 1);

        assertThat(answer.finalMessage()).isEqualTo(task + "\nread it all\n");
    }

    @Test
    void the_persona_speaks_before_the_task() {
        var persona = new Persona(
                new PersonaName("poet"),
                Place.startOf("wave.yaml"),
                "",
                "You are a poet.\n",
                Optional.empty(),
                Optional.empty(),
                new Permissions(List.of(), List.of()),
                Optional.empty());

        assertThat(CommandAdapter.text(persona, "Write.")).isEqualTo("You are a poet.\n\n# Your task\n\nWrite.");
    }

    @Test
    void an_agent_that_does_not_read_its_task_is_not_waited_for() throws Exception {
        assertThat(work(sh("exit 0"), Limits.DEFAULT, "x".repeat(1_000_000), 1).failure())
                .isEmpty();
    }

    @Test
    void the_environment_is_an_allow_list() throws Exception {
        var plain = sh(
                "env | sed 's/=.*//' | sort | tr '\\n' ' '; echo; echo \"$WAVE_STEP/$WAVE_ATTEMPT $WAVE_IN $WAVE_OUT\"");
        var settings = new AdapterSettings(
                plain.name(),
                plain.place(),
                plain.type(),
                plain.command(),
                plain.script(),
                plain.model(),
                plain.models(),
                new LinkedHashMap<>(Map.of("AGENT_MODE", "fast")),
                plain.args(),
                plain.access());

        var lines =
                work(settings, Limits.DEFAULT, "t", 2).finalMessage().lines().toList();

        assertThat(lines.getFirst().strip())
                .isEqualTo("AGENT_MODE HOME LC_ALL PATH PWD TMPDIR TZ WAVE_ATTEMPT WAVE_IN WAVE_OUT"
                        + " WAVE_PARAM_FEATURE WAVE_STEP WAVE_TAG");
        assertThat(lines.getLast()).isEqualTo("build/2 " + workspace + "/.wave/in " + workspace + "/.wave/out");
    }

    @Test
    void standard_error_is_in_the_stream_and_not_in_the_message() throws Exception {
        var answer = work(sh("echo thinking >&2; echo answer"), Limits.DEFAULT);

        assertThat(answer.finalMessage()).isEqualTo("answer\n");
        assertThat(text(answer)).contains("thinking").contains("answer");
    }

    @Test
    void a_message_that_is_too_long_is_no_message() throws Exception {
        var answer = work(sh("head -c 9000000 /dev/zero | tr '\\0' x"), Limits.DEFAULT);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEmpty();
        assertThat(text(answer)).hasSize(9_000_000);
        assertThat(activity).anyMatch(heard -> heard instanceof Activity.Notice);
    }

    @Test
    void what_it_used_is_unknown_and_not_zero() throws Exception {
        assertThat(work(sh("true"), Limits.DEFAULT).usage()).isEqualTo(Usage.UNKNOWN);
    }

    @Test
    void its_program_may_be_a_file_of_the_project() throws Exception {
        script("tools/agent.sh", "#!/bin/sh\necho \"from $(pwd): $1\"\n");

        assertThat(work(command("./tools/agent.sh", "./x"), Limits.DEFAULT).finalMessage())
                .isEqualTo("from " + workspace.toRealPath() + ": ./x\n");
        assertThat(work(command("tools/agent.sh", "x"), Limits.DEFAULT).finalMessage())
                .endsWith(": x\n");
    }

    @Test
    void an_argument_that_names_a_file_of_the_project_means_that_file() throws Exception {
        script("agent.sh", "echo \"ran $1 $2 $3\"\n");
        Files.createDirectories(project.resolve("docs"));

        assertThat(work(command("sh", "agent.sh", "--agent.sh", "docs", "../project/agent.sh"), Limits.DEFAULT)
                        .finalMessage())
                .isEqualTo("ran --agent.sh docs " + project.resolve("agent.sh") + "\n");
    }

    @Test
    void a_program_without_a_slash_is_never_looked_for_in_the_project() throws Exception {
        script("my-agent", "#!/bin/sh\necho wrong\n");

        assertThat(work(command("my-agent"), Limits.DEFAULT).failure())
                .contains(new Failure.AgentFailed("the program 'my-agent' is not on the PATH"));
    }

    @Test
    void a_command_that_cannot_start_is_the_agents_failure() throws Exception {
        assertThat(work(command("./no/such"), Limits.DEFAULT).failure())
                .contains(new Failure.AgentFailed(project.resolve("no/such") + " does not exist or is not executable"));
        assertThat(work(command(), Limits.DEFAULT).failure())
                .contains(new Failure.AgentFailed("the adapter 'agent' has no command"));
        assertThat(work(command("sh", "-c", "a\0b"), Limits.DEFAULT).failure())
                .contains(new Failure.AgentFailed("an argument of sh holds a NUL character"));
    }

    private void script(String path, String text) throws IOException {
        var file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private AdapterSettings sh(String script) {
        return command("sh", "-c", script);
    }

    private AdapterSettings command(String... words) {
        return settings("command", List.of(words), Optional.empty());
    }
}
