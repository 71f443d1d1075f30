package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.process.Errand;
import dev.wave.process.Programs;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.testkit.RealAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/// What a hostile step tries: each attack, by steps that may write and steps that may only read, in workspaces of
/// both kinds. Each is first seen to succeed without a sandbox, so that the test proves itself, then to fail in it.
///
/// | what is attacked | where it is tried |
/// |---|---|
/// | files outside: an agent's own tool, redirect, `git log --output`, interpreter, `rm`, link out | [Attack]
/// `WRITE_…`, `REMOVE`, `RENAME`; by the real agent: `dev.wave.agent.AgentProgramContract`; in the tree: here |
/// | the user's home and keys, the project, the store | [Attack] `READ_…`, `GROW_…` |
/// | `/proc/*/environ`, other processes | [Attack] `READ_ENVIRONMENTS`; [TrapTest]; `SandboxTest` |
/// | sockets and ports of the machine, other hosts | [Attack] `CONNECT_…`; [TrapTest];
/// `dev.wave.program.NetworkTest` |
/// | another step's workspace, a shared checkout | [TrapTest] |
/// | an output that is a link or a pipe; a hostile `.git/config`; settings of agents; a test that a contract runs; a
/// process that stays | [TrapTest] |
/// | hooks in the settings of an agent | `dev.wave.program.ClaudeCodeTest` |
/// | memory | [ResourceAttackTest] |
/// | time, output | `dev.wave.cli.LimitedStepTest` |
/// | `apply` of a workflow without a yes | `dev.wave.program.MistakesTest`, `dev.wave.git.ApplyTest` |
class AttackTest {
    private static final List<String> WAYS = List.of("overlay", "pool");

    /// What a persona may do to the tree.
    private enum Kind {
        WRITING,
        READ_ONLY;

        Request request(WorkspaceFixture fixture, TreeId tree) {
            return this == WRITING ? fixture.request(tree) : fixture.readOnly(tree);
        }
    }

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path temporary;

    private static AttackScene scene;
    private static final Map<String, Map<SandboxMode, WorkspaceFixture>> FIXTURES = new TreeMap<>();
    private static final Map<WorkspaceFixture, Map<Kind, Workspace>> STEPS = new LinkedHashMap<>();
    private static final Map<String, String> SKIPPED = new TreeMap<>();

    @BeforeAll
    static void a_machine() throws IOException {
        scene = new AttackScene(Files.createDirectories(temporary.resolve("scene")), isInstalled("python3"));
        for (var way : WAYS) {
            try {
                var fixtures = new EnumMap<SandboxMode, WorkspaceFixture>(SandboxMode.class);
                for (var mode : List.of(SandboxMode.AUTO, SandboxMode.NONE)) {
                    var folder = Files.createDirectories(temporary.resolve(way + mode));
                    fixtures.put(mode, WorkspaceFixture.of(folder, way, mode));
                }
                for (var fixture : fixtures.values()) {
                    AttackScene.furnish(fixture);
                    var tree = tree(fixture);
                    var steps = new EnumMap<Kind, Workspace>(Kind.class);
                    for (var kind : Kind.values()) {
                        steps.put(kind, fixture.workspaces.open(kind.request(fixture, tree)));
                    }
                    STEPS.put(fixture, steps);
                }
                FIXTURES.put(way, fixtures);
            } catch (TestAbortedException e) {
                SKIPPED.put(way, String.valueOf(e.getMessage()));
            }
        }
    }

    private static TreeId tree(WorkspaceFixture fixture) throws IOException {
        return fixture.tree("mkdir d src; echo a > a; echo b > d/b; echo s > src/s");
    }

    @AfterAll
    static void close() throws IOException {
        STEPS.values().forEach(steps -> steps.values().forEach(Workspace::close));
        for (var fixtures : FIXTURES.values()) {
            for (var fixture : fixtures.values()) {
                fixture.close();
            }
        }
        scene.close();
    }

    private static boolean isInstalled(String program) {
        return Programs.find(program, System.getenv("PATH"), Path.of("/")).isPresent();
    }

    /// An attack that is not made proves nothing: a build must have what it is made with.
    private static void needs(String program) {
        if (!isInstalled(program)) {
            RealAgent.absent(program + " is not installed");
        }
    }

    private static WorkspaceFixture fixture(String way, SandboxMode mode) {
        assumeTrue(!SKIPPED.containsKey(way), SKIPPED.get(way));
        return FIXTURES.get(way).get(mode);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(Attack.values()).flatMap(attack -> WAYS.stream().map(way -> Arguments.of(attack, way)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("attacks")
    void works_only_without_a_sandbox(Attack attack, String way) throws IOException {
        var open = fixture(way, SandboxMode.NONE);
        var sandboxed = fixture(way, SandboxMode.AUTO);
        if (!attack.needs().isEmpty()) {
            needs(attack.needs());
        }
        for (var kind : Kind.values()) {
            var done = open.tryRun(STEPS.get(open).get(kind), scene.words(open) + attack.script());
            assertThat(done.exit()).as("without a sandbox, %s: %s", kind, done).isZero();
            scene.reset();
            AttackScene.furnish(open);
        }
        for (var kind : Kind.values()) {
            var tried = sandboxed.tryRun(STEPS.get(sandboxed).get(kind), scene.words(sandboxed) + attack.script());
            assertThat(tried.exit()).as("in the sandbox, %s: %s", kind, tried).isNotZero();
            scene.isUntouched(sandboxed);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_the_attacks_are_made_with_works_in_the_sandbox(String way) {
        var sandboxed = fixture(way, SandboxMode.AUTO);
        for (var step : STEPS.get(sandboxed).values()) {
            assertThat(sandboxed.run(
                            step,
                            "ln -sfn .. .wave/out/l; git log --oneline | grep -c .; find . -name b | head -1;"
                                    + (isInstalled("python3") ? "python3 -c 'import socket, os'" : "")))
                    .isEqualTo("1\n./d/b\n");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void other_hosts(String way) throws IOException {
        var open = fixture(way, SandboxMode.NONE);
        var sandboxed = fixture(way, SandboxMode.AUTO);
        needs("python3");
        var reach =
                "python3 -c \"import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))\"";
        assumeTrue(Errand.run(List.of("/bin/sh", "-c", reach)).exit() == 0, "this machine has no network itself");
        for (var kind : Kind.values()) {
            open.run(STEPS.get(open).get(kind), reach);
            refused(sandboxed, STEPS.get(sandboxed).get(kind), List.of(reach));
        }
    }

    static Stream<String> ways() {
        return WAYS.stream();
    }

    private static final List<String> CHANGES = List.of(
            "echo x >> a",
            "echo x > new",
            "rm a",
            "mv d e",
            "git log --output=a",
            "chmod 777 a",
            "ln -s a l",
            "ln a l",
            "mkdir n",
            "truncate -s 0 d/b",
            "touch -d 2001-01-01 a && test $(date -r a +%Y) = 2001");

    @ParameterizedTest
    @MethodSource("ways")
    void the_tree_of_a_step_that_may_not_write(String way) throws IOException {
        var open = fixture(way, SandboxMode.NONE);
        var sandboxed = fixture(way, SandboxMode.AUTO);
        var tree = tree(sandboxed);
        for (var script : CHANGES) {
            try (var workspace = open.open(tree(open))) {
                assertThat(open.tryRun(workspace, script).exit()).as(script).isZero();
            }
        }
        try (var workspace = sandboxed.workspaces.open(sandboxed.readOnly(tree))) {
            refused(sandboxed, workspace, CHANGES);
            var captured = workspace.capture(List.of());
            assertThat(captured.tree()).isEqualTo(tree);
            assertThat(captured.forbidden()).isEmpty();
        }
    }

    /// A pool without a sandbox keeps nothing, and tells afterwards; by Wave's own design, an overlay is mounted
    /// so that nobody writes to it.
    @ParameterizedTest
    @MethodSource("ways")
    void without_a_sandbox_a_change_of_a_tree_that_is_only_read_is_prevented_or_told(String way) throws IOException {
        var open = fixture(way, SandboxMode.NONE);
        try (var workspace = open.workspaces.open(open.readOnly(tree(open)))) {
            var done = open.tryRun(workspace, "echo x >> a").exit() == 0;
            var told = workspace.capture(List.of()).forbidden();
            assertThat(done).isEqualTo(way.equals("pool"));
            assertThat(told).hasSize(done ? 1 : 0);
        }
    }

    /// What the mounts keep are folders: what a glob says beyond its folder is found afterwards, as a violation.
    @ParameterizedTest
    @MethodSource("ways")
    void the_tree_outside_what_a_step_may_write(String way) throws IOException {
        var open = fixture(way, SandboxMode.NONE);
        var sandboxed = fixture(way, SandboxMode.AUTO);
        var narrow = sandboxed.contained(SandboxMode.AUTO, "src/*.txt", "new/**");
        var tree = tree(sandboxed);
        try (var workspace = open.workspaces.open(
                open.request(tree(open), open.contained(SandboxMode.NONE, "src/*.txt", "new/**")))) {
            assertThat(open.tryRun(workspace, "echo x >> a").exit()).isZero();
            assertThat(workspace.capture(List.of()).forbidden())
                    .as("without a sandbox it is told")
                    .hasSize(1);
        }
        try (var workspace = sandboxed.workspaces.open(sandboxed.request(tree, narrow))) {
            refused(sandboxed, workspace, CHANGES);
            refused(sandboxed, workspace, List.of("mv src s", "rmdir new", "ln -sfn ../d src/l && echo x > src/l/b"));
            sandboxed.run(workspace, "rm src/l; echo y > src/y.txt; mkdir -p new/deep; echo z > new/deep/z");
            assertThat(workspace.capture(List.of()).forbidden()).isEmpty();
            sandboxed.run(workspace, "echo x > src/x.sh");
            var captured = workspace.capture(List.of());
            assertThat(captured.forbidden())
                    .hasToString("[src/x.sh: was changed, but this step may only write to" + " src/*.txt, new/**]");
            assertThat(sandboxed.files(captured.tree())).isEqualTo("""
                            100644 a
                            100644 d/b
                            100644 new/deep/z
                            100644 src/s
                            100644 src/x.sh
                            100644 src/y.txt
                            """);
        }
    }

    private static void refused(WorkspaceFixture fixture, Workspace workspace, List<String> scripts) {
        var done = new ArrayList<String>();
        for (var script : scripts) {
            if (fixture.tryRun(workspace, script).exit() == 0) {
                done.add(script);
            }
        }
        assertThat(done).as("done though it may not be").isEmpty();
    }

    @Test
    void the_settings_of_the_machine_as_its_root() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root may at all");
        var scripts = List.of(
                ": >> /proc/sys/kernel/core_pattern", "mount -t tmpfs none /mnt && umount /mnt", "unshare -m true");
        for (var way : WAYS) {
            var open = fixture(way, SandboxMode.NONE);
            var sandboxed = fixture(way, SandboxMode.AUTO);
            for (var kind : Kind.values()) {
                scripts.forEach(script -> assertThat(
                                open.tryRun(STEPS.get(open).get(kind), script).exit())
                        .as(script)
                        .isZero());
                refused(sandboxed, STEPS.get(sandboxed).get(kind), scripts);
            }
        }
    }
}
