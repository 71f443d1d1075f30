package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wave.model.SandboxMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Overlays in mount namespaces.
class OverlayWorkspacesTest extends WorkspacesContract {
    private static final List<String> STAY = List.of(
            "/bin/sh",
            "-c",
            "echo b > b; rm a; (setsid sleep 1000 & echo $! > .wave/out/child); echo $$ > .wave/out/self; sleep 1000");

    @Override
    String way() {
        return "overlay";
    }

    @Override
    SandboxMode mode() {
        return SandboxMode.NONE;
    }

    @Test
    void a_workspace_somebody_is_in_cannot_be_started_again() throws Exception {
        var tree = fixture.tree("echo a > a");
        try (var workspace = fixture.open(tree)) {
            var site = workspace.site();
            var first = site.launch(STAY, ".");
            var second = site.launch(List.of("/bin/true"), ".");
            var running = WorkspaceFixture.start(first);
            try {
                await(workspace.out().resolve("self"));
                assertThatThrownBy(() -> site.launch(List.of("/bin/true"), "."))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("still in the workspace");
                assertThat(WorkspaceFixture.finish(WorkspaceFixture.start(second)))
                        .isEqualTo(new WorkspaceFixture.Ran(
                                MountScript.CANNOT_MOUNT, "wave: another process is still in this workspace\n"));
            } finally {
                kill(workspace.out());
                running.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void a_workspace_of_one_project_is_none_of_another_by_the_same_name() throws Exception {
        var second = Files.createDirectories(fixture.temporary.resolve("second"));
        try (var other = WorkspaceFixture.of(second, way(), mode());
                var mine = fixture.open(fixture.tree("echo a > a"));
                var others = other.open(other.tree("echo a > a"));
                var othersChecked = others.copy("command")) {
            assertThat(others.out().getParent())
                    .hasFileName(mine.out().getParent().getFileName().toString());
            var running = WorkspaceFixture.start(mine.site().launch(STAY, "."));
            try {
                await(mine.out().resolve("self"));
                assertThat(other.run(others, "ls")).isEqualTo("a\n");
                assertThat(other.run(othersChecked, "ls")).isEqualTo("a\n");
                assertThat(others.capture(List.of()).forbidden()).isEmpty();
                assertThat(running.isAlive()).isTrue();
            } finally {
                kill(mine.out());
                running.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void killing_everything_leaves_no_mount_and_the_work() throws Exception {
        var tree = fixture.tree("echo a > a");
        try (var workspace = fixture.open(tree)) {
            var running = WorkspaceFixture.start(workspace.site().launch(STAY, "."));
            await(workspace.out().resolve("self"));
            assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                    .doesNotContain(workspace.site().inside());
            kill(workspace.out());
            running.waitFor(10, TimeUnit.SECONDS);

            assertThat(fixture.files(workspace.capture(List.of()).tree())).isEqualTo("100644 b\n");
            assertThat(fixture.run(workspace, "ls")).isEqualTo("b\n");
        }
    }

    @Test
    void a_process_that_hid_is_killed_before_anything_is_recorded() throws Exception {
        var tree = fixture.tree("echo a > a");
        try (var workspace = fixture.open(tree)) {
            fixture.run(
                    workspace,
                    "env -i setsid sh -c 'while :; do echo x >> x; done' > /dev/null 2>&1 &"
                            + " while ! test -s x; do :; done");
            var captured = workspace.capture(List.of());
            assertThat(fixture.files(captured.tree())).isEqualTo("100644 a\n100644 x\n");
            assertThat(workspace.capture(List.of())).isEqualTo(captured);
            assertThat(fixture.run(workspace, "ls")).isEqualTo("a\nx\n");
        }
    }

    @Test
    void other_workspaces_cannot_be_seen_from_inside() throws IOException {
        var tree = fixture.tree("echo a > a");
        try (var workspace = fixture.open(tree)) {
            assertThat(fixture.run(workspace, "ls -A " + fixture.cache.resolve("ws")))
                    .isEmpty();
        }
    }

    @Test
    void a_folder_that_was_replaced_hides_what_was_in_it() throws IOException {
        var tree = fixture.tree("mkdir d; echo 1 > d/1; echo 2 > d/2");
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, "rm -r d; mkdir d; echo 3 > d/3");
            assertThat(workspace.file("d").orElseThrow().toFile().list()).containsExactly("3");
        }
    }

    private static void await(Path file) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(System.nanoTime()).as("waited for " + file).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void kill(Path out) throws Exception {
        for (var name : List.of("self", "child")) {
            var pid = Long.parseLong(Files.readString(out.resolve(name)).strip());
            ProcessHandle.of(pid).ifPresent(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            });
        }
    }
}
