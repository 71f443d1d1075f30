package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.git.Base;
import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.git.UserRepository;
import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.sandbox.Sandbox;
import dev.wave.spi.Containment;
import dev.wave.spi.Site;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.testkit.RealAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A store, a cache and a project in a temporary folder, and shell scripts in the role of a step.
final class WorkspaceFixture implements AutoCloseable {
    /// What the processes of its steps bear; other tests run beside this one and end all that bear theirs.
    static final String TAG = "workspace-test-" + ProcessHandle.current().pid();

    final Path temporary;
    final Path cache;
    final Path project;
    final Optional<UserRepository> user;
    final GitStore store;
    final LocalWorkspaces workspaces;
    final Containment containment;
    private final Map<String, String> environment;
    private int names;

    private WorkspaceFixture(
            Path temporary,
            Path project,
            Optional<UserRepository> user,
            Map<String, String> environment,
            SandboxMode mode)
            throws IOException {
        this.temporary = temporary;
        this.environment = environment;
        containment = contained(mode, "**");
        cache = temporary.resolve("cache/wave");
        this.project = Files.createDirectories(project);
        this.user = user;
        store = GitStore.open(GitProgram.find(environment), temporary.resolve("state"), user);
        workspaces = reopen();
    }

    /// Skips the test where this way does not work, or there is no sandbox though it is asked for; fails it
    /// where a build must have one.
    static WorkspaceFixture of(Path temporary, String way, SandboxMode mode) throws IOException {
        var environment = environment(temporary, way, mode);
        return new WorkspaceFixture(temporary, temporary.resolve("project"), Optional.empty(), environment, mode);
    }

    /// The same for a project in a git repository.
    static WorkspaceFixture of(Path temporary, Path project, String way, SandboxMode mode) throws IOException {
        var environment = environment(temporary, way, mode);
        var user = UserRepository.find(GitProgram.find(environment), project);
        return new WorkspaceFixture(temporary, project, user, environment, mode);
    }

    private static Map<String, String> environment(Path temporary, String way, SandboxMode mode) throws IOException {
        var environment = new TreeMap<>(Map.of("PATH", System.getenv("PATH")));
        var cache = Files.createDirectories(temporary.resolve("probe"));
        var sandbox = Sandbox.find(cache, environment, List.of());
        if (mode != SandboxMode.NONE && !sandbox.holds(mode)) {
            RealAgent.absent("no sandbox here: " + sandbox.enforcement().files());
        }
        var probe = Probe.of(cache, environment, sandbox);
        assumeTrue(way.equals("pool") || probe.way().isOverlay(), "no overlays here: " + probe.why());
        environment.put("WAVE_WORKSPACES", way);
        return environment;
    }

    /// May change what the globs say, in the sandbox or not, and reach nothing.
    Containment contained(SandboxMode mode, String... writes) {
        return new Containment(mode, List.of(), Optional.empty(), List.of(writes), Optional.empty());
    }

    /// As another process of Wave would open them.
    LocalWorkspaces reopen() {
        return LocalWorkspaces.at(cache, project, store, environment);
    }

    /// The tree of what the script makes in an empty folder, as git itself sees it.
    TreeId tree(String script) throws IOException {
        var folder = Files.createTempDirectory(temporary, "tree");
        var made = sh(folder, "set -e\n" + script);
        assertThat(made.exit()).as(made.output()).isZero();
        return added(folder);
    }

    /// The tree of a folder by `git add -A -f`, with names and bytes as they are.
    TreeId added(Path folder) throws IOException {
        var index = Files.createTempDirectory(temporary, "index").resolve("index");
        store.git()
                .neutral(store.gitDir(), "add", "-A", "-f", ".")
                .env("GIT_WORK_TREE", folder)
                .env("GIT_INDEX_FILE", index)
                .in(folder)
                .output();
        var id = store.git()
                .neutral(store.gitDir(), "write-tree")
                .env("GIT_INDEX_FILE", index)
                .text()
                .strip();
        return new TreeId("git-sha1:" + id);
    }

    Request request(TreeId tree) {
        return request(tree, containment);
    }

    Request request(TreeId tree, Containment contained) {
        return Request.of("step-" + names++, WorkspaceFixture.TAG, tree, contained);
    }

    Request readOnly(TreeId tree) {
        return request(tree).writable(false);
    }

    /// The files of the project as they are.
    Base base() {
        return new BaseSnapshot(store, project, user, BaseLimits.DEFAULT).now();
    }

    /// A workspace that shows the history.
    Workspace openWithHistory(Base base) {
        return workspaces.open(request(base.tree()).remembering(base.history()));
    }

    Workspace open(TreeId tree) {
        return workspaces.open(request(tree));
    }

    record Ran(int exit, String output) {}

    /// Runs the script in the workspace; it must succeed.
    String run(Workspace workspace, String script) {
        var ran = tryRun(workspace, script);
        assertThat(ran.exit()).as(ran.output()).isZero();
        return ran.output();
    }

    Ran tryRun(Workspace workspace, String script) {
        var launch = workspace.site().launch(List.of("/bin/sh", "-c", "set -e\n" + script), ".");
        return finish(start(launch));
    }

    static Process start(Site.Launch launch) {
        try {
            var builder = new ProcessBuilder(launch.argv())
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8", "HOME", "/nonexistent"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ran finish(Process process) {
        try {
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ran(process.exitValue(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Ran sh(Path folder, String script) {
        return finish(start(new Site.Launch(List.of("/bin/sh", "-c", script), folder)));
    }

    /// The files of a tree: mode, and path as git quotes it.
    String files(TreeId tree) {
        return store.git()
                .neutral(store.gitDir(), "ls-tree", "-r", "--format=%(objectmode) %(path)", id(tree))
                .text();
    }

    String text(TreeId tree, String path) {
        return store.git()
                .neutral(store.gitDir(), "cat-file", "blob", id(tree) + ":" + path)
                .text();
    }

    private static String id(TreeId tree) {
        return tree.value().substring(tree.value().indexOf(':') + 1);
    }

    @Override
    public void close() throws IOException {
        workspaces.close();
        store.close();
        sh(temporary, "find . -type d ! -perm -700 -exec chmod u+rwx {} \\; 2>/dev/null");
        Trash.delete(cache);
    }
}
