package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `wave plan` says before a run: which steps run and why, what they took before, and how the
/// pipeline differs from
/// its lock.
class PlanTest {
    @TempDir
    Path temp;

    private static String pipeline(String look, String when) {
        return """
                default_adapter: answers
                adapters: {answers: {type: scripted, script: answers.yaml}}
                pipeline:
                  name: review
                  params: {subject: {type: string, default: things}}
                  steps:
                    - {id: look, persona: navigator, task: "%s", artifacts: [findings]}
                    - {id: judge, persona: reviewer, dependencies: [look], task: Judge, artifacts: [verdict]}
                    - {id: tell, when: "%s", run: "true"}
                    - {id: count, run: "ls | wc -l > .wave/out/number", artifacts: [number]}
                """.formatted(look, when);
    }

    private WaveInProcess project() throws InterruptedException {
        return new WaveInProcess(temp)
                .with("WAVE_TRUST", "1")
                .file("answers.yaml", "default: {say: done}\n")
                .file("a.txt", "a\n")
                .file("wave.yaml", pipeline("Look", "{{ params.subject != 'nothing' }}"))
                .committed();
    }

    private static JsonObject json(WaveInProcess project, String... words) throws InterruptedException {
        var said = project.wave(Stream.concat(Stream.of("plan", "--format", "json"), Arrays.stream(words))
                .toArray(String[]::new));
        assertThat(said.code()).as(said.all()).isZero();
        return JsonParser.parseString(said.out()).getAsJsonObject();
    }

    /// The lines that begin with a mark, each up to its step's name.
    private static String marks(String text) {
        return text.lines()
                .filter(line -> line.matches("[=~+?!-] \\w+  .*"))
                .map(line -> line.substring(0, line.indexOf("  ")))
                .collect(Collectors.joining(", "));
    }

    @Test
    void marks_what_is_new_what_may_run_what_is_stored_and_what_never_is() throws Exception {
        var project = project();

        var first = project.wave("plan");
        assertThat(marks(first.out())).isEqualTo("+ look, ! tell, + count, ? judge");
        assertThat(first.out()).endsWith("""
                Plan: 3 to run, 1 may run.
                Estimate: unknown, nothing of this ever ran here to its end.
                """);

        assertThat(project.wave("run").code()).isZero();
        var second = project.wave("plan");
        assertThat(marks(second.out())).isEqualTo("= look, ! tell, = count, = judge");
        assertThat(second.out()).contains("Plan: 1 to run, 3 stored.\nEstimate, from earlier runs: ");

        var skipping = project.wave("plan", "--subject=nothing", "--detailed-exitcode");
        assertThat(marks(skipping.out())).isEqualTo("= look, - tell, = count, = judge");
        assertThat(skipping.out()).endsWith("Plan: 0 to run, 3 stored, 1 skipped.\n");
        assertThat(skipping.code()).isZero();
        assertThat(project.wave("plan", "--detailed-exitcode").code()).isEqualTo(4);
    }

    @Test
    void names_what_changed_before_it_costs_anything() throws Exception {
        var project = project();
        project.wave("run");
        project.file("wave.yaml", pipeline("Look twice", "{{ params.subject != 'nothing' }}"));

        var edited = project.wave("plan");

        assertThat(marks(edited.out())).isEqualTo("~ look, ! tell, = count, ? judge");
        assertThat(edited.out()).contains("will run: task changed, \"Look\" → \"Look twice\"");

        project.file("wave.yaml", pipeline("Look", "{{ params.subject != 'nothing' }}"))
                .file("a.txt", "b\n");
        assertThat(project.wave("plan").out()).contains("will run: files changed, a.txt");
        var look =
                json(project).getAsJsonArray("steps").get(0).getAsJsonObject().getAsJsonObject("reuse");
        assertThat(look.get("state").getAsString()).isEqualTo("changed");
        assertThat(look.get("component").getAsString()).isEqualTo("tree");
        assertThat(look.getAsJsonArray("files").get(0).getAsString()).isEqualTo("a.txt");
    }

    @Test
    void says_what_a_step_may_do_that_the_lock_does_not_know() throws Exception {
        var project = project();
        assertThat(project.wave("lock").code()).isZero();
        assertThat(project.wave("plan").out()).doesNotContain("wave.lock");
        project.file(".wave/personas/navigator.md", """
                ---
                description: Looks
                permissions: {allow: [Read, Grep, Bash, "Network(docs.example.org)"]}
                ---
                Look.
                """);

        var plan = project.wave("plan").out();

        assertThat(plan).contains("""

                what steps may do, against wave.lock
                  look  + Bash
                  look  + Network(docs.example.org)
                  look  - \
                """).contains("\ndrift from wave.lock\n").contains("  persona navigator: was ");
        var lock = json(project).getAsJsonObject("lock");
        assertThat(lock.getAsJsonArray("grants").get(0).getAsJsonObject().getAsJsonArray("added"))
                .hasToString("[\"Bash\",\"Network(docs.example.org)\"]");
        assertThat(lock.getAsJsonArray("drift")).isNotEmpty();
    }

    @Test
    void fits_a_terminal_and_gives_many_steps_a_line_each() throws Exception {
        var steps = IntStream.range(0, 100)
                .mapToObj(i -> "    - {id: s%d, persona: navigator, task: \"Look at part %d\", artifacts: [a%d]}"
                        .formatted(i, i, i))
                .collect(Collectors.joining("\n"));
        var project = project().file("wave.yaml", """
                default_adapter: answers
                adapters: {answers: {type: scripted, script: answers.yaml}}
                pipeline:
                  name: many
                  steps:
                """ + steps + "\n");

        var brief = project.wave("plan");
        var full = project.wave("plan", "-v");

        assertThat(brief.out().lines()).hasSizeBetween(100, 115).allMatch(line -> line.length() <= 80);
        assertThat(full.out().lines()).hasSizeGreaterThan(300).allMatch(line -> line.length() <= 80);
        assertThat(brief.err()).contains("`wave plan -v` says all of them");
    }
}
