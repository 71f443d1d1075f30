package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.model.Limits;
import dev.wave.model.Persona;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.testkit.ModelStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every adapter must do with the real program of its agent, against a scripted model API: work, let a
/// person see it, tell what was used, keep what it may not do, and end in every case as documented, soon, with
/// nothing left behind.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class AgentProgramContract extends AgentFixture {
    static final List<String> WRITER = List.of("Read", "Write", "Edit", "Bash");

    /// Short, so that the whole suite is.
    static final Limits SHORT = new Limits(Duration.ofSeconds(40), Duration.ofSeconds(4), 4_000_000);

    @TempDir
    static Path stubs;

    private static Optional<ModelStub> started = Optional.empty();

    final String test = UUID.randomUUID().toString();
    Path home;

    /// Settings that make the program ask this API and not retry by itself.
    abstract AdapterSettings asking(BaseUrl api);

    /// The same, with as many retries as it has by itself.
    abstract AdapterSettings retrying(BaseUrl api);

    @BeforeAll
    static void start_the_API() throws IOException {
        started = Optional.empty();
    }

    @AfterAll
    static void end_the_API() {
        started.ifPresent(ModelStub::close);
    }

    @BeforeEach
    void have_a_home() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("mine.txt"), "mine");
        Files.writeString(workspace.resolve("hello.txt"), "hello\n");
    }

    @AfterEach
    void nothing_of_the_users_is_changed() throws IOException {
        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(home.resolve("mine.txt"));
        }
        if (Files.exists(folder.resolve("scratch"))) {
            try (var left = Files.list(folder.resolve("scratch"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    static ModelStub stub() throws IOException {
        if (started.isEmpty()) {
            started = Optional.of(ModelStub.start(Files.createTempDirectory(stubs, "stub"), "{}"));
        }
        return started.get();
    }

    @Test
    void says_its_answer_and_what_it_used() throws Exception {
        var answer = ask("text");

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEqualTo("stub: ok");
        assertThat(tokens(answer)).isEqualTo(served());
        assertThat(answer.usage().cost()).isPresent();
        assertThat(activity).contains(new Activity.Said("stub: ok"));
        assertThat(text(answer)).contains("stub: ok");
    }

    @Test
    void a_task_of_any_length_and_with_any_character_arrives() throws Exception {
        var task = "x".repeat(300_000)
                + " ' \" $HOME `id` \\ é 🌊 [[stub-json:{\"steps\":[{\"text\":\"{{n}} got it\"}]}]]";

        var answer = work(task, persona(List.of()), SHORT);

        assertThat(answer.finalMessage()).isEqualTo("0 got it");
    }

    @Test
    void writes_edits_and_runs_commands_and_a_person_sees_it() throws Exception {
        var answer = play(
                WRITER,
                "{\"write\":{\"path\":\"src/new.txt\",\"content\":\"new\\n\"}}",
                "{\"read\":{\"path\":\"hello.txt\"}}",
                "{\"edit\":{\"path\":\"hello.txt\",\"old\":\"hello\",\"new\":\"goodbye\"}}",
                "{\"bash\":{\"command\":\"wc -l hello.txt > count.txt; exit 3\"}}",
                "{\"text\":\"did it all\"}");

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEqualTo("did it all");
        assertThat(workspace.resolve("src/new.txt")).hasContent("new");
        assertThat(workspace.resolve("hello.txt")).hasContent("goodbye");
        assertThat(workspace.resolve("count.txt")).exists();
        assertThat(tokens(answer)).isEqualTo(served());
        assertThat(activity.stream()
                        .filter(Activity.ToolStarted.class::isInstance)
                        .map(heard -> ((Activity.ToolStarted) heard).tool()))
                .containsExactly("Write", "Read", "Edit", "Bash");
        assertThat(activity.stream()
                        .filter(Activity.ToolFinished.class::isInstance)
                        .map(heard -> ((Activity.ToolFinished) heard).ok()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void one_who_may_not_write_does_not_and_that_is_said() throws Exception {
        var answer = play(
                List.of("Read"),
                "{\"call\":{\"name\":\"Write\",\"input\":{\"file_path\":\"" + workspace
                        + "/new.txt\",\"content\":\"x\"}}}",
                "{\"text\":\"done\"}");

        assertThat(answer.failure()).isEmpty();
        assertThat(workspace.resolve("new.txt")).doesNotExist();
        assertThat(activity).contains(new Activity.Notice("was not permitted: Write(" + workspace + "/new.txt)"));
    }

    @Test
    void what_it_hands_over_can_be_written_by_one_who_may_not_write() throws Exception {
        var answer = play(
                List.of("Read"),
                "{\"call\":{\"name\":\"Write\",\"input\":{\"file_path\":\"" + workspace
                        + "/.wave/out/report.json\",\"content\":\"{}\"}}}",
                "{\"text\":\"done\"}");

        assertThat(answer.failure()).isEmpty();
        assertThat(workspace.resolve(".wave/out/report.json")).hasContent("{}");
    }

    @Test
    void an_answer_that_has_to_fit_a_schema_is_the_message() throws Exception {
        var schema = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
                + "\"properties\":{\"score\":{\"type\":\"integer\"}},\"required\":[\"score\"]}";

        var answer = adapter()
                .work(
                        assignment(asking(api()), persona(List.of()), SHORT, "[[stub:json]]", 1, Optional.of(schema)),
                        activity::add);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEqualTo("{\"score\":1}");
    }

    @Test
    void cancelling_leaves_nothing_running() throws Exception {
        var task = new FutureTask<>(() -> play(
                WRITER,
                "{\"bash\":{\"command\":\"echo up > up.txt; trap '' TERM; while :; do sleep 0.1; done\"}}",
                "{\"text\":\"done\"}"));
        var thread = Thread.ofVirtual().start(task);
        await(() -> Files.exists(workspace.resolve("up.txt")));

        thread.interrupt();

        assertThat(task.get().failure()).contains(new Failure.Cancelled());
        assertThat(task.get().usage().outputTokens()).isEqualTo(34);
        assertThat(task.get().usage().cost()).isEmpty();
    }

    @Test
    void a_shell_that_it_leaves_behind_is_ended() throws Exception {
        var answer = play(
                WRITER,
                "{\"bash\":{\"command\":\"(trap '' TERM HUP; exec setsid sleep 4711) >/dev/null 2>&1 & echo left\"}}",
                "{\"text\":\"done\"}");

        assertThat(answer.failure()).isEmpty(); // and the fixture finds nothing alive
    }

    @Test
    void a_command_that_hangs_is_ended_with_the_attempt() throws Exception {
        var answer = play(
                WRITER,
                "{\"bash\":{\"command\":\"trap '' TERM; while :; do sleep 0.1; done\"}}",
                "{\"text\":\"done\"}");

        assertThat(answer.failure()).contains(new Failure.TimedOut(Failure.Limit.IDLE, SHORT.idle()));
    }

    @Test
    void a_limit_of_requests_passes() throws Exception {
        assertThat(ask("e429").failure()).hasValueSatisfying(AgentProgramContract::passes);
    }

    @Test
    void how_long_to_wait_is_known_when_it_was_told() throws Exception {
        assertThat(ask(retrying(api()), "e429").failure())
                .hasValueSatisfying(failure ->
                        assertThat(((Failure.Transient) failure).retryAfter()).contains(Duration.ofSeconds(1)));
    }

    @Test
    void a_wait_of_an_hour_is_not_waited_for_inside() throws Exception {
        assertThat(ask(retrying(api()), "e429long").failure()).hasValueSatisfying(AgentProgramContract::passes);
    }

    @Test
    void what_is_mended_by_asking_again_is_no_failure() throws Exception {
        var answer = ask(retrying(api()), "e429once");

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEqualTo("stub: recovered");
        assertThat(tokens(answer)).isEqualTo(new Usage(1400, 1000, 34, 1, Optional.empty()));
        assertThat(activity).anyMatch(heard -> heard instanceof Activity.Notice(var text) && text.contains("429"));
    }

    @Test
    void errors_of_the_server_pass() throws Exception {
        for (var scenario : List.of("e500", "e503", "e529", "streamerror")) {
            assertThat(ask(scenario).failure()).as(scenario).hasValueSatisfying(AgentProgramContract::passes);
        }
    }

    @Test
    void a_server_that_is_not_there_passes() throws Exception {
        assertThat(ask(asking(url("http://127.0.0.1:1")), "text").failure())
                .hasValueSatisfying(AgentProgramContract::passes);
    }

    @Test
    void an_answer_that_is_cut_passes() throws Exception {
        assertThat(ask("cut").failure()).hasValueSatisfying(AgentProgramContract::passes);
        assertThat(ask("cut0").failure()).hasValueSatisfying(AgentProgramContract::passes);
    }

    @Test
    void an_answer_that_makes_no_sense_passes() throws Exception {
        for (var scenario : List.of("garbage", "garbagejson", "garbagesse")) {
            assertThat(ask(scenario).failure()).as(scenario).hasValueSatisfying(AgentProgramContract::passes);
        }
    }

    @Test
    void an_answer_that_never_begins_is_bounded() throws Exception {
        assertThat(ask("hang").failure()).hasValueSatisfying(AgentProgramContract::passes);
    }

    @Test
    void an_answer_that_begins_late_is_waited_for() throws Exception {
        var answer =
                work("[[stub-json:{\"steps\":[{\"text\":\"late\",\"delayMs\":1500}]}]]", persona(List.of()), SHORT);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage()).isEqualTo("late");
    }

    @Test
    void an_answer_that_stalls_is_bounded_by_silence() throws Exception {
        assertThat(ask("hangstream").failure()).contains(new Failure.TimedOut(Failure.Limit.IDLE, SHORT.idle()));
    }

    @Test
    void a_long_answer_that_comes_slowly_is_no_silence() throws Exception {
        var answer = work(
                "[[stub-json:{\"steps\":[{\"text\":\"" + "a word at a time ".repeat(12) + "\",\"chunkMs\":700}]}]]",
                persona(List.of()),
                SHORT);

        assertThat(answer.failure()).isEmpty();
    }

    @Test
    void an_answer_without_end_is_bounded() throws Exception {
        var limits = new Limits(SHORT.timeout(), SHORT.idle(), 100_000);
        var words = "z".repeat(200_000);

        assertThat(work("[[stub-json:{\"steps\":[{\"text\":\"" + words + "\"}]}]]", persona(List.of()), limits)
                        .failure())
                .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(Failure.OutputExceeded.class));
    }

    @Test
    void what_asking_again_cannot_mend_is_the_agents_failure() throws Exception {
        for (var scenario : List.of("e400", "e401", "e403", "e404", "e413", "context", "refusal", "maxtokens")) {
            assertThat(ask(scenario).failure())
                    .as(scenario)
                    .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(Failure.AgentFailed.class));
        }
    }

    /// The API at an address of this test's own.
    BaseUrl api() throws IOException {
        return url(stub().url(test));
    }

    static BaseUrl url(String text) {
        return ((BaseUrl.Read.Good) BaseUrl.read(text)).url();
    }

    static void passes(Failure failure) {
        assertThat(failure).isInstanceOf(Failure.Transient.class);
    }

    Answer ask(String scenario) throws Exception {
        return ask(asking(api()), scenario);
    }

    Answer ask(AdapterSettings settings, String scenario) throws Exception {
        return adapter()
                .work(
                        assignment(
                                settings, persona(List.of()), SHORT, "[[stub:" + scenario + "]]", 1, Optional.empty()),
                        activity::add);
    }

    Answer play(List<String> tools, String... turns) throws Exception {
        return work("[[stub-json:{\"steps\":[" + String.join(",", turns) + "]}]]", persona(tools), SHORT);
    }

    Answer work(String task, Persona persona, Limits limits) throws Exception {
        return adapter().work(assignment(asking(api()), persona, limits, task, 1, Optional.empty()), activity::add);
    }

    /// What the API has served in this test: it counts the same for every call.
    Usage served() throws IOException {
        int calls = stub().calls(test).size();
        return Stream.generate(() -> new Usage(1400, 1000, 34, 1, Optional.empty()))
                .limit(calls)
                .reduce(new Usage(0, 0, 0, 0, Optional.empty()), Usage::plus);
    }

    static Usage tokens(Answer answer) {
        var usage = answer.usage();
        return new Usage(
                usage.inputTokens(), usage.cachedTokens(), usage.outputTokens(), usage.modelCalls(), Optional.empty());
    }
}
