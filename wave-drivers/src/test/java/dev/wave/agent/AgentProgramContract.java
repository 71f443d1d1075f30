package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.deliverable.Steps;
import dev.wave.model.AdapterName;
import dev.wave.model.SandboxMode;
import dev.wave.plan.DefaultAdapter;
import dev.wave.plan.Presence;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every adapter must do with the real program of its agent, in the sandbox and against a scripted model
/// API: work, let a person see it, tell what was used, keep what it may not do, and leave nothing behind.
@Timeout(60)
abstract class AgentProgramContract extends AgentProgramFixture {

    @Test
    void says_its_answer_and_what_it_used() throws Exception {
        assertAnswers(job());
    }

    @Test
    void works_where_there_is_no_sandbox() throws Exception {
        assertAnswers(job().in(SandboxMode.NONE));
    }

    private void assertAnswers(AgentJob job) throws Exception {
        var ended = job.ask("text");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.answer().finalMessage()).isEqualTo("stub: ok");
        assertThat(ended.tokens()).isEqualTo(job.served());
        assertThat(ended.answer().usage().cost().isPresent())
                .isEqualTo(program().tellsPrices());
        assertThat(ended.activity()).contains(new Activity.Said("stub: ok"));
        assertThat(ended.transcript()).contains("stub: ok");
    }

    @Test
    void a_task_of_any_length_and_with_any_character_arrives() throws Exception {
        var ended = job().work("x".repeat(300_000)
                + " ' \" $HOME `id` \\ é 🌊 [[stub-json:{\"steps\":[{\"text\":\"{{n}} got it\"}]}]]");

        assertThat(ended.answer().finalMessage()).isEqualTo("0 got it");
    }

    @Test
    void writes_edits_and_runs_commands_and_a_person_sees_it() throws Exception {
        var job = writer();
        var ended = job.play(
                "{\"write\":{\"path\":\"src/new.txt\",\"content\":\"new\\n\"}}",
                "{\"read\":{\"path\":\"hello.txt\"}}",
                "{\"edit\":{\"path\":\"hello.txt\",\"old\":\"hello\",\"new\":\"goodbye\"}}",
                "{\"bash\":{\"command\":\"wc -l < hello.txt > count.txt; exit 3\"}}",
                "{\"text\":\"did it all\"}");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.answer().finalMessage()).isEqualTo("did it all");
        assertThat(ended.changes())
                .containsOnlyKeys("src/new.txt", "hello.txt", "count.txt")
                .containsEntry("src/new.txt", "new\n")
                .containsEntry("hello.txt", "goodbye\n")
                .containsEntry("count.txt", "1\n");
        assertThat(ended.tokens()).isEqualTo(job.served());
        assertThat(ended.activity().stream()
                        .filter(Activity.ToolStarted.class::isInstance)
                        .map(heard -> ((Activity.ToolStarted) heard).tool()))
                .containsExactlyElementsOf(program().tools());
        assertThat(ended.activity().stream()
                        .filter(Activity.ToolFinished.class::isInstance)
                        .map(heard -> ((Activity.ToolFinished) heard).ok()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void what_it_hands_over_can_be_written_by_one_who_may_not_write() throws Exception {
        var ended = job().play(
                        "{\"write\":{\"path\":\"/workspace/.wave/out/report.json\",\"content\":\"{}\"}}",
                        "{\"text\":\"done\"}");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.out()).containsExactly(Map.entry("report.json", "{}"));
    }

    @Test
    void what_it_hands_over_by_the_tool_is_checked_at_once_and_mended_in_the_session() throws Exception {
        var step = Steps.step("deliverables: [{name: report, format: json, schema: {type: object,"
                + " required: [title], properties: {title: {type: string, minLength: 5}}}}]");
        var call = "{\"call\":{\"name\":\"" + program().handingOver()
                + "\",\"input\":{\"name\":\"report\",\"content\":{\"title\":\"%s\"}}}}";

        var ended = job().handingOver(step)
                .play(call.formatted("x"), call.formatted("A full title"), "{\"text\":\"handed over\"}");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.answer().finalMessage()).isEqualTo("handed over");
        assertThat(ended.out()).containsExactly(Map.entry("report.json", "{\n  \"title\": \"A full title\"\n}\n"));
        assertThat(ended.notices()).containsSubsequence("submitted report: 1 violation", "submitted report: accepted");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "NONE"})
    void of_the_environment_and_the_key_of_the_person_it_gets_nothing(SandboxMode mode) throws Exception {
        var ended = writer().in(mode).play("{\"bash\":{\"command\":\"env > env.txt\"}}", "{\"text\":\"done\"}");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.changes()).containsOnlyKeys("env.txt");
        assertThat(ended.changes().get("env.txt"))
                .contains("PATH=")
                .doesNotContain(
                        "the-real-key", "the-persons-own", world().home().toString());
    }

    /// Its own tools and its shell, first seen to reach out where there is no sandbox.
    @Test
    void files_outside_of_its_workspace_are_out_of_its_reach_in_the_sandbox() throws Exception {
        var outside = world().scratch().resolve("outside.txt");
        var redirect = "{\"bash\":{\"command\":\"echo x > " + outside + "\"}}";
        var done = "{\"text\":\"done\"}";
        assertThat(writer().in(SandboxMode.NONE).play(redirect, done).answer().failure())
                .isEmpty();
        assertThat(outside).as("the attack works").exists();
        Files.delete(outside);

        for (var job : List.of(job(), writer())) {
            for (var attack : List.of(
                    redirect,
                    "{\"write\":{\"path\":\"" + outside + "\",\"content\":\"x\"}}",
                    "{\"edit\":{\"path\":\"" + world().home().resolve("mine.txt")
                            + "\",\"old\":\"mine\",\"new\":\"theirs\"}}")) {
                assertThat(job.play(attack, done).answer().failure()).isEmpty();
            }
        }
        assertThat(outside).doesNotExist();
        world().assertUntouched();
    }

    @Test
    void a_machine_without_the_program_or_a_key_is_told_what_to_install_or_to_set() throws Exception {
        var settings = program().settings(world().api("nobody"), 0);
        var usual = DefaultAdapter.builtIn(new AdapterName(settings.type()));

        var program = program()
                .finder(
                        world().project(),
                        Map.of("PATH", "/nonexistent", program().keyVariable(), "k"));
        assertThat(program.find(usual))
                .isInstanceOfSatisfying(
                        Presence.Missing.class,
                        missing -> assertThat(missing.fix()).contains("install"));
        var key = program().finder(world().project(), Map.of("PATH", System.getenv("PATH")));
        assertThat(key.find(settings))
                .isInstanceOfSatisfying(
                        Presence.Missing.class,
                        missing -> assertThat(missing.fix())
                                .contains("set " + program().keyVariable()));
        var both = program()
                .finder(
                        world().project(),
                        Map.of("PATH", System.getenv("PATH"), program().keyVariable(), "k"));
        assertThat(both.find(settings)).isEqualTo(new Presence.Here());
    }

    @Test
    void an_answer_that_has_to_fit_a_schema_is_the_message() throws Exception {
        var ended = job().answering("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
                        + "\"properties\":{\"score\":{\"type\":\"integer\"}},\"required\":[\"score\"]}")
                .ask("json");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.answer().finalMessage()).isEqualTo("{\"score\":1}");
    }

    @Test
    void cancelling_leaves_nothing_running() throws Exception {
        var job = writer();
        try (var workspace = job.open()) {
            var task = new FutureTask<>(() -> job.work(
                    "[[stub-json:{\"steps\":[{\"bash\":{\"command\":\"echo up > .wave/out/up; trap '' TERM;"
                            + " while :; do sleep 0.1; done\"}}]}]]",
                    workspace));
            var thread = Thread.ofVirtual().start(task);
            while (!Files.exists(workspace.out().resolve("up"))) { // or the test's time is over
                assertThat(task.isDone()).isFalse();
                LockSupport.parkNanos(5_000_000);
            }

            thread.interrupt();

            assertThat(task.get().answer().failure()).contains(new Failure.Cancelled());
            assertThat(task.get().answer().usage().outputTokens())
                    .isEqualTo(program().perCall().outputTokens());
            assertThat(task.get().answer().usage().cost()).isEmpty();
        }
    }

    @Test
    void what_is_mended_by_asking_again_is_no_failure() throws Exception {
        var ended = job().retrying(1).ask("e429once");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.answer().finalMessage()).isEqualTo("stub: recovered");
        assertThat(ended.tokens()).isEqualTo(program().perCall());
        assertThat(ended.notices()).anyMatch(text -> text.contains("429"));
    }

    @Test
    void a_long_answer_that_comes_slowly_is_no_silence() throws Exception {
        var ended = job().within(AgentFailureContract.IMPATIENT)
                .play("{\"text\":\"" + "a word at a time ".repeat(14) + "\",\"chunkMs\":900}");

        assertThat(ended.answer().failure()).isEmpty();
    }

    @Test
    void its_programs_are_held_to_the_limit_of_memory_together() throws Exception {
        assumeTrue(world().limitsMemory(), "no control group may be divided here");
        var ended = writer().withMemory(900L << 20)
                .play(
                        "{\"bash\":{\"command\":\"awk 'BEGIN { while (1) s = s s \\\"0123456789\\\" }'; echo $? > code.txt\"}}",
                        "{\"text\":\"done\"}");

        assertThat(ended.answer().failure()).isEmpty();
        assertThat(ended.changes()).containsEntry("code.txt", "137\n");
    }
}
