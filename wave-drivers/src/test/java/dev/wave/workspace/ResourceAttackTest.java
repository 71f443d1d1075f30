package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.SandboxMode;
import dev.wave.process.Programs;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.spi.Containment;
import dev.wave.spi.Site;
import dev.wave.testkit.RealAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A step that takes more of the machine than it is given.
class ResourceAttackTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path temporary;

    private WorkspaceFixture open;
    private WorkspaceFixture sandboxed;

    private void machines(String way) throws IOException {
        open = WorkspaceFixture.of(Files.createDirectories(temporary.resolve("open")), way, SandboxMode.NONE);
        sandboxed = WorkspaceFixture.of(Files.createDirectories(temporary.resolve("sandboxed")), way, SandboxMode.AUTO);
    }

    @AfterEach
    void close() throws IOException {
        if (open != null) {
            open.close();
        }
        if (sandboxed != null) {
            sandboxed.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void more_memory_than_its_limit(String way) throws IOException {
        machines(way);
        if (Programs.find("python3", System.getenv("PATH"), Path.of("/")).isEmpty()) {
            RealAgent.absent("python3 is not installed");
        }
        assumeTrue(
                sandboxed.workspaces.enforcement().memory() instanceof Guard.Kept, "no memory limit can be kept here");
        var script = "python3 -c \"x = bytearray(200 << 20)\"";
        var limited =
                new Containment(SandboxMode.AUTO, List.of(), Optional.empty(), List.of("**"), Optional.of(64L << 20));
        try (var workspace = open.open(open.tree("echo a > a"))) {
            assertThat(open.tryRun(workspace, script).exit()).isZero();
        }
        try (var workspace = sandboxed.workspaces.open(sandboxed.request(sandboxed.tree("echo a > a"), limited))) {
            assertThat(sandboxed.tryRun(workspace, script).exit()).isEqualTo(137);
            assertThat(sandboxed.run(workspace, "echo small")).isEqualTo("small\n");
        }
    }

    /// The kernel holds no root to the limit of users. To be quick, the test tightens what is set.
    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void more_processes_than_the_limit_as_root(String way) throws IOException {
        machines(way);
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "others are held by the system");
        assumeTrue(
                sandboxed.workspaces.enforcement().count() instanceof Guard.Kept, "processes cannot be limited here");
        var script =
                "all=; i=0; while [ $i -lt 600 ]; do sleep 100 > /dev/null 2>&1 & all=\"$all $!\"; i=$((i+1)); done;"
                        + " kill $all";
        try (var workspace = open.open(open.tree("echo a > a"))) {
            assertThat(open.tryRun(workspace, script).exit()).isZero();
        }
        var group = Optional.<Path>empty();
        try (var workspace = sandboxed.open(sandboxed.tree("echo a > a"))) {
            assertThat(sandboxed.tryRun(workspace, script).exit()).isZero();
            var launch = workspace.site().launch(List.of("/bin/sh", "-c", script), ".");
            group = group(launch.argv());
            if (group.isPresent()) {
                assertThat(group.get().resolve("pids.max")).content().isEqualTo("8192\n");
                Files.writeString(group.get().resolve("pids.max"), "400");
            }
            var ran = WorkspaceFixture.finish(WorkspaceFixture.start(tightened(launch)));
            assertThat(ran.exit()).isNotZero();
            assertThat(ran.output()).containsIgnoringCase("fork");
        }
        group.ifPresent(removed -> assertThat(removed).doesNotExist());
    }

    /// The limit of the namespace; the system's own for users holds no root.
    private static Site.Launch tightened(Site.Launch launch) {
        return new Site.Launch(
                launch.argv().stream().map(word -> word.replace("8192", "400")).toList(), launch.directory());
    }

    private static Optional<Path> group(List<String> line) {
        return Pattern.compile("/sys/fs/cgroup/[^\\s']*wave-[0-9a-f]+")
                .matcher(String.join(" ", line))
                .results()
                .map(found -> Path.of(found.group()))
                .filter(path -> Files.exists(path.resolve("pids.max")))
                .findFirst();
    }
}
