package dev.wave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.Digest;
import dev.wave.model.SandboxMode;
import dev.wave.process.Errand;
import dev.wave.process.Programs;
import dev.wave.run.Level;
import dev.wave.sandbox.Enforcement.Guard;
import dev.wave.spi.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    @TempDir
    Path temporary;

    private Sandbox sandbox() {
        var sandbox = Sandbox.find(temporary.resolve("cache"), System.getenv(), List.of());
        assumeTrue(
                sandbox.holds(SandboxMode.AUTO),
                "no sandbox here: " + sandbox.enforcement().files());
        return sandbox;
    }

    private Cell cell(Needs needs) throws IOException {
        var workspace = Files.createDirectories(temporary.resolve("workspace"));
        return new Cell(
                List.of(new View.Writable(workspace, Sandbox.WORKSPACE)),
                Files.createDirectories(temporary.resolve("home")),
                Files.createDirectories(temporary.resolve("tmp")),
                List.of(),
                new LinkedHashMap<>(),
                needs);
    }

    private Errand run(String script) throws IOException {
        return run(script, Needs.NONE);
    }

    private Errand run(String script, Needs needs) throws IOException {
        return Errand.run(sandbox().line(cell(needs), ".", List.of("/bin/sh", "-c", script)));
    }

    @Test
    void where_bwrap_works_the_level_is_sandboxed() {
        assertThat(sandbox().enforcement().level()).isEqualTo(Level.SANDBOXED);
    }

    @Test
    void without_bwrap_nothing_is_kept_and_the_fix_is_named() throws IOException {
        var bin = Files.createDirectories(temporary.resolve("bin"));
        var sandbox = Sandbox.find(temporary.resolve("cache"), Map.of("PATH", bin.toString()), List.of());
        assertThat(sandbox.holds(SandboxMode.AUTO)).isFalse();
        assertThat(sandbox.enforcement().level()).isEqualTo(Level.OPEN);
        assertThat(sandbox.enforcement().files())
                .isEqualTo(new Guard.NotKept(
                        "bwrap is not on the PATH", "install bubblewrap, for example: apt-get install bubblewrap"));
    }

    @Test
    void a_bwrap_that_refuses_is_told_with_what_it_said() throws IOException {
        var bin = Files.createDirectories(temporary.resolve("bin"));
        var bwrap = Files.writeString(
                bin.resolve("bwrap"), "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2; exit 1\n");
        assertThat(bwrap.toFile().setExecutable(true)).isTrue();
        var sandbox = Sandbox.find(temporary.resolve("cache"), Map.of("PATH", bin.toString()), List.of());
        assertThat(sandbox.enforcement().files()).isInstanceOfSatisfying(Guard.NotKept.class, guard -> {
            assertThat(guard.why()).isEqualTo("bwrap: setting up uid map: Permission denied");
            assertThat(guard.fix()).startsWith("allow user namespaces");
        });
    }

    @Test
    void a_step_that_wants_none_gets_none() {
        assertThat(sandbox().holds(SandboxMode.NONE)).isFalse();
    }

    @Test
    void a_program_is_an_ordinary_user_with_a_home_and_a_workspace() throws IOException {
        assertThat(run("pwd; id -un; echo $HOME $TMPDIR; test \"$(id -u)\" != 0; touch ~/a $TMPDIR/b c")
                        .output())
                .isEqualTo("/workspace\nwave\n/home/wave /tmp");
        assertThat(temporary.resolve("home/a")).exists();
        assertThat(temporary.resolve("tmp/b")).exists();
        assertThat(temporary.resolve("workspace/c")).exists();
    }

    @Test
    void only_what_is_listed_is_there() throws IOException {
        assertThat(run("ls -A / /run /root /mnt; ls -A /home").output()).doesNotContain("work\n", "srv", "opt\n");
        assertThat(run("test ! -e '" + temporary + "'").exit()).isZero();
        assertThat(run("ls /etc | grep -c -e shadow -e ssh -e gitconfig -e npmrc -e pip.conf")
                        .output())
                .isEqualTo("0");
    }

    @Test
    void files_of_etc_say_what_they_say_outside() throws IOException {
        var names = Stream.of("nsswitch.conf", "services", "ld.so.cache", "os-release", "ssl/openssl.cnf")
                .filter(name -> Files.isReadable(Path.of("/etc", name)))
                .toList();
        assertThat(names).isNotEmpty();
        for (var name : names) {
            assertThat(run("sha256sum </etc/" + name).output())
                    .as(name)
                    .startsWith(
                            Digest.of(Files.readAllBytes(Path.of("/etc", name))).hex());
        }
    }

    @Test
    void only_the_workspace_the_home_and_tmp_can_be_written() throws IOException {
        var found = run("find / -writable ! -type l ! -path '/proc/[0-9st]*' 2>/dev/null | sort"
                + " | while read -r file; do test -c $file || echo $file; done");
        assertThat(found.output().lines()).containsExactly("/dev/pts", "/dev/shm", "/home/wave", "/tmp", "/workspace");
    }

    @Test
    void settings_of_the_machine_cannot_be_changed_though_root_owns_them() throws IOException {
        for (var file : List.of(
                "/proc/sys/kernel/core_pattern",
                "/proc/sys/kernel/pid_max",
                "/proc/sys/vm/overcommit_memory",
                "/proc/sysrq-trigger",
                "/proc/mtrr")) {
            assertThat(run("( : >> " + file + " ) 2>/dev/null").exit()).as(file).isNotZero();
        }
    }

    @Test
    void other_processes_are_not_seen() throws IOException {
        assertThat(run("setsid sleep 100 & ls /proc | grep -c '^[0-9]'").output())
                .matches("[1-9]");
    }

    /// Bubblewrap alone ends a moment before them, so the look has to follow at once.
    @Test
    void none_of_its_processes_is_alive_once_a_program_has_ended() throws IOException {
        var sandbox = sandbox();
        var hide = "cp /bin/sleep hidden; i=0;"
                + " while [ $i -lt 200 ]; do env -i setsid ./hidden 100 > /dev/null 2>&1 & i=$((i+1)); done;"
                + " while [ $(cat /proc/[0-9]*/comm 2> /dev/null | grep -c '^hidden$') -lt 200 ]; do sleep 0.01; done";
        var look = "\"$@\" || exit; for file in /proc/[0-9]*/comm; do"
                + " if read -r name 2> /dev/null < $file && [ \"$name\" = hidden ]; then echo $file; fi; done";
        var line = new ArrayList<>(List.of("/bin/sh", "-c", look, "sh"));
        line.addAll(sandbox.line(cell(Needs.NONE), ".", List.of("/bin/sh", "-c", hide)));
        for (int i = 0; i < 10; i++) {
            assertThat(Errand.run(line)).isEqualTo(new Errand(0, ""));
        }
    }

    @Test
    void processes_without_end_stop_somewhere() throws IOException {
        var most = run("sed -n 's/^Max processes *\\([0-9]*\\).*/\\1/p' /proc/self/limits")
                .output()
                .strip();
        assertThat(Integer.parseInt(most)).isLessThanOrEqualTo(8192);
    }

    @Test
    void there_is_no_network_but_its_own_loopback() throws IOException {
        assertThat(run("sed 1,2d /proc/net/dev | cut -d: -f1").output().strip()).isEqualTo("lo");
    }

    @Test
    void what_a_command_needs_is_shown_and_cannot_be_written() throws IOException {
        var agent = Files.createDirectories(temporary.resolve("agent"));
        Files.writeString(agent.resolve("main"), "agent");
        var key = Files.writeString(temporary.resolve("key"), "key");
        var files = new LinkedHashMap<String, Path>();
        files.put("/home/wave/.agent/key", key);
        assertThat(run(
                                "cat " + agent + "/main ~/.agent/key; ls " + temporary
                                        + "; (echo x > ~/.agent/key) 2>/dev/null || echo no",
                                new Needs(List.of(agent), files, new LinkedHashMap<>()))
                        .output())
                .isEqualTo("agentkeyagent\nno");
    }

    @Test
    void a_program_that_is_not_there_ends_as_a_shell_says_it() throws IOException {
        var line = sandbox().line(cell(Needs.NONE), ".", List.of("no-such-program"));
        assertThat(Errand.run(line).exit()).isEqualTo(127);
    }

    @Test
    void a_folder_that_is_not_there_is_named() throws IOException {
        var line = sandbox().line(cell(Needs.NONE), "no/folder", List.of("true"));
        assertThat(Errand.run(line)).isEqualTo(new Errand(125, "wave: no folder no/folder in the workspace"));
    }

    @Test
    void a_request_to_end_reaches_the_program_and_lets_it_finish() throws Exception {
        assertFinishesWhenAsked(sandbox());
    }

    /// Until 2.35 of util-linux it ended when it was asked to, and its program was killed with it.
    @Test
    void it_does_so_too_where_unshare_is_old() throws Exception {
        var sandbox =
                with("while [ \"$1\" != -- ]; do shift; done; shift; \"$@\" & trap 'kill -9 $!; exit 143' TERM; wait");

        assertFinishesWhenAsked(sandbox);
    }

    /// 2.36 and 2.37 start their program deaf to interrupts and requests to end.
    @Test
    void programs_hear_signals_where_unshare_is_old() throws Exception {
        var ignored = "sed -n 's/^SigIgn:[[:space:]]*//p' /proc/self/status";
        var outside = Errand.run(List.of("/bin/sh", "-c", ignored)).output();
        var sandbox = with("trap '' TERM INT; exec /usr/bin/unshare \"$@\"");

        assertThat(Errand.run(sandbox.line(cell(Needs.NONE), ".", List.of("/bin/sh", "-c", ignored)))
                        .output())
                .isEqualTo(outside);
    }

    /// The sandbox of a machine on which `unshare` is that script.
    private Sandbox with(String unshare) throws IOException {
        sandbox();
        var bin = Files.createDirectories(temporary.resolve("bin"));
        var old = Files.writeString(bin.resolve("unshare"), "#!/bin/sh\n" + unshare + "\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        var environment = new TreeMap<>(System.getenv());
        environment.put("PATH", bin + ":" + System.getenv("PATH"));

        var sandbox = Sandbox.find(temporary.resolve("other-cache"), environment, List.of());
        assertThat(sandbox.holds(SandboxMode.AUTO)).isTrue();
        return sandbox;
    }

    private void assertFinishesWhenAsked(Sandbox sandbox) throws Exception {
        var line = sandbox.line(
                cell(Needs.NONE),
                ".",
                List.of(
                        "/bin/sh",
                        "-c",
                        "trap 'echo done > done; exit 7' TERM; echo x > begun; while :; do sleep 0.01; done"));
        var setsid = Programs.find("setsid", System.getenv("PATH"), Path.of("/"));
        assumeTrue(setsid.isPresent(), "setsid is not installed");
        var words = new ArrayList<String>(List.of(setsid.get().toString()));
        words.addAll(line);
        var process = new ProcessBuilder(words).start();
        try {
            while (!Files.exists(temporary.resolve("workspace/begun"))) {
                Thread.onSpinWait();
            }
            Errand.run(List.of("/bin/sh", "-c", "kill -s TERM -- -" + process.pid()));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(process.exitValue()).isEqualTo(7);
            assertThat(temporary.resolve("workspace/done")).exists();
        } finally {
            Errand.run(List.of("/bin/sh", "-c", "kill -s KILL -- -" + process.pid() + " 2>/dev/null || :"));
        }
    }

    @Test
    void that_it_works_is_remembered_and_that_it_does_not_is_tried_again() throws IOException {
        sandbox();
        var environment = new TreeMap<>(System.getenv());
        assertThat(Files.readString(temporary.resolve("cache/sandbox/works"))).contains("bwrap");
        assertThat(Sandbox.find(temporary.resolve("cache"), environment, List.of())
                        .enforcement()
                        .level())
                .isEqualTo(Level.SANDBOXED);
    }
}
