package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.wave.testkit.FakeClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long and how often a step's results are used by other runs, as its author wrote it. The agent says
/// something else each time.
class CacheTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path temp;

    private final FakeClock clock = new FakeClock(START);

    private WaveInProcess project(String cache) {
        return new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .at(clock)
                .file("agent.sh", "head -c 9 /dev/urandom | od -An -tx1 > \"$WAVE_OUT/news.txt\"\n")
                .file("wave.yaml", """
                        default_adapter: dice
                        adapters: {dice: {type: command, command: [sh, ./agent.sh]}}
                        pipeline:
                          name: press
                          steps:
                            - {id: read, persona: %s, task: What is new, cache: %s, deliverables: [{name: news, format: text}]}
                        """.formatted(cache.contains("ttl") ? "researcher" : "assistant", cache));
    }

    /// What the run's step handed over.
    private static String news(WaveInProcess project, String run) throws InterruptedException {
        var said = project.wave("artifacts", run, "--format", "json");
        return JsonParser.parseString(said.out())
                .getAsJsonObject()
                .getAsJsonArray("artifacts")
                .get(0)
                .getAsJsonObject()
                .get("content")
                .getAsString();
    }

    private static String run(WaveInProcess project, String... more) throws InterruptedException {
        var words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(more));
        var said = project.wave(words.toArray(String[]::new));
        assertThat(said.code()).as(said.all()).isZero();
        return news(project, said.run());
    }

    @Test
    void what_a_step_found_outside_is_used_until_it_is_too_old() throws Exception {
        var project = project("{ttl: 7d}").committed();
        var first = run(project);

        clock.advance(Duration.ofDays(6));
        assertThat(project.wave("plan").out()).contains("stored result of run ", ", 6 days ago");
        var reused = project.wave("run");
        assertThat(reused.out()).contains("reused     made 6 days ago");
        assertThat(news(project, reused.run())).isEqualTo(first);

        clock.advance(Duration.ofDays(2)); // having been reused made it no younger
        assertThat(project.wave("plan").out()).contains("expired, of run ", ", 8 days ago; will run");
        assertThat(project.wave("why", "read").out())
                .contains(
                        "read would run: its stored result, from run ", ", 8 days ago, is older than its `ttl` of 7 d");
        var second = run(project);
        assertThat(second).isNotEqualTo(first);
        assertThat(project.wave("why", "read").out()).contains("read would not run");
        assertThat(run(project)).isEqualTo(second);
    }

    @Test
    void a_result_from_the_future_is_not_trusted_to_be_young() throws Exception {
        var project = project("{ttl: 7d}").committed();
        var first = run(project);

        project.at(Clock.fixed(START.minus(Duration.ofHours(1)), clock.getZone()));
        assertThat(run(project)).isEqualTo(first);
        project.at(Clock.fixed(START.minus(Duration.ofDays(30)), clock.getZone()));
        assertThat(run(project)).isNotEqualTo(first);
    }

    @Test
    void an_expired_result_stays_in_its_recording() throws Exception {
        var project = project("{ttl: 7d}").committed();
        var recorded = run(project, "--fresh");
        assertThat(project.wave("record").code()).isZero();

        clock.advance(Duration.ofDays(100));
        assertThat(run(project, "--locked")).isEqualTo(recorded);
    }

    @Test
    void of_three_samples_three_are_drawn_and_the_newest_one_stays() throws Exception {
        var project = project("{samples: 3}").committed();
        var first = run(project);
        clock.advance(Duration.ofMinutes(1));

        assertThat(project.wave("plan").out()).contains("sample 2 of 3 is next; will run");
        assertThat(project.wave("why", "read").out()).contains("read would run: sample 2 of its 3 is not there yet");
        var second = run(project);
        clock.advance(Duration.ofMinutes(1));
        var third = run(project);
        clock.advance(Duration.ofMinutes(1));

        assertThat(Set.of(first, second, third)).hasSize(3);
        assertThat(project.wave("plan").out()).contains("stored result of run ");
        assertThat(run(project)).isEqualTo(third);

        var fourth = run(project, "--fresh"); // replaces the first
        assertThat(fourth).isNotIn(first, second, third);
        assertThat(run(project)).isEqualTo(fourth);
    }

    @Test
    void asking_for_samples_counts_what_is_there() throws Exception {
        var project = project("auto").committed();
        var first = run(project);
        project("{samples: 2}");
        assertThat(project.wave("plan").out()).contains("sample 2 of 2 is next");
        clock.advance(Duration.ofMinutes(1));
        var second = run(project);

        assertThat(run(project)).isEqualTo(second);
        project("auto");
        assertThat(run(project)).isEqualTo(first);
    }

    @Test
    void a_recording_keeps_the_sample_it_was_made_with() throws Exception {
        var project = project("{samples: 3}").committed();
        run(project);
        clock.advance(Duration.ofMinutes(1));
        var run = project.wave("run").run();
        var second = news(project, run);
        assertThat(project.wave("record", "--run", run).code()).isZero();
        clock.advance(Duration.ofMinutes(1));
        run(project);

        assertThat(run(project, "--locked")).isEqualTo(second);
        assertThat(project.wave("verify").code()).isZero();
    }
}
