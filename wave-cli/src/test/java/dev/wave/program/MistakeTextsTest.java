package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.process.Errand;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What beginners get wrong, and every word they are told: `src/test/resources/mistakes/NAME.txt` has the
/// calls, what they print, and how they end. `WAVE_GOLDEN=write` in the environment writes what is printed now.
class MistakeTextsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/mistakes");
    private static final boolean WRITE = "write".equals(System.getenv("WAVE_GOLDEN"));

    private static final String PROJECT = """
            pipelines:
              release:
                params:
                  feature: {description: what is new}
                  depth: {type: integer, default: 1, enum: [1, 2]}
                steps:
                  - id: draft
                    run: 'echo "$WAVE_PARAM_FEATURE" > NOTES.md'
                    deliverables: [{name: notes, path: NOTES.md}]
              check:
                steps: [{id: look, run: "true"}]
            """;

    private static final String ASKING = "steps: [{id: draft, persona: craftsman, task: Write it}]\n";

    @TempDir
    Path temp;

    private final StringBuilder said = new StringBuilder();
    private WaveInProcess wave;

    @BeforeEach
    void project() throws Exception {
        wave = new WaveInProcess(temp);
        wave.with("WAVE_TRUST", "1").with("ANTHROPIC_API_KEY", "");
        wave.file("wave.yaml", PROJECT).file("README.md", "# Mine\n").committed();
    }

    /// Adds a call, what it prints, and how it ends.
    private WaveInProcess.Said call(Path folder, String... words) throws Exception {
        var ended = wave.waveIn(folder, words);
        add(String.join(" ", words), ended);
        return ended;
    }

    private WaveInProcess.Said call(String... words) throws Exception {
        return call(wave.root(), words);
    }

    private void add(String words, WaveInProcess.Said ended) {
        said.append("$ wave ").append(words).append('\n');
        said.append(ended.out())
                .append(ended.err())
                .append("exit ")
                .append(ended.code())
                .append('\n');
    }

    /// Compares with the golden text, in which what differs from machine to machine is left out.
    private void isGolden(String name) throws IOException {
        var text = said.toString()
                .replace(temp.toRealPath().toString(), "/home/me")
                .replace(temp.toString(), "/home/me")
                .replaceAll(
                        "(?m)(release|check|project) [0-9a-f]{4} · base [^·]* · (.* · )?(sandboxed|open)",
                        "$1 7f3a · base 1d2e3f4 · sandboxed")
                .replaceAll(
                        "(?m)\\b(wave (?:diff|apply|show|logs|artifacts|resume|cancel)|run) [0-9a-f]{4}\\b", "$1 7f3a")
                .replaceAll("\\d+\\.\\d s", "0.1 s")
                .replaceAll("made (just now|\\d+ seconds? ago)", "made just now")
                .replaceAll("only \\d+ MB", "only 100 MB")
                .replaceAll("\\[[0-9a-f]{4}\\]", "[7f3a]");
        var file = GOLDEN.resolve(name + ".txt");
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
        assertThat(text).doesNotContain("Exception", "\tat ", "bug in Wave", "null");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(temp.resolve(name));
    }

    /// A `PATH` with these programs only.
    private String only(String... programs) throws IOException {
        var bin = folder("bin");
        for (var program : programs) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin").resolve(program));
        }
        return bin.toString();
    }

    @Test
    void wrong_folder() throws Exception {
        call(folder("elsewhere"), "run");
        call(folder("elsewhere"), "status");
        call("run", "-C", "nowhere");
        isGolden("wrong-folder");
    }

    @Test
    void a_folder_below_the_project_is_as_good() throws Exception {
        call(folder("project/src/main"), "validate");
        call(folder("project/src/main"), "run", "check");
        isGolden("folder-below");
    }

    @Test
    void typos_in_names() throws Exception {
        call("rnu");
        call("run", "relaese");
        call("run", "release", "--feature=x", "--fersh");
        call("run", "release", "--featrue=x");
        call("run", "release", "--feature=x", "--only=darft");
        call("run", "release", "--feature=x", "--sandbox=requird");
        call("persona", "show", "navigater");
        call("persona", "shwo", "navigator");
        call("help", "parms");
        call("status", "--formt=json");
        call("validate", "chekc");
        isGolden("typos");
    }

    @Test
    void typos_in_files() throws Exception {
        wave.file(
                "wave.yaml",
                PROJECT.replace("deliverables", "delivrables").replace("id: look", "id: look, dependencies: [lok]"));
        call("run", "release", "--feature=x");
        isGolden("typos-in-files");
    }

    @Test
    void parameters_missing_and_wrong() throws Exception {
        call("run", "release");
        call("run", "release", "--feature=x", "--depth=deep");
        call("run", "release", "--feature=x", "--depth=3");
        call("run", "release", "--params=nowhere.yaml");
        isGolden("parameters");
    }

    @Test
    void no_git() throws Exception {
        wave.with("PATH", only("sh", "cat"));
        call("run", "check");
        isGolden("no-git");
    }

    @Test
    void old_git() throws Exception {
        var bin = folder("old");
        Files.writeString(bin.resolve("git"), "#!/bin/sh\necho git version 2.10.1\n");
        assertThat(bin.resolve("git").toFile().setExecutable(true)).isTrue();
        wave.with("PATH", bin + ":" + System.getenv("PATH"));
        call("run", "check");
        isGolden("old-git");
    }

    @Test
    void no_git_repository() throws Exception {
        var plain = folder("plain");
        Files.writeString(plain.resolve("wave.yaml"), PROJECT);
        call(plain, "run", "check");
        call(plain, "run", "check", "--committed");
        isGolden("no-repository");
    }

    @Test
    void no_agent_and_no_key() throws Exception {
        wave.file("wave.yaml", ASKING).with("PATH", only("git", "sh", "cat", "setsid"));
        call("run");
        Files.writeString(folder("bin").resolve("claude"), "#!/bin/sh\necho '2.1.197 (Claude Code)'\n");
        assertThat(folder("bin").resolve("claude").toFile().setExecutable(true)).isTrue();
        call("run");
        isGolden("no-agent");
    }

    @Test
    void files_in_other_encodings() throws Exception {
        var text = "# café\n" + PROJECT;
        for (var charset :
                List.of(StandardCharsets.ISO_8859_1, Charset.forName("x-UTF-16LE-BOM"), Charset.forName("UTF-32"))) {
            Files.write(wave.root().resolve("wave.yaml"), text.getBytes(charset));
            call("validate");
        }
        isGolden("encodings");
    }

    @Test
    void tabs_in_yaml() throws Exception {
        wave.file("wave.yaml", "steps:\n  - id: draft\n\trun: ls\n");
        call("validate");
        wave.file("wave.yaml", "steps:\n\t- id: draft\n");
        call("validate");
        isGolden("tabs");
    }

    @Test
    void a_docker_compose_file() throws Exception {
        wave.file("wave.yaml", "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n");
        call("run");
        isGolden("compose-file");
    }

    @Test
    void no_sandbox() throws Exception {
        wave.with("PATH", only("git", "sh", "cat", "setsid")).with("WAVE_TRUST", "");
        call("run", "check");
        call("run", "check", "--sandbox=required");
        wave.file("wave.yaml", "steps: [{id: look, run: 'true', sandbox: required}]\n");
        call("run");
        isGolden("no-sandbox");
    }

    @Test
    void the_same_again() throws Exception {
        wave.wave("run", "release", "--feature=x");
        call("run", "release", "--feature=x");
        isGolden("again");
    }

    @Test
    void changes_applied_twice_or_onto_other_changes() throws Exception {
        wave.wave("run", "release", "--feature=x");
        wave.file("README.md", "# Mine, and more\n");
        call("apply");
        call("apply");
        wave.wave("run", "release", "--feature=y");
        wave.file("NOTES.md", "my own\n");
        call("apply");
        isGolden("apply");
    }

    @Test
    void nothing_to_go_on_with() throws Exception {
        call("resume");
        call("diff");
        call("logs");
        wave.wave("run", "check");
        call("resume");
        call("cancel");
        call("show", "zzzz");
        call("diff", "zzzz");
        call("accept", "look");
        call("shell", "look");
        isGolden("nothing-to-go-on-with");
    }

    @Test
    void two_at_once() throws Exception {
        wave.sh("mkfifo ../started ../go");
        wave.file(
                "wave.yaml",
                "steps: [{id: look, sandbox: none, run: 'echo > %1$s/started; cat %1$s/go'}]\n".formatted(temp));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> wave.wave("run").code());
            Files.readString(temp.resolve("started"));
            call("resume");
            call("clean", "--keep-last=0");
            Files.writeString(temp.resolve("go"), "");
            assertThat(first.get()).isZero();
        }
        isGolden("two-at-once");
    }

    @Test
    void a_project_there_already() throws Exception {
        call("init");
        isGolden("init-again");
    }

    /// A folder that is mounted for reading only; only root can do that.
    @Test
    void a_disk_for_reading_only() throws Exception {
        assumeTrue(can("mount", "--bind", wave.root().toString(), wave.root().toString()), "cannot mount here");
        try {
            assertThat(can("mount", "-o", "remount,ro,bind", wave.root().toString()))
                    .isTrue();
            call("validate");
            call("run", "check");
            call("status");
            call("lock");
            Files.createDirectories(temp.resolve("cache"));
        } finally {
            can("umount", "-l", wave.root().toString());
        }
        isGolden("read-only");
    }

    @Test
    void a_project_is_not_written_where_nothing_can_be() throws Exception {
        var empty = folder("empty");
        assumeTrue(can("mount", "--bind", empty.toString(), empty.toString()), "cannot mount here");
        try {
            assertThat(can("mount", "-o", "remount,ro,bind", empty.toString())).isTrue();
            call(empty, "init");
        } finally {
            can("umount", "-l", empty.toString());
        }
        isGolden("init-read-only");
    }

    @Test
    void a_full_disk() throws Exception {
        var disk = folder("disk");
        assumeTrue(can("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()), "cannot mount here");
        try {
            Files.writeString(disk.resolve("wave.yaml"), PROJECT);
            call(disk, "run", "check");
            can("sh", "-c", "head -c 2000000 /dev/zero > " + disk.resolve("full"));
            call(disk, "run", "release", "--feature=x");
            call(disk, "lock");
        } finally {
            can("umount", "-l", disk.toString());
        }
        isGolden("disk-full");
    }

    private static boolean can(String... words) throws IOException {
        return Errand.run(List.of(words)).exit() == 0;
    }

    /// Somebody else's project, which may be read and not written.
    @Test
    void no_permission() throws Exception {
        assumeTrue(OrdinaryUser.isRoot(), "only root can be somebody else");
        can("chmod", "755", temp.toString());
        var user = new OrdinaryUser(temp);
        Files.writeString(folder("theirs").resolve("wave.yaml"), PROJECT);
        var line = new java.util.ArrayList<>(List.of(
                "env",
                "-i",
                "-C",
                temp.resolve("theirs").toString(),
                "PATH=" + System.getenv("PATH"),
                "HOME=" + user.own(),
                "WAVE_TRUST=1",
                "LC_ALL=C.UTF-8"));
        line.addAll(user.java());
        line.addAll(List.of("dev.wave.cli.Main", "run", "check"));
        var ended = Errand.run(line);
        add("run check", new WaveInProcess.Said(ended.exit(), ended.output() + "\n", ""));
        isGolden("no-permission");
    }
}
