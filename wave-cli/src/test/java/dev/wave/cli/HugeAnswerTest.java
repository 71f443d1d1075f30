package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Agents that say more than anybody can keep, and a Wave that has little memory for it.
@Timeout(120)
class HugeAnswerTest {
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final long MOST_KILOBYTES = 320_000;

    @TempDir
    Path temp;

    private LiveProject project;

    @BeforeEach
    void begin() throws Exception {
        project = new LiveProject(temp, "cat > /dev/null; head -c 60000000 /dev/zero | tr '\\0' z\n", """
                steps: [{id: work, task: Say it all, persona: navigator, sandbox: auto, retry: {max: 0}}]
                """);
    }

    @Test
    void a_text_of_60_megabytes_is_kept_on_disk() throws Exception {
        assertThat(swallow()).isZero();
    }

    @Test
    void a_stream_that_is_one_long_line_is_taken_in_pieces() throws Exception {
        claude("");

        assertThat(swallow()).isZero();
    }

    @Test
    void a_stream_without_end_is_cut_at_its_limit() throws Exception {
        claude("yes '{\"type\":\"stream_event\",\"event\":{\"type\":\"ping\"}}'");

        assertThat(swallow()).isEqualTo(1);
        assertThat(project.wave("show").out()).contains("printed more than");
    }

    /// `claude` with a text of 40 MB without a line end, and more before it ends.
    private void claude(String more) throws IOException {
        var program = project.beside("claude");
        Files.writeString(program, """
                #!/bin/sh
                cat > /dev/null
                words() { head -c "$1" /dev/zero | tr '\\0' z; }
                echo '{"type":"system","subtype":"init","session_id":"s","model":"m","claude_code_version":"2.1.197"}'
                printf '{"type":"assistant","message":{"content":[{"type":"text","text":"'; words 40000000; echo '"}]}}'
                %s
                printf '{"type":"result","subtype":"success","is_error":false,"result":"'; words 3000000; echo '"}'
                """.formatted(more));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                Files.createDirectories(project.beside("home/.claude")).resolve(".credentials.json"),
                "{\"claudeAiOauth\":{\"accessToken\":\"a-login-of-nobody\",\"expiresAt\":4102444800000}}");
        Files.writeString(
                Files.createDirectories(project.root.resolve(".wave")).resolve("local.yaml"), """
                default_adapter: claude
                adapters: {claude: {auth: login, command: [%s]}}
                """.formatted(program));
    }

    /// Runs with 64 MB of heap, and looks how much memory it ever took in all.
    private int swallow() throws Exception {
        var run = project.startWith("-Xmx64m", "run", "-q");
        long resident = 0;
        while (!run.waitFor(20, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, resident(run.pid()));
        }
        assertThat(Files.readString(project.beside("stderr"))).doesNotContain("OutOfMemory");
        assertThat(resident).as("kilobytes in memory").isPositive().isLessThan(MOST_KILOBYTES);
        project.assertNothingIsLeft();
        return run.exitValue();
    }

    private static long resident(long process) throws IOException {
        try {
            var found = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException _) {
            return 0; // it has just ended
        }
    }
}
