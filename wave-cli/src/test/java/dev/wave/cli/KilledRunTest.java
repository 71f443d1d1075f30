package dev.wave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A run of twelve steps whose process is killed, at every event or at any time, and resumed.
///
/// `-Dwave.kills=100` kills after each event and at a hundred instants; without it only at some.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("wave.kills", 0);
    private static final int INSTANTS = KILLS > 0 ? KILLS : 4;
    private static final int EVERY = KILLS > 0 ? 1 : 13;

    private static final String AGENT = """
            echo "$WAVE_STEP start" >> "$LEDGER"
            cat > /dev/null
            sleep 0.0${#WAVE_STEP}
            value=good
            case "$WAVE_STEP:$WAVE_ATTEMPT" in repair:1) value=bad ;; esac
            mkdir -p made
            echo "$WAVE_STEP $value" > "made/$WAVE_STEP.txt"
            { echo "$WAVE_STEP $value"; cat "$WAVE_IN"/* 2>/dev/null || true; } > "$WAVE_OUT/$WAVE_STEP-note.txt"
            """;

    private static final Map<String, List<String>> NEEDS = needs();

    @TempDir
    static Path temp;

    private int projects;
    private int events;
    private long wall;
    private List<String> made = List.of();
    private Map<String, Integer> starts = Map.of();

    private static Map<String, List<String>> needs() {
        var needs = new LinkedHashMap<String, List<String>>();
        needs.put("plan", List.of());
        needs.put("one", List.of("plan"));
        needs.put("two", List.of("plan"));
        needs.put("three", List.of("plan"));
        needs.put("repair", List.of("plan"));
        needs.put("join", List.of("one", "two"));
        needs.put("other", List.of("three", "repair"));
        needs.put("left", List.of("join"));
        needs.put("right", List.of("join", "other"));
        needs.put("sum", List.of("left", "right"));
        needs.put("check", List.of("other"));
        needs.put("end", List.of("sum", "check"));
        return needs;
    }

    private static String pipeline() {
        var text = new StringBuilder("name: twelve\nmax_parallel: 4\nsteps:\n");
        NEEDS.forEach((step, needs) ->
                text.append("""
                  - id: %s
                    persona: craftsman
                    task: "Make %s"
                    dependencies: %s
                    artifacts: [{name: %s-note, format: text}]
                """.formatted(step, step, needs, step)).append(step.equals("repair") ? """
                                      handover:
                                        contract: {type: command, command: grep -q good made/repair.txt, on_failure: retry, max_retries: 2}
                                  """ : ""));
        return text.toString();
    }

    private LiveProject project() throws IOException, InterruptedException {
        projects++;
        return new LiveProject(Files.createDirectory(temp.resolve("p" + projects)), AGENT, pipeline());
    }

    @BeforeAll
    void uninterrupted() throws Exception {
        var project = project();
        var began = System.nanoTime();
        var ended = project.finish("run", "--format", "ndjson");
        wall = System.nanoTime() - began;
        assertThat(ended.code()).as(ended.toString()).isZero();
        events = (int) ended.out().lines().count();
        made = project.made();
        starts = project.starts();
        assertThat(starts).hasSize(12).containsEntry("repair", 2).containsEntry("end", 1);
        project.assertNothingIsLeft();
    }

    @Test
    void killed_after_an_event_it_ends_like_one_that_was_not() throws Exception {
        for (var event = 1; event < events; event += EVERY) {
            var project = project();
            var process = project.start("run", "--format", "ndjson");
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var seen = 0; seen < event && lines.readLine() != null; ) {
                    seen++;
                }
                kill(process);
            }
            assertEndsWell(project, "killed after event " + event);
        }
    }

    @Test
    void killed_at_any_instant_it_ends_like_one_that_was_not() throws Exception {
        var random = new Random(20);
        for (var kill = 0; kill < INSTANTS; kill++) {
            var project = project();
            var instant = random.nextLong(wall);
            var process = project.start("run", "--format", "ndjson");
            process.waitFor(instant, TimeUnit.NANOSECONDS);
            kill(process);
            assertEndsWell(project, "killed after " + instant / 1_000_000 + " ms of " + wall / 1_000_000);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    private void assertEndsWell(LiveProject project, String when) throws Exception {
        var before = project.journal();
        var ended = project.wave(before.isEmpty() ? "run" : "resume");
        assertThat(ended.code()).as(when + "\n" + ended).isZero();
        var journal = project.journal();
        assertThat(project.made()).as(when).isEqualTo(made);
        assertNothingStartsAfterItsEnd(journal, when);
        var began = project.starts();
        var attempts = attempts(journal);
        for (var step : NEEDS.keySet()) {
            assertThat(began.get(step))
                    .as(when + ": starts of " + step)
                    .isBetween(1, starts.getOrDefault(step, 0) + 1)
                    .isLessThanOrEqualTo(attempts.getOrDefault(step, 0));
        }
        project.assertNothingIsLeft();
    }

    private static void assertNothingStartsAfterItsEnd(List<JsonObject> journal, String when) {
        var over = new HashSet<String>();
        for (var event : journal) {
            var type = event.get("type").getAsString();
            if (type.equals("attempt_started")) {
                assertThat(over)
                        .as(when + "\n" + journal)
                        .doesNotContain(event.get("step").getAsString());
            } else if (type.equals("step_finished")) {
                assertThat(over.add(event.get("step").getAsString()))
                        .as(when + "\n" + journal)
                        .isTrue();
            }
        }
        assertThat(over).as(when).hasSize(12);
    }

    private static Map<String, Integer> attempts(List<JsonObject> journal) {
        var attempts = new TreeMap<String, Integer>();
        journal.stream()
                .filter(event -> event.get("type").getAsString().equals("attempt_started"))
                .forEach(event -> attempts.merge(event.get("step").getAsString(), 1, Integer::sum));
        return attempts;
    }
}
