package dev.wave.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The real program of an agent in a world of its own. Whatever it does there, nothing of the person's may be
/// another afterwards.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AgentProgramFixture {

    @TempDir
    static Path worlds;

    private Optional<AgentWorld> world = Optional.empty();

    /// The one under test; skips the test if it is not here.
    abstract RealProgram program();

    /// Which workspaces it works in, as `WAVE_WORKSPACES` names them; those of this machine if it says nothing.
    Optional<String> workspaces() {
        return Optional.empty();
    }

    @BeforeAll
    void begin() throws IOException {
        program();
        world = Optional.of(AgentWorld.in(Files.createTempDirectory(worlds, "w"), workspaces()));
    }

    @AfterAll
    void nothing_of_the_persons_is_changed() throws IOException {
        if (world.isPresent()) {
            try (var ended = world.get()) {
                ended.assertUntouched();
            }
        }
    }

    AgentWorld world() {
        return world.orElseThrow();
    }

    /// One that may only read, in the sandbox.
    AgentJob job() {
        return AgentJob.of(world(), program());
    }

    /// One that may write and run commands, in the sandbox.
    AgentJob writer() {
        return job().with(AgentJob.WRITER);
    }
}
