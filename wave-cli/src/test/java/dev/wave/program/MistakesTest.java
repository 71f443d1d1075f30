package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.command.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person is told who gets something wrong, and with which exit code.
class MistakesTest {

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void project() {
        wave = new WaveInProcess(temp);
        wave.file("wave.yaml", """
                pipelines:
                  one:
                    params: {depth: {type: integer, enum: [1, 2]}}
                    steps: [{id: build, run: "echo hi"}]
                  two:
                    steps: [{id: ship, run: "echo hi > .wave/out/note", deliverables: [note]}]
                """);
    }

    private void says(int code, String text, String... words) throws Exception {
        var said = wave.wave(words);
        assertThat(said.all()).contains(text);
        assertThat(said.code()).as(said.all()).isEqualTo(code);
    }

    @Test
    void a_folder_without_a_project() throws Exception {
        var said = wave.waveIn(temp.resolve("home"), "run");

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("no project here").contains("`wave init`");
        says(2, "there is no folder ", "run", "-C", "nowhere");
    }

    @Test
    void names_that_are_nearly_right() throws Exception {
        says(2, "no command 'rnu'; did you mean 'run'?", "rnu");
        says(2, "no command 'hlep'; did you mean 'help'?", "hlep");
        for (var command : List.of("run", "plan", "validate")) {
            says(2, "wave: the project has no pipeline 'oen'; did you mean 'one'?", command, "oen");
            says(2, "wave: its pipelines: one, two", command, "oen");
        }
        says(2, "the project has no pipeline 'oen'; did you mean 'one'?", "pipeline", "show", "oen");
        says(2, "the project has no pipeline 'tow'; did you mean 'two'?", "why", "ship", "--pipeline=tow");
        says(2, "the project has several pipelines; say which one\nwave: its pipelines: one, two", "run");
        says(2, "the project has several pipelines; say which one", "plan");
        says(2, "has no step 'shp'; did you mean 'ship'?", "run", "two", "--only=shp");
        says(2, "--format takes text or json here, not 'xml'", "plan", "two", "--format=xml");
    }

    @Test
    void parameters_that_are_missing_unknown_or_not_what_they_should_be() throws Exception {
        says(2, "the parameter 'depth' is missing: --depth=INTEGER", "run", "one");
        says(2, "'--depth' should be a whole number and is 'x'", "run", "one", "--depth=x");
        says(2, "'--depth' is 3 and can be 1, 2", "run", "one", "--depth", "3");
        says(2, "unknown flag '--dpeth'; did you mean '--depth'?", "run", "one", "--depth=1", "--dpeth=2");
        says(2, "unknown flag '--fresh' here; other commands have it", "plan", "one", "--depth=1", "--fresh");
        says(2, "\nparameters of one:\n  --depth=INTEGER  (one of 1, 2; required)\n", "run", "one", "-P", "depth=x");
        says(0, "--depth=INTEGER  (one of 1, 2; required)", "run", "one", "--help");
    }

    @Test
    void options_that_contradict_each_other_and_formats_a_command_does_not_have() throws Exception {
        says(2, "-q and -v say the opposite of each other; leave one out", "status", "-q", "-v");
        says(2, "--format takes text or ndjson here, not 'json'", "logs", "--format=json");
        says(2, "--format takes text or json here, not 'ndjson'", "trust", "--format=ndjson");
        says(2, "--graph is text already; leave --format out", "plan", "two", "--graph=text", "--format=json");
    }

    @Test
    void options_for_steps_that_run_where_none_does() throws Exception {
        for (var option : List.of(
                "--fresh",
                "--only=ship",
                "--until=ship",
                "--max-parallel=2",
                "--fail-fast",
                "--sandbox=none",
                "--strict",
                "--trust",
                "--committed")) {
            var name = option.split("=", 2)[0];
            says(
                    2,
                    "wave: --locked replays what is recorded and runs no step; leave " + name + " out\n",
                    "run",
                    "two",
                    "--locked",
                    option);
        }
        says(2, "leave --only, --trust out", "run", "two", "--locked", "--only=ship", "--trust");
        says(2, "wave: --all is for replays: `wave run --locked --all`\n", "run", "two", "--all");
        says(2, "wave: --require-current is for replays: ", "run", "two", "--require-current");
        says(
                2,
                "wave: --all replays each recording with its own parameters; leave -P, --depth out\n",
                "run",
                "one",
                "--locked",
                "--all",
                "--depth=1",
                "-P",
                "depth=1");
        says(
                2,
                "wave: --run keeps what a run came to and starts none; leave one, --depth, --committed, --trust out\n",
                "record",
                "one",
                "--run=abcd",
                "--depth",
                "1",
                "--committed",
                "--trust");
    }

    @Test
    void no_parameter_can_have_the_name_of_an_option() throws Exception {
        for (var command : List.of("run", "plan", "why")) {
            var help = wave.waveIn(temp.resolve("home"), command, "--help").out();
            var options =
                    Pattern.compile("(?m)^ +(?:-., )?--([a-z-]+)").matcher(help).results();
            assertThat(options.map(option -> option.group(1)).toList())
                    .hasSizeGreaterThan(5)
                    .isSubsetOf(Commands.FLAGS);
        }
    }

    @Test
    void every_command_has_help_and_takes_the_folder_before_and_after_its_name() throws Exception {
        for (var command : List.of(
                "init",
                "validate",
                "plan",
                "run",
                "status",
                "show",
                "logs",
                "artifacts",
                "diff",
                "apply",
                "resume",
                "cancel",
                "why",
                "trust",
                "clean")) {
            says(0, "usage: wave " + command, command, "--help");
        }
        says(0, "pipeline", "pipeline", "--help");
        says(0, "persona", "persona", "--help");
        var folder = wave.root().toString();
        assertThat(wave.waveIn(temp, "-C", folder, "validate").code()).isZero();
        assertThat(wave.waveIn(temp, "validate", "-C", folder).code()).isZero();
    }

    @Test
    void commands_nobody_approved_do_not_run() throws Exception {
        wave.file("wave.yaml", "defaults: {sandbox: none}\n" + wave.read("wave.yaml"));
        says(2, "nothing was run: this project's commands are not approved", "run", "two");
        says(2, """
                  sandbox: none
                    wave.yaml:5:18  pipelines.one.build.run: sh -c "echo hi"
                    wave.yaml:7:18  pipelines.two.ship.run: sh -c "echo hi > .wave/out/note"
                """, "run", "two");
        says(0, "ship  succeeded", "run", "two", "--trust");
        says(2, "not approved", "run", "two", "--fresh");

        says(0, "approved: 2 commands", "trust");
        says(0, "ship  reused", "run", "two");

        wave.file("wave.yaml", wave.read("wave.yaml").replace("echo hi >", "echo ho >"));
        says(2, "not approved", "run", "two");
        says(0, "the project is valid", "validate");
        wave.with("WAVE_TRUST", "1");
        says(0, "ship  succeeded", "run", "two");
    }

    @Test
    void commands_in_a_sandbox_need_no_approval_and_without_one_they_do() throws Exception {
        var says = wave.wave("doctor").out();
        assumeTrue(says.matches("(?s).*sandbox: files +kept by.*"), "there is no sandbox here");

        says(0, "wave: sandbox: files, processes, network by bubblewrap (", "plan", "two");
        says(0, "wave:   commands: may change its files, kept in the sandbox", "plan", "two");
        says(0, "ship  succeeded", "run", "two");
        says(2, "\n  sandbox: none\n", "run", "two", "--sandbox=none");
        says(2, "not approved", "run", "two", "--sandbox=none", "--fresh");

        var bare = Files.createDirectories(temp.resolve("bin"));
        for (var program : List.of("git", "sh", "cat", "setsid")) {
            Files.createSymbolicLink(bare.resolve(program), Path.of("/usr/bin").resolve(program));
        }
        wave.with("PATH", bare.toString());
        says(
                0,
                "wave: sandbox: none; not kept: files, processes, network, memory, number of processes – bwrap is",
                "plan",
                "two");
        says(0, "wave:   commands: may change its files, kept by nothing", "plan", "two");
        says(2, "\n  no sandbox on this machine: bwrap is not on the PATH\n", "run", "two");
        says(0, "approved: 2 commands", "trust");
        says(0, "ship  ", "run", "two");
    }

    @Test
    void a_copy_of_an_approved_project_is_another_one() throws Exception {
        wave.file("wave.yaml", "defaults: {sandbox: none}\n" + wave.read("wave.yaml"));
        says(0, "approved", "trust");
        var copy = Files.createDirectories(temp.resolve("copy"));
        Files.copy(wave.root().resolve("wave.yaml"), copy.resolve("wave.yaml"));

        assertThat(wave.waveIn(copy, "run", "two").code()).isEqualTo(2);
    }

    @Test
    void files_that_are_no_project() throws Exception {
        wave.file("wave.yaml", "steps:\n  - id: a\n    run: [\n");
        says(3, "error[E-YAML]", "run");
        wave.file("wave.yaml", "services:\n  web: {image: nginx}\n");
        says(3, "this is a Docker Compose file, not a Wave project", "run");
        Files.write(wave.root().resolve("wave.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        says(3, "it is not UTF-8", "validate");
    }

    @Test
    void what_this_machine_does_not_have() throws Exception {
        wave.file("wave.yaml", "steps: [{id: a, task: do it}]");
        wave.with("ANTHROPIC_API_KEY", "");
        says(3, "error[E-NO-AGENT]", "run");
        says(0, "the project is valid", "validate");
        wave.file("wave.yaml", "steps: [{id: a, run: 'true'}]").with("PATH", temp.toString());
        says(1, "git", "run", "--trust");
    }

    @Test
    void runs_there_are_not() throws Exception {
        says(1, "this project has no runs yet; `wave run` starts one", "resume");
        says(2, "there is no run 'zzzz' in this project", "show", "zzzz");
        says(0, "ship  succeeded", "run", "two", "--trust");
        says(0, "has succeeded; there is nothing to resume", "resume");
    }

    @Test
    void changes_that_cannot_be_applied_as_they_are() throws Exception {
        wave.file("wave.yaml", """
                steps: [{id: a, run: "mkdir -p .github/workflows; echo x > .github/workflows/ci.yml; echo y > f.txt"}]
                """);
        says(0, "2 files changed", "run", "--trust");

        wave.file("f.txt", "mine");
        says(1, "f.txt was changed both by the run and since", "apply", "--yes");
        assertThat(wave.root().resolve(".github")).doesNotExist();
        assertThat(wave.read("f.txt")).isEqualTo("mine");

        Files.delete(wave.root().resolve("f.txt"));
        says(1, "files that tools execute would change", "apply");
        assertThat(wave.root().resolve("f.txt")).doesNotExist();
        says(0, "applied: 2 files changed", "apply", "--yes");
    }

    @Test
    void an_export_does_not_overwrite() throws Exception {
        says(0, "ship  succeeded", "run", "two", "--trust");
        var out = temp.resolve("out").toString();
        assertThat(wave.wave("artifacts", "--export", out).code()).isZero();

        var again = wave.wave("artifacts", "--export", out);

        assertThat(again.code()).as(again.all()).isNotZero();
        assertThat(again.err()).contains("note");
    }

    @Test
    void a_state_folder_that_cannot_be_written() throws Exception {
        wave.file(".wave/state", "a file in its place");

        var said = wave.wave("run", "two", "--trust");

        assertThat(said.code()).as(said.all()).isEqualTo(1);
        assertThat(said.err()).contains(".wave/state");
    }
}
