package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of runs and its filters, with the whole program.
class StatusTest {
    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path temp;

    private WaveInProcess wave;
    private final List<String> runs = new ArrayList<>();

    /// A run of `good` each day at noon, one of `bad` on the second.
    @BeforeEach
    void three_runs() throws Exception {
        wave = new WaveInProcess(temp).file("wave.yaml", """
                pipelines:
                  good: {steps: [{id: say, run: "echo $((1 + 1)) > out.txt", artifacts: [{name: out, path: out.txt}]}]}
                  bad: {steps: [{id: fail, run: "exit 3"}]}
                """).committed();
        run(0, "good");
        run(1, "bad");
        run(2, "good");
        wave.at(Clock.fixed(DAY.plusSeconds(2 * 86_400 + 60), ZoneOffset.UTC));
    }

    private void run(int day, String pipeline) throws InterruptedException {
        wave.at(Clock.fixed(DAY.plusSeconds(day * 86_400L), ZoneOffset.UTC));
        runs.add(wave.wave("run", pipeline, "--trust", "--sandbox", "none").run());
    }

    private List<String> listed(String... options) throws InterruptedException {
        var words = new ArrayList<>(List.of("status", "--format", "json"));
        words.addAll(List.of(options));
        var said = wave.wave(words.toArray(String[]::new));
        assertThat(said.code()).as(said.all()).isZero();
        return JsonParser.parseString(said.out()).getAsJsonObject().getAsJsonArray("runs").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(run -> run.get("run").getAsString())
                .toList();
    }

    @Test
    void filters_can_be_combined() throws Exception {
        assertThat(listed()).containsExactly(runs.get(2), runs.get(1), runs.get(0));
        assertThat(listed("--pipeline", "good")).containsExactly(runs.get(2), runs.get(0));
        assertThat(listed("--status", "failed")).containsExactly(runs.get(1));
        assertThat(listed("--status", "failed,succeeded", "--status", "failed")).hasSize(3);
        assertThat(listed("--status=running", "--status=interrupted", "--status=cancelled", "--status=damaged"))
                .isEmpty();
        assertThat(listed("--since", "1m")).containsExactly(runs.get(2));
        assertThat(listed("--since", "30h")).containsExactly(runs.get(2), runs.get(1));
        assertThat(listed("--since", "2026-03-02")).containsExactly(runs.get(2), runs.get(1));
        assertThat(listed("--since", "2026-03-02T12:00:01Z")).containsExactly(runs.get(2));
        assertThat(listed("--since", "2026-03-02", "--pipeline", "good", "--status", "succeeded"))
                .containsExactly(runs.get(2));
    }

    @Test
    void says_how_many_it_does_not_list() throws Exception {
        var said = wave.wave("status", "--limit", "1", "--pipeline", "good");

        assertThat(said.out()).isEqualTo("""
                RUN   PIPELINE  STATUS     STARTED               TOOK   STEPS
                %s  good      succeeded  2026-03-03T12:00:00Z  0.0 s  1 step (1 reused)
                """.formatted(runs.get(2)));
        assertThat(said.err()).isEqualTo("wave: 1 older; `--limit 2` lists them as well\n");
        assertThat(wave.wave("status", "--limit", "1", "--format", "json").out())
                .endsWith("],\"more\":2}\n");
        assertThat(wave.wave("status", "--limit", "3").err()).isEmpty();
        assertThat(wave.wave("status", "--limit", "1", "-q").err()).isEmpty();
    }

    @Test
    void on_a_terminal_times_are_told_from_now() throws Exception {
        assertThat(wave.onTerminal(60).wave("status", "--limit", "2").out())
                .isEqualTo("""
                RUN   PIPELINE  STATUS       STARTED    TOOK   STEPS
                %s  good      ✓ succeeded  1 min ago  0.0 s  1 step (1 re…
                %s  bad       ✗ failed     24 h ago   0.0 s  0 steps, 1 f…
                """.formatted(runs.get(2), runs.get(1)));
        wave.with("TERM", "xterm").onTerminal(60);
        assertThat(wave.wave("status", "--limit", "1").out()).contains("\u001b[32m✓ succeeded\u001b[0m");
        assertThat(wave.wave("status", "--limit", "1", "--no-color").out()).doesNotContain("\u001b");
        wave.with("NO_COLOR", "1").onTerminal(60);
        assertThat(wave.wave("status", "--limit", "1").out())
                .doesNotContain("\u001b")
                .contains("✓ succeeded");
    }

    @Test
    void a_filter_that_makes_no_sense_is_wrong_usage() throws Exception {
        refused("no run's status is 'faild'; did you mean 'failed'?", "--status", "faild");
        refused(
                "--since takes an age such as 2h or 3d, or a day such as 2026-11-01, not 'yesterday'",
                "--since=yesterday");
        refused("--since takes an age", "--since=2026-13-01");
        refused("--limit takes a number of runs, 1 or more", "--limit=0");
        refused(
                "the project has no pipeline 'goood'; did you mean 'good'?\nwave: its pipelines: bad, good",
                "--pipeline=goood");
    }

    private void refused(String why, String... options) throws InterruptedException {
        var words = new ArrayList<>(List.of("status"));
        words.addAll(List.of(options));
        var said = wave.wave(words.toArray(String[]::new));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("wave: " + why);
    }

    @Test
    void nothing_to_list_is_said() throws Exception {
        assertThat(wave.wave("status", "--status", "cancelled").err())
                .isEqualTo("wave: no run is like that; `wave status` lists all\n");
        assertThat(wave.file("wave.yaml", "pipelines: {late: {steps: [{id: a, run: 'true'}]}}")
                        .wave("status", "--pipeline=late")
                        .err())
                .isEqualTo("wave: no run is like that; `wave status` lists all\n");
    }

    @Test
    void a_run_that_does_not_exist_is_perhaps_another_one() throws Exception {
        var mistyped = (runs.get(1).charAt(0) == '0' ? "1" : "0") + runs.get(1).substring(1);

        assertThat(wave.wave("show", "zz" + runs.get(1)).err()).contains("there is no run");
        assertThat(wave.wave("show", mistyped).err()).contains("did you mean '");
    }
}
