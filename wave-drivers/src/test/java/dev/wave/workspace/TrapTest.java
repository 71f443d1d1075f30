package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.agent.AgentSettings;
import dev.wave.collect.Collector;
import dev.wave.collect.Left;
import dev.wave.collect.Wanted;
import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.process.Errand;
import dev.wave.run.Violation;
import dev.wave.spi.Workspaces.Request;
import dev.wave.spi.Workspaces.Workspace;
import dev.wave.store.FileBlobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a hostile step leaves for Wave itself, for what Wave runs next, or for other steps, in workspaces of both
/// kinds. Where Wave's own design withstands an attack, with a sandbox or without, the test first shows that
/// the trap works on somebody who does not look.
class TrapTest {
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

    private List<WorkspaceFixture> both() {
        return List.of(open, sandboxed);
    }

    private static TreeId tree(WorkspaceFixture fixture) throws IOException {
        return fixture.tree("mkdir d; echo a > a; echo b > d/b");
    }

    /// By Wave's own design a step that only reads has an overlay, `.git` included, that nobody writes to.
    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void a_hostile_git_configuration_is_not_executed_by_wave(String way) throws IOException {
        machines(way);
        for (var fixture : both()) {
            for (var writable : List.of(true, false)) {
                var trap = temporary.resolve("trap-" + (fixture == open) + writable);
                var start = tree(fixture);
                try (var workspace =
                        fixture.workspaces.open(writable ? fixture.request(start) : fixture.readOnly(start))) {
                    var laid = fixture.tryRun(
                            workspace,
                            "git config core.fsmonitor 'touch " + trap
                                    + "'; mkdir -p .git/hooks; git config core.hooksPath"
                                    + " .git/hooks; printf '#!/bin/sh\\ntouch " + trap
                                    + "\\n' > .git/hooks/post-index-change;"
                                    + " chmod +x .git/hooks/*; " + (writable ? "echo x > x" : ""));
                    assertThat(laid.exit() == 0).isEqualTo(writable || (fixture == open && way.equals("pool")));
                    workspace.capture(writable ? List.of("x") : List.of());
                    fixture.workspaces
                            .open(fixture.request(fixture.tree("echo z > z")))
                            .close();
                    assertThat(trap).doesNotExist();
                    if (fixture == open && laid.exit() == 0) {
                        fixture.run(workspace, "git status");
                        assertThat(trap).as("the trap works").exists();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void a_test_that_a_writing_step_changed_and_one_that_a_reading_step_handed_over(String way) throws IOException {
        machines(way);
        var key = Files.writeString(temporary.resolve("key"), "secret");
        var target = temporary.resolve("target");
        for (var test : List.of("./test.sh", ".wave/out/test.sh")) {
            var write = "printf '#!/bin/sh\\nset -e\\ncat %s\\necho x > %s\\n' > %s; chmod +x %3$s"
                    .formatted(key, target, test);
            for (var fixture : both()) {
                var start = tree(fixture);
                var request = test.startsWith(".wave") ? fixture.readOnly(start) : fixture.request(start);
                try (var workspace = fixture.workspaces.open(request)) {
                    fixture.run(workspace, write);
                    try (var contract = workspace.copy("contract")) {
                        assertThat(fixture.tryRun(contract, test).exit() == 0).isEqualTo(fixture == open);
                    }
                }
                assertThat(Files.deleteIfExists(target)).isEqualTo(fixture == open);
            }
        }
    }

    /// They are in the way of whoever reads `.wave/out` as if only files could be there.
    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void outputs_that_are_links_pipes_and_sockets(String way) throws IOException {
        machines(way);
        var key = Files.writeString(temporary.resolve("key"), "secret");
        for (var fixture : both()) {
            for (var writable : List.of(true, false)) {
                var start = tree(fixture);
                try (var workspace =
                        fixture.workspaces.open(writable ? fixture.request(start) : fixture.readOnly(start))) {
                    fixture.run(
                            workspace,
                            "cd .wave/out; ln -s " + key + " link; mkfifo pipe; ln -s " + key
                                    + " other; mkdir folder; ln -s / folder/root; mkfifo folder/pipe; ln -s /proc/self/environ env");
                    assertThat(workspace.out().resolve("link"))
                            .as("the trap works")
                            .hasContent("secret");
                    assertThat(Errand.run(List.of("timeout", "0.2", "cat", workspace.out() + "/pipe"))
                                    .exit())
                            .as("the trap works")
                            .isEqualTo(124);
                    assertThat(collected(fixture, workspace, start))
                            .containsExactly(
                                    "link: expected a file at .wave/out/link, found a symbolic link",
                                    "pipe: expected a file at .wave/out/pipe, found a pipe, socket or device",
                                    "folder: pipe in it is a pipe, socket or device",
                                    "env: expected a file at .wave/out/env, found a symbolic link");
                }
            }
        }
    }

    private List<String> collected(WorkspaceFixture fixture, Workspace workspace, TreeId start) {
        var outputs = Stream.of("link", "pipe", "folder", "env")
                .map(name -> new Wanted(new ArtifactName(name), true, Format.ANY, Optional.empty()))
                .toList();
        var blobs = new FileBlobs(temporary.resolve("blobs"), notice -> {});
        var collected = new Collector(blobs, fixture.store, temporary.resolve("scratch"))
                .collect(new Left(workspace.out(), "/workspace", start, start, false, ""), outputs);
        assertThat(collected.artifacts()).isEmpty();
        return collected.verdict().violations().stream()
                .map(Violation::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void settings_of_agents_that_lie_in_the_repository(String way) throws IOException {
        machines(way);
        for (var fixture : both()) {
            var start =
                    fixture.tree("mkdir -p .claude/hooks .codex .gemini .cursor; echo '{}' | tee .claude/settings.json"
                            + " .claude/settings.local.json .claude/hooks/h .codex/config.toml .gemini/settings.json"
                            + " .cursor/mcp.json .mcp.json opencode.json > CLAUDE.md");
            var list = "find . -name .git -prune -o -name .wave -prune -o -type f -print | sort | tr '\\n' ' '";
            for (var writable : List.of(true, false)) {
                try (var shown = fixture.workspaces.open(writable ? fixture.request(start) : fixture.readOnly(start));
                        var agents = fixture.workspaces.open(masked(fixture, start, writable))) {
                    assertThat(fixture.run(shown, list)).as("the trap works").contains(".claude/hooks/h", ".mcp.json");
                    assertThat(fixture.run(agents, list)).isEqualTo("./CLAUDE.md ");
                    assertThat(agents.capture(List.of()).tree()).isEqualTo(start);
                }
            }
        }
    }

    private static Request masked(WorkspaceFixture fixture, TreeId tree, boolean writable) {
        return Request.of("masked-" + writable, WorkspaceFixture.TAG, tree, fixture.containment)
                .writable(writable)
                .masked(AgentSettings.PATHS);
    }

    /// By Wave's own design an overlay hides the others without a sandbox too.
    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void another_steps_workspace(String way) throws IOException {
        machines(way);
        for (var fixture : both()) {
            var start = tree(fixture);
            for (var writable : List.of(true, false)) {
                try (var other = fixture.open(start);
                        var workspace =
                                fixture.workspaces.open(writable ? fixture.request(start) : fixture.readOnly(start))) {
                    Files.writeString(other.out().resolve("theirs"), "x");
                    var seen = fixture.tryRun(
                            workspace, "cat " + other.out() + "/theirs; echo y > " + other.out() + "/mine");
                    assertThat(seen.exit() == 0).isEqualTo(fixture == open && way.equals("pool"));
                    assertThat(Files.exists(other.out().resolve("mine"))).isEqualTo(seen.exit() == 0);
                }
            }
        }
    }

    /// By Wave's own design nobody writes below an overlay, and a checkout of a pool is nobody else's until it was
    /// made anew; not without a sandbox either. Root could take away the mount that hides the cache.
    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void what_a_later_step_starts_from(String way) throws IOException {
        machines(way);
        for (var fixture : both()) {
            var start = tree(fixture);
            try (var workspace = fixture.open(start)) {
                fixture.run(workspace, "echo changed > a; rm -r d; git config user.mine 1; echo x > .git/x");
            }
            try (var workspace = fixture.open(start)) {
                assertThat(fixture.run(workspace, "cat a d/b; ls .git/x 2>/dev/null || git config user.mine || :"))
                        .isEqualTo("a\nb\n");
            }
        }
        for (var request : List.of(sandboxed.request(tree(sandboxed)), sandboxed.readOnly(tree(sandboxed)))) {
            try (var workspace = sandboxed.workspaces.open(request)) {
                var below = sandboxed.cache + "/ws/*/*/*/tree/a";
                assertThat(sandboxed
                                .tryRun(
                                        workspace,
                                        "umount " + sandboxed.cache + "/ws; for f in " + below
                                                + "; do echo x >> $f; done")
                                .exit())
                        .isNotZero();
            }
        }
    }

    /// Where an overlay has no sandbox, who holds its mount is found and killed; in a pool without one, whoever
    /// hides from the sweep stays.
    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void a_process_that_outlives_its_step(String way) throws Exception {
        machines(way);
        var stay = "setsid sh -c 'setsid sleep 71694 & sleep 71694' > /dev/null 2>&1 &"
                + " while ! pgrep -f '[s]leep 71694' > /dev/null; do :; done";
        try (var workspace = open.open(tree(open))) {
            open.run(workspace, stay);
            assertThat(sleeping()).as("without a sandbox").isPositive();
            workspace.capture(List.of());
            assertThat(sleeping() == 0).isEqualTo(way.equals("overlay"));
        } finally {
            Errand.run(List.of("pkill", "-f", "[s]leep 71694"));
        }
        for (var request : List.of(sandboxed.request(tree(sandboxed)), sandboxed.readOnly(tree(sandboxed)))) {
            try (var workspace = sandboxed.workspaces.open(request)) {
                sandboxed.run(workspace, stay);
                var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
                while (sleeping() > 0) { // the kernel kills them all at once, which takes a moment
                    assertThat(System.nanoTime()).as("dead with its program").isLessThan(deadline);
                }
            }
        }
    }

    private static int sleeping() throws IOException {
        var found = Errand.run(List.of("/bin/sh", "-c", "ps -eo args | grep -c '[s]leep 71694'"));
        return Integer.parseInt(found.output().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "pool"})
    void processes_of_others(String way) throws Exception {
        machines(way);
        var victim = new ProcessBuilder("sleep", "60").start();
        try {
            for (var request : List.of(sandboxed.request(tree(sandboxed)), sandboxed.readOnly(tree(sandboxed)))) {
                try (var workspace = sandboxed.workspaces.open(request)) {
                    assertThat(sandboxed
                                    .tryRun(workspace, "kill -9 " + victim.pid())
                                    .exit())
                            .isNotZero();
                }
            }
            assertThat(victim.isAlive()).isTrue();
            try (var workspace = open.workspaces.open(open.readOnly(tree(open)))) {
                open.run(workspace, "kill -9 " + victim.pid());
            }
            assertThat(victim.waitFor()).isEqualTo(137);
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }
}
