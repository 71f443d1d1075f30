package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Place;
import dev.wave.model.AdapterName;
import dev.wave.model.AdapterSettings;
import dev.wave.model.Limits;
import dev.wave.model.ModelAccess;
import dev.wave.model.Permissions;
import dev.wave.model.Persona;
import dev.wave.model.PersonaName;
import dev.wave.model.StepId;
import dev.wave.process.Processes;
import dev.wave.process.Sweeper;
import dev.wave.run.Activity;
import dev.wave.run.Failure;
import dev.wave.run.Level;
import dev.wave.spi.AgentAdapter;
import dev.wave.spi.AgentAdapter.Answer;
import dev.wave.spi.Needs;
import dev.wave.spi.Site;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every adapter must do. A test class for an adapter extends this and says how to make its agent
/// behave.
@Timeout(60)
abstract class AgentAdapterContract {

    @TempDir
    Path folder;

    final List<Activity> activity = Collections.synchronizedList(new ArrayList<>());
    final String tag = "agent-test-" + UUID.randomUUID();
    Path workspace;
    Path project;
    FileBlobs blobs;
    Processes processes;

    /// The adapter under test.
    abstract AgentAdapter adapter();

    /// Settings that make the agent do what is described, whatever its task is.
    abstract AdapterSettings agentThat(Behaviour behaviour) throws IOException;

    /// What an agent can be asked to do in these tests.
    enum Behaviour {
        /// Says `all done`, writes `made.txt` and ends well.
        WORKS,
        /// Prints `about to fail` and ends with exit code 3.
        FAILS,
        /// Prints `up` and never ends.
        HANGS,
        /// Prints more than 4 MB.
        BABBLES
    }

    @BeforeEach
    void prepare() throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace"));
        project = Files.createDirectories(folder.resolve("project"));
        blobs = new FileBlobs(folder.resolve("blobs"), notice -> {});
        processes = new Processes(folder.resolve("scratch"), Duration.ofMillis(300), System.getenv());
    }

    @AfterEach
    void nothing_is_alive() {
        assertThat(Sweeper.sweep(tag)).isZero();
    }

    AgentProgram program() {
        return new AgentProgram(processes, blobs, folder.resolve("scratch"));
    }

    @Test
    void the_answer_is_the_final_message_and_the_stream_is_kept() throws Exception {
        var answer = work(Behaviour.WORKS);

        assertThat(answer.failure()).isEmpty();
        assertThat(answer.finalMessage().strip()).endsWith("all done");
        assertThat(workspace.resolve("made.txt")).exists();
        assertThat(text(answer)).contains("all done");
        assertThat(activity).anyMatch(heard -> heard instanceof Activity.Said(var line) && line.contains("all done"));
    }

    @Test
    void an_exit_code_other_than_zero_is_a_failure_with_the_last_lines() throws Exception {
        var answer = work(Behaviour.FAILS);

        assertThat(answer.failure()).hasValueSatisfying(failure -> {
            assertThat(failure).isInstanceOf(Failure.Exited.class);
            assertThat(((Failure.Exited) failure).code()).isEqualTo(3);
            assertThat(((Failure.Exited) failure).lastLines()).contains("about to fail");
        });
    }

    @Test
    void cancelling_kills_all_and_keeps_the_stream() throws Exception {
        var task = new FutureTask<>(() -> work(Behaviour.HANGS));
        var thread = Thread.ofVirtual().start(task);
        await(() -> activity.contains(new Activity.Said("up")));

        thread.interrupt();

        assertThat(task.get().failure()).contains(new Failure.Cancelled());
        assertThat(text(task.get())).contains("up");
    }

    @Test
    void wall_time_is_bounded() throws Exception {
        var limits = new Limits(Duration.ofMillis(600), Duration.ofMinutes(1), 1_000_000);

        assertThat(work(Behaviour.HANGS, limits).failure())
                .contains(new Failure.TimedOut(Failure.Limit.WALL, limits.timeout()));
    }

    @Test
    void silence_is_bounded() throws Exception {
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofMillis(600), 1_000_000);

        assertThat(work(Behaviour.HANGS, limits).failure())
                .contains(new Failure.TimedOut(Failure.Limit.IDLE, limits.idle()));
    }

    @Test
    void output_is_bounded() throws Exception {
        var limits = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000_000);

        assertThat(work(Behaviour.BABBLES, limits).failure())
                .hasValueSatisfying(failure -> assertThat(failure).isInstanceOf(Failure.OutputExceeded.class));
    }

    Answer work(Behaviour behaviour) throws Exception {
        return work(behaviour, Limits.DEFAULT);
    }

    Answer work(Behaviour behaviour, Limits limits) throws Exception {
        return work(agentThat(behaviour), limits);
    }

    Answer work(AdapterSettings settings, Limits limits) throws InterruptedException {
        return work(settings, limits, "the task", 1);
    }

    Answer work(AdapterSettings settings, Limits limits, String task, int attempt) throws InterruptedException {
        var persona = new Persona(
                new PersonaName("assistant"),
                Place.startOf("wave.yaml"),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                new Permissions(List.of(), List.of()),
                Optional.empty());
        var assignment = new AgentAdapter.Assignment(
                new StepId("build"),
                attempt,
                persona,
                settings,
                "",
                task,
                limits,
                new LinkedHashMap<>(Map.of("WAVE_PARAM_FEATURE", "x")),
                new PlainSite(workspace, tag),
                project,
                Optional.empty(),
                Optional.empty());
        return adapter().work(assignment, activity::add);
    }

    AdapterSettings settings(String type, List<String> command, Optional<AdapterSettings.Script> script) {
        return new AdapterSettings(
                new AdapterName("agent"),
                Place.startOf("wave.yaml"),
                type,
                command,
                script,
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                ModelAccess.USUAL);
    }

    String text(Answer answer) {
        return new String(blobs.read(answer.transcript().orElseThrow()).orElseThrow(), StandardCharsets.UTF_8);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(5);
        }
    }

    /// A directory without any sandbox.
    record PlainSite(Path root, String tag) implements Site {
        @Override
        public Launch launch(List<String> command, String dir, Needs needs) {
            return new Launch(command, root.resolve(dir).normalize());
        }

        @Override
        public String inside() {
            return root.toString();
        }

        @Override
        public Level level() {
            return Level.OPEN;
        }
    }
}
