package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.wave.model.SandboxMode;
import dev.wave.model.TreeId;
import dev.wave.process.Errand;
import dev.wave.process.Programs;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.spi.Containment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What a hostile step tries. Each attack is first seen to succeed without a sandbox, so that the test proves
/// itself, and then to fail in it. Where Wave's own design already withstands one, the test says so.
class AttackTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path temporary;

    private WorkspaceFixture open;
    private WorkspaceFixture sandboxed;
    private TreeId tree;
    private TreeId sameTree;

    @BeforeEach
    void two_machines() throws IOException {
        open = WorkspaceFixture.of(Files.createDirectories(temporary.resolve("open")), "overlay", SandboxMode.NONE);
        sandboxed = WorkspaceFixture.of(
                Files.createDirectories(temporary.resolve("sandboxed")), "overlay", SandboxMode.AUTO);
        tree = open.tree("mkdir d; echo a > a; echo b > d/b");
        sameTree = sandboxed.tree("mkdir d; echo a > a; echo b > d/b");
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

    /// The script ends well without a sandbox, and badly in it, for a step that may write and one that may not.
    private void works_only_without(String script) throws IOException {
        try (var workspace = open.open(tree)) {
            assertThat(open.tryRun(workspace, script))
                    .as("without a sandbox")
                    .extracting("exit")
                    .isEqualTo(0);
        }
        for (var request : List.of(sandboxed.request(sameTree), sandboxed.readOnly(sameTree))) {
            try (var workspace = sandboxed.workspaces.open(request)) {
                assertThat(sandboxed.tryRun(workspace, script))
                        .as("in the sandbox, writable: " + request.writable())
                        .extracting("exit")
                        .isNotEqualTo(0);
            }
        }
    }

    private void needs(String program) {
        assumeTrue(
                Programs.find(program, System.getenv("PATH"), Path.of("/")).isPresent(), program + " is not installed");
    }

    @Test
    void reading_the_users_home_and_keys() throws IOException {
        var key = Files.createDirectories(temporary.resolve("home/.ssh")).resolve("id_ed25519");
        Files.writeString(key, "secret");
        works_only_without("cat " + key);
    }

    @Test
    void reading_a_key_through_a_link_of_its_own() throws IOException {
        var key = Files.writeString(temporary.resolve("key"), "secret");
        works_only_without("ln -s " + key + " .wave/out/stolen && cat .wave/out/stolen");
    }

    @Test
    void writing_outside_by_redirect_interpreter_link_and_a_flag_of_an_allowed_program() throws IOException {
        var target = Files.createDirectories(temporary.resolve("target"));
        works_only_without("echo x > " + target + "/redirect");
        works_only_without("git log --output=" + target + "/log");
        works_only_without("ln -s " + target + " .wave/out/l && echo x > .wave/out/l/link");
        Files.writeString(target.resolve("victim"), "x");
        works_only_without("rm " + target + "/victim");
        if (Programs.find("python3", System.getenv("PATH"), Path.of("/")).isPresent()) {
            works_only_without("python3 -c \"open('" + target + "/python', 'w').write('x')\"");
        }
        assertThat(target).isDirectoryNotContaining("glob:**/victim");
    }

    @Test
    void writing_to_the_tree_of_a_read_only_step() throws IOException {
        var scripts = List.of(
                "echo x >> a", "echo x > new", "rm a", "mv d e", "git log --output=a", "chmod 777 a", "ln -s a l");
        for (var script : scripts) {
            try (var workspace = open.open(tree)) {
                assertThat(open.tryRun(workspace, script).exit()).as(script).isZero();
            }
            try (var workspace = sandboxed.workspaces.open(sandboxed.readOnly(sameTree))) {
                assertThat(sandboxed.tryRun(workspace, script).exit())
                        .as(script)
                        .isNotZero();
                assertThat(workspace.capture(List.of()).tree()).isEqualTo(sameTree);
            }
        }
    }

    @Test
    void looking_into_another_steps_workspace() throws IOException {
        // Wave's own design: the folder of all workspaces is hidden without a sandbox too
        for (var fixture : List.of(open, sandboxed)) {
            var start = fixture == open ? tree : sameTree;
            try (var other = fixture.open(start);
                    var workspace = fixture.open(start)) {
                Files.writeString(other.out().resolve("theirs"), "x");
                assertThat(fixture.tryRun(workspace, "cat " + other.out() + "/theirs")
                                .exit())
                        .isNotZero();
            }
        }
    }

    @Test
    void reading_the_project_itself() throws IOException {
        var mine = Files.writeString(temporary.resolve("mine"), "not in the tree");
        works_only_without("cat " + mine);
        Files.writeString(sandboxed.project.resolve("mine"), "x");
        try (var workspace = sandboxed.open(sameTree)) {
            assertThat(sandboxed
                            .tryRun(workspace, "cat " + sandboxed.project + "/mine")
                            .exit())
                    .isNotZero();
        }
    }

    @Test
    void reading_the_environment_of_other_processes() throws Exception {
        var victim = new ProcessBuilder("sleep", "60");
        victim.environment().put("VICTIM_SECRET", "value-4711");
        var process = victim.start();
        try {
            works_only_without("cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -q value-4711");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void killing_other_processes() throws Exception {
        var victims = List.of(new ProcessBuilder("sleep", "60").start(), new ProcessBuilder("sleep", "60").start());
        try (var workspace = open.open(tree);
                var contained = sandboxed.open(sameTree)) {
            open.run(workspace, "kill -9 " + victims.getFirst().pid());
            assertThat(victims.getFirst().waitFor()).isEqualTo(137);
            assertThat(sandboxed
                            .tryRun(contained, "kill -9 " + victims.getLast().pid())
                            .exit())
                    .isNotZero();
            assertThat(victims.getLast().isAlive()).isTrue();
        } finally {
            victims.getLast().destroyForcibly().waitFor();
        }
    }

    @Test
    void connecting_to_a_socket_of_the_machine() throws Exception {
        needs("python3");
        var socket = temporary.resolve("docker.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            works_only_without(python("s = socket.socket(socket.AF_UNIX); s.connect('" + socket + "')"));
        }
    }

    @Test
    void connecting_to_an_abstract_socket_of_the_machine() throws Exception {
        needs("python3");
        var name = "wave-attack-" + ProcessHandle.current().pid();
        var server = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import socket, sys; s = socket.socket(socket.AF_UNIX); s.bind('\\0" + name
                                + "'); s.listen(9); print('up', flush=True); sys.stdin.read()")
                .start();
        try {
            assertThat(server.getInputStream().readNBytes(3)).asString().isEqualTo("up\n");
            works_only_without(python("s = socket.socket(socket.AF_UNIX); s.connect('\\\\0" + name + "')"));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void connecting_to_a_port_of_the_machine_and_to_other_hosts() throws Exception {
        needs("python3");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var port = server.getAddress().getPort();
            works_only_without(python("socket.create_connection(('127.0.0.1', " + port + "), 5)"));
        } finally {
            server.stop(0);
        }
        var datagram = python("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))");
        assumeTrue(Errand.run(List.of("/bin/sh", "-c", datagram)).exit() == 0, "this machine has no network itself");
        works_only_without(datagram);
    }

    private static String python(String code) {
        return "python3 -c \"import socket; " + code + "\"";
    }

    @Test
    void a_process_that_outlives_its_step() throws Exception {
        var stay = "setsid sh -c 'setsid sleep 71694 & sleep 71694' > /dev/null 2>&1 & sleep 0.2";
        try (var workspace = open.open(tree)) {
            open.run(workspace, stay);
            assertThat(sleeping()).isPositive();
            workspace.capture(List.of()); // Wave's own design: who holds the mount is found and killed
            assertThat(sleeping()).isZero();
        }
        try (var workspace = sandboxed.open(sameTree)) {
            sandboxed.run(workspace, stay);
            assertThat(sleeping()).as("dead with its program").isZero();
        }
    }

    private static int sleeping() throws IOException {
        var found = Errand.run(List.of("/bin/sh", "-c", "ps -eo args | grep -c '[s]leep 71694'"));
        return Integer.parseInt(found.output().strip());
    }

    @Test
    void growing_the_store_through_a_shared_file_or_a_hard_link() throws IOException {
        var scripts = List.of(
                "f=$(find $(cat .git/objects/info/alternates) -type f | head -1); chmod u+w $f; echo x >> $f",
                "f=$(find $(cat .git/objects/info/alternates) -type f | head -1); ln $f $(dirname $f)/again");
        for (var script : scripts) {
            works_only_without(script);
        }
    }

    @Test
    void changing_a_shared_checkout() throws IOException {
        // by Wave's own design nobody writes below an overlay: not without a sandbox either
        for (var fixture : List.of(open, sandboxed)) {
            var start = fixture == open ? tree : sameTree;
            try (var workspace = fixture.open(start)) {
                fixture.run(workspace, "echo changed > a; rm -r d");
            }
            try (var workspace = fixture.open(start)) {
                assertThat(fixture.run(workspace, "cat a d/b")).isEqualTo("a\nb\n");
            }
        }
        var base = "/ws/*/base/*/tree/a";
        works_only_without_in_cache("echo x >> ", base);
    }

    /// Without a sandbox the cache is hidden by a mount that root can take away; in the sandbox it is not there.
    private void works_only_without_in_cache(String command, String path) throws IOException {
        try (var workspace = sandboxed.open(sameTree)) {
            assertThat(sandboxed
                            .tryRun(workspace, "umount " + sandboxed.cache + "/ws; " + command + sandboxed.cache + path)
                            .exit())
                    .isNotZero();
        }
    }

    @Test
    void a_hostile_git_configuration_is_not_executed_by_wave() throws IOException {
        // Wave's own design: it never runs git on a step's .git
        for (var fixture : List.of(open, sandboxed)) {
            var trap = temporary.resolve("trap-" + (fixture == open));
            try (var workspace = fixture.open(fixture == open ? tree : sameTree)) {
                fixture.run(
                        workspace,
                        "git config core.fsmonitor 'touch " + trap + "'; mkdir -p .git/hooks; git config core.hooksPath"
                                + " .git/hooks; printf '#!/bin/sh\\ntouch " + trap
                                + "\\n' > .git/hooks/post-index-change;"
                                + " chmod +x .git/hooks/*; echo x > x");
                workspace.capture(List.of("x"));
                fixture.workspaces
                        .open(fixture.request(fixture.tree("echo z > z")))
                        .close();
            }
            assertThat(trap).doesNotExist();
        }
    }

    @Test
    void an_agent_written_test_that_a_contract_runs() throws IOException {
        var key = Files.writeString(temporary.resolve("contract-key"), "secret");
        var target = temporary.resolve("contract-target");
        var test = "printf '#!/bin/sh\\nset -e\\ncat " + key + "\\necho x > " + target
                + "\\n' > test.sh; chmod +x test.sh";
        assertThat(inContract(open, tree, test)).isZero();
        assertThat(target).exists();
        Files.delete(target);
        assertThat(inContract(sandboxed, sameTree, test)).isNotZero();
        assertThat(target).doesNotExist();
    }

    private static int inContract(WorkspaceFixture fixture, TreeId tree, String script) throws IOException {
        try (var workspace = fixture.open(tree)) {
            fixture.run(workspace, script);
            try (var copy = workspace.copy("contract")) {
                return fixture.tryRun(copy, "./test.sh").exit();
            }
        }
    }

    @Test
    void more_memory_than_its_limit() throws IOException {
        needs("python3");
        assumeTrue(
                sandboxed.workspaces.enforcement().memory() instanceof Guard.Kept, "no memory limit can be kept here");
        var script = "python3 -c \"x = bytearray(200 << 20)\"";
        var limited = new Containment(
                SandboxMode.AUTO, List.of(), Optional.empty(), List.of("**"), Optional.of(64L << 20), Optional.empty());
        try (var workspace = open.open(tree)) {
            assertThat(open.tryRun(workspace, script).exit()).isZero();
        }
        try (var workspace = sandboxed.workspaces.open(sandboxed.request(sameTree, limited))) {
            assertThat(sandboxed.tryRun(workspace, script).exit()).isEqualTo(137);
            assertThat(sandboxed.run(workspace, "echo small")).isEqualTo("small\n");
        }
    }

    @Test
    void changing_the_machines_settings_as_its_root() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root may at all");
        works_only_without(": >> /proc/sys/kernel/core_pattern");
        works_only_without("mount -t tmpfs none /mnt && umount /mnt");
        works_only_without("unshare -m true");
    }
}
