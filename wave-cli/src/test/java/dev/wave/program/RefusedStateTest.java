package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the system refuses an ordinary user, in a process of Wave's: files of root in the store, a state that
/// may not be written, files that may not grow. What comes of it is right, or it says in a sentence what is
/// wrong; and when the refusal is over, all is as if it had never been.
class RefusedStateTest {
    @TempDir
    Path temp;

    private OrdinaryUser user;
    private Path project;
    private Path good;

    /// How a call of Wave ended.
    private record Ended(int code, String said) {
        /// A failure is a sentence that names something, and never a look into the program.
        void isOrderly() {
            assertThat(code).as(said).isIn(0, 1, 5);
            assertThat(said).doesNotContain("Exception", "\tat ", "a bug in Wave");
            assertThat(said).isNotBlank();
        }
    }

    @BeforeEach
    void ran_once() throws Exception {
        assumeTrue(OrdinaryUser.isRoot(), "only root can give files to root");
        user = new OrdinaryUser(temp);
        project = Files.createDirectories(user.own().resolve("project"));
        Files.writeString(project.resolve("wave.yaml"), """
                pipeline:
                  name: small
                  steps:
                    - id: make
                      run: "head -c 300000 /dev/zero | tr '\\\\0' m > .wave/out/big; echo changed > made.txt"
                      artifacts: [big]
                    - {id: use, dependencies: [make], inputs: [big], run: "wc -c < .wave/in/big > .wave/out/size", artifacts: [size]}
                """);
        OrdinaryUser.sh(
                "sh",
                "-ec",
                "cd \"$0\"; git init -q; git add .; git -c user.name=A -c user.email=a@example.org commit -qm begin",
                project.toString());
        good = user.own().resolve("good");
        OrdinaryUser.sh("cp", "-a", project.toString(), good.toString());
        user.owns(user.own());
    }

    private void begun() throws Exception {
        var run = wave(List.of(), "run");
        assertThat(run.code()).as(run.said()).isZero();
        OrdinaryUser.sh("rm", "-r", good.toString());
        OrdinaryUser.sh("cp", "-a", project.toString(), good.toString());
    }

    private void restore() throws IOException {
        OrdinaryUser.sh("rm", "-r", project.toString());
        OrdinaryUser.sh("cp", "-a", good.toString(), project.toString());
    }

    /// @param before words of a program that starts the one that follows
    private Ended wave(List<String> before, String... words) throws IOException, InterruptedException {
        var line = new ArrayList<String>(before);
        line.addAll(user.java());
        line.add("dev.wave.cli.Main");
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line).directory(project.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", user.own().resolve("home").toString());
        builder.environment().put("WAVE_TRUST", "1");
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    private String made() throws Exception {
        return wave(List.of(), "artifacts", "--format=json").said().replaceAll("\"run\":\"[0-9a-f]+\"", "");
    }

    /// One file of each kind.
    private List<Path> kinds() throws IOException {
        var kinds = new LinkedHashMap<String, Path>();
        try (var files = Files.walk(project.resolve(".git/wave"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = project.resolve(".git/wave").relativize(file).toString();
                if (!name.matches("(blobs/.*|git/(HEAD|objects)\\b.*|leases/.*|state[.]db)")) {
                    continue;
                }
                kinds.putIfAbsent(name.replaceAll("/[0-9a-f]{2}/.*", "").replaceAll("[0-9a-f]{8,}.*", ""), file);
            }
        }
        return List.copyOf(kinds.sequencedValues());
    }

    @Test
    void a_file_of_roots_is_named_or_made_again() throws Exception {
        begun();
        var expected = made();
        var kinds = kinds();
        assertThat(kinds).hasSizeGreaterThan(3);
        for (var file : kinds) {
            OrdinaryUser.sh("chown", "root:root", file.toString());
            OrdinaryUser.sh("chmod", "600", file.toString());

            var run = wave(List.of(), "run");
            run.isOrderly();
            if (run.code() == 0) {
                assertThat(made()).as(file.toString()).isEqualTo(expected);
            } else {
                assertThat(run.said()).contains(file.toString());
            }
            restore();
        }
    }

    @Test
    void a_state_that_may_not_be_written_is_said_to_be() throws Exception {
        begun();
        var expected = made();
        OrdinaryUser.sh("chmod", "-R", "a-w", project.resolve(".git/wave").toString());

        for (var words : List.of(List.of("run"), List.of("status"), List.of("fsck"), List.of("clean"))) {
            var ended = wave(List.of(), words.toArray(String[]::new));
            ended.isOrderly();
            assertThat(ended.code()).isOne();
            assertThat(ended.said())
                    .contains("cannot open ", "state.db for writing", "see to it that you may read and write it");
        }

        OrdinaryUser.sh("chmod", "-R", "u+w", project.resolve(".git/wave").toString());
        assertThat(wave(List.of(), "run").said()).contains("nothing ran");
        assertThat(made()).isEqualTo(expected);
    }

    /// As a quota refuses it: at every write, from the first files on to the last.
    @Test
    void files_that_may_not_grow_end_the_run_and_the_next_one_does_it_all() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed");
        var said = new StringBuilder();
        for (var kilobytes : List.of(16, 128, 256)) {
            restore();
            var run = wave(List.of("prlimit", "--fsize=" + kilobytes * 1024, "--"), "run");
            run.isOrderly();
            assertThat(run.code()).isEqualTo(1);
            said.append(run.said());

            var again = wave(List.of(), "run");
            assertThat(again.code()).as(again.said()).isZero();
            assertThat(wave(List.of(), "fsck").said()).contains("everything that is stored is as it was written");
        }
        assertThat(said.toString()).contains("look whether a quota or a limit is reached");
    }
}
