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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A workspace, a project and an empty store for one adapter, and how to let it work there.
abstract class AgentFixture {
    private static final Persona NOBODY = new Persona(
            new PersonaName("assistant"),
            Place.startOf("wave.yaml"),
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            new Permissions(List.of(), List.of()),
            Optional.empty());

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

    Answer work(AdapterSettings settings, Limits limits) throws InterruptedException {
        return work(settings, limits, "the task", 1);
    }

    Answer work(AdapterSettings settings, Limits limits, String task, int attempt) throws InterruptedException {
        var assignment = new AgentAdapter.Assignment(
                new StepId("build"),
                attempt,
                NOBODY,
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
