package dev.wave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.git.BaseLimits;
import dev.wave.git.BaseSnapshot;
import dev.wave.git.GitProgram;
import dev.wave.git.GitStore;
import dev.wave.git.UserRepository;
import dev.wave.model.BaseUrl;
import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.process.Errand;
import dev.wave.sandbox.Enforcement;
import dev.wave.spi.Containment;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.testkit.ModelStub;
import dev.wave.testkit.RealAgent;
import dev.wave.workspace.LocalWorkspaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where real agents work: a person's home and repository, workspaces of it as a run has them, in the sandbox
/// of this machine, and a scripted model API. One for all tests of a class.
final class AgentWorld implements AutoCloseable {
    private final Path folder;
    private final ModelStub stub;
    private final GitStore store;
    private final LocalWorkspaces workspaces;
    private final TreeId base;
    private final List<String> before;

    private AgentWorld(Path folder, Optional<String> way) throws IOException {
        this.folder = folder;
        stub = ModelStub.start(Files.createDirectory(folder.resolve("stub")), "{}");
        Files.createDirectories(home());
        Files.writeString(home().resolve("mine.txt"), "mine");
        Files.createDirectories(project());
        Files.writeString(project().resolve("hello.txt"), "hello\n");
        var git = GitProgram.find(System.getenv());
        var made = Errand.run(List.of(
                "/bin/sh",
                "-ec",
                "cd \"$1\"; git init -q; git add .; git -c user.name=A -c user.email=a@example.org commit -qm begin",
                "sh",
                project().toString()));
        assertThat(made.exit()).as(made.output()).isZero();
        var user = UserRepository.find(git, project());
        store = GitStore.open(git, Files.createDirectory(folder.resolve("state")), user);
        base = new BaseSnapshot(store, project(), user, BaseLimits.DEFAULT)
                .now()
                .tree();
        var environment = new LinkedHashMap<>(System.getenv());
        way.ifPresent(name -> environment.put("WAVE_WORKSPACES", name));
        workspaces = LocalWorkspaces.at(folder.resolve("cache"), project(), store, environment);
        before = state();
    }

    /// Skips the tests where there is no sandbox; fails them where there has to be one.
    ///
    /// @param folder an empty one
    /// @param way which workspaces, as `WAVE_WORKSPACES` names them
    static AgentWorld in(Path folder, Optional<String> way) throws IOException {
        var world = new AgentWorld(folder.toRealPath(), way);
        if (world.workspaces.enforcement().files() instanceof Enforcement.Guard.NotKept(var why, var _)) {
            world.close();
            RealAgent.absent("there is no sandbox here: " + why);
        }
        return world;
    }

    /// The home of the person, which no agent may see.
    Path home() {
        return folder.resolve("user/home");
    }

    /// The person's repository; `hello.txt` is in it.
    Path project() {
        return folder.resolve("user/project");
    }

    /// Whether an attempt's memory can be limited here.
    boolean limitsMemory() {
        return workspaces.enforcement().memory() instanceof Enforcement.Guard.Kept;
    }

    /// A folder of one's own.
    Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "x");
    }

    /// A workspace with the files of the repository.
    ///
    /// @param name marks its processes and names its folder
    Workspace open(String name, boolean writable, SandboxMode mode, Optional<Long> memory) {
        var contained = new Containment(mode, List.of(), Optional.empty(), List.of("**"), memory);
        return workspaces.open(
                Request.of(name, name, base, contained).writable(writable).masked(AgentSettings.PATHS));
    }

    /// The text files that differ from the repository's, by path; empty for one that is gone.
    Map<String, String> changes(TreeId tree) {
        var changes = new LinkedHashMap<String, String>();
        for (var change : store.files(base, tree)) {
            var text =
                    change.to().map(entry -> store.objects().blob(entry.id())).orElse(new byte[0]);
            changes.put(change.path(), new String(text, StandardCharsets.UTF_8));
        }
        return changes;
    }

    /// The API at an address of the test's own.
    BaseUrl api(String test) {
        return url(stub.url(test));
    }

    static BaseUrl url(String text) {
        return ((BaseUrl.Read.Good) BaseUrl.read(text)).url();
    }

    /// How often the API was asked at that address.
    int calls(String test) throws IOException {
        return stub.calls(test).size();
    }

    /// Nothing of the person's is another than before.
    void assertUntouched() throws IOException {
        assertThat(state()).isEqualTo(before);
    }

    /// Each file of the person's: its path, mode, size, time and bytes.
    private List<String> state() throws IOException {
        var state = new ArrayList<String>();
        try (var files = Files.walk(folder.resolve("user"))) {
            for (var file : files.sorted().toList()) {
                var about = Files.readAttributes(file, "posix:permissions,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
                var bytes = Files.isRegularFile(file)
                        ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        : "";
                state.add(file + " " + about + " " + bytes.hashCode());
            }
        }
        return state;
    }

    @Override
    public void close() {
        stub.close();
        workspaces.close();
        store.close();
    }
}
