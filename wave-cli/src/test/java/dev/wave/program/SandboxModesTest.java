package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.SandboxMode;
import dev.wave.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `sandbox: auto | required | none`, on machines with and without one.
class SandboxModesTest {
    private static final String WHERE = "steps: [{id: a, run: 'pwd; test -e /usr/bin/env', sandbox: %s}]";

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void a_project() {
        wave = new WaveInProcess(temp);
    }

    private void needsSandbox() throws IOException {
        var cache = Files.createDirectories(temp.resolve("probe"));
        var sandbox = Sandbox.find(cache, System.getenv(), List.of());
        assumeTrue(
                sandbox.holds(SandboxMode.AUTO),
                "no sandbox here: " + sandbox.enforcement().files());
    }

    /// The programs that Wave needs, but for `bwrap`.
    private void withoutBwrap() throws IOException {
        var bin = Files.createDirectories(temp.resolve("bin"));
        for (var program : List.of("git", "sh", "setsid", "unshare", "mount", "flock")) {
            Files.createSymbolicLink(bin.resolve(program), Path.of("/usr/bin", program));
        }
        wave.with("PATH", bin.toString());
    }

    @Test
    void auto_uses_the_sandbox_and_the_first_line_says_so() throws Exception {
        needsSandbox();
        wave.file("wave.yaml", WHERE.formatted("auto"));

        var said = wave.wave("run", "--trust");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out().lines().findFirst().orElseThrow()).endsWith(" · sandboxed");
        assertThat(wave.wave("logs").out()).contains(" /workspace\n");
        assertThat(wave.wave("show").out()).contains(" · sandboxed\n");
    }

    @Test
    void none_is_open() throws Exception {
        wave.file("wave.yaml", WHERE.formatted("none"));

        var said = wave.wave("run", "--trust");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out().lines().findFirst().orElseThrow()).endsWith(" · open");
        assertThat(said.err()).doesNotContain("no sandbox");
        assertThat(wave.wave("logs").out()).doesNotContain(" /workspace\n");
    }

    @Test
    void a_run_of_both_names_those_that_are_open() throws Exception {
        needsSandbox();
        wave.file("wave.yaml", "steps: [{id: a, run: 'true'}, {id: b, run: 'true', sandbox: none}]");

        assertThat(wave.wave("run", "--trust").out().lines().findFirst().orElseThrow())
                .endsWith(" · sandboxed but b");
    }

    @Test
    void auto_without_a_sandbox_runs_openly_and_says_what_is_missing() throws Exception {
        withoutBwrap();
        wave.file("wave.yaml", WHERE.formatted("auto"));

        var said = wave.wave("run", "--trust");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out().lines().findFirst().orElseThrow()).endsWith(" · open");
        assertThat(said.err())
                .contains("no sandbox: bwrap is not on the PATH")
                .contains("fix: install bubblewrap")
                .contains("steps run at level open");
    }

    private static final String PERSONAS = """
            default_adapter: mine
            adapters: {mine: {type: command, command: [sh, ./agent.sh]}}
            personas:
              docs:
                prompt: Write.
                permissions:
                  allow: [Read, "Write(docs/**)", "Bash(git log*)", "Network(example.org)"]
                  deny: ["Read(keys/**)"]
              texts: {prompt: Write., permissions: {allow: ["Read(src/**)", "Write(src/*.txt)"]}}
              notes: {prompt: Write., permissions: {allow: [Read, "Edit(*.txt)"]}}
              helper: {prompt: Help., permissions: {allow: [Read, Write]}}
            steps:
              - {id: a, persona: docs, task: Write}
              - {id: b, persona: docs, task: Look, permissions: {deny: [Write]}}
              - {id: c, persona: texts, task: Write}
              - {id: d, persona: notes, task: Write}
              - {id: e, run: 'true'}
              - {id: f, persona: helper, task: Help, sandbox: none}
            """;

    private static final String OPENLY = "helper: may change its files, kept by nothing; left to mine: its tools\n";

    @Test
    void of_each_persona_it_is_said_what_keeps_it() throws Exception {
        needsSandbox();
        wave.file("wave.yaml", PERSONAS).file("agent.sh", "");

        var planned = wave.wave("plan").err();
        var examined = wave.wave("doctor").out();

        assertThat(toldOfPersonas(planned)).isEqualTo("""
                docs: may change docs/**, reaches example.org, kept in the sandbox;\
                 left to mine: its tools, Bash(git log*), no Read(keys/**)
                docs: changes no files, reaches example.org, kept in the sandbox;\
                 left to mine: its tools, Bash(git log*), no Read(keys/**)
                texts: may change src, kept in the sandbox; of that only src/*.txt, found afterwards;\
                 left to mine: its tools; kept by nothing: Read(src/**)
                notes: may change its files, kept in the sandbox; of that only *.txt, found afterwards;\
                 left to mine: its tools
                commands: may change its files, kept in the sandbox
                """ + OPENLY);
        assertThat(examinedPersonas(examined)).isEqualTo(toldOfPersonas(planned));
        assertThat(examined).contains("persona helper: leave `sandbox: none` away\n");
    }

    @Test
    void of_each_persona_it_is_said_that_nothing_keeps_it() throws Exception {
        withoutBwrap();
        wave.file("wave.yaml", PERSONAS).file("agent.sh", "");

        var planned = wave.wave("plan").err();
        var examined = wave.wave("doctor").out();

        assertThat(toldOfPersonas(planned)).isEqualTo("""
                docs: may change docs/**, kept by nothing but a look afterwards;\
                 left to mine: its tools, Bash(git log*), no Read(keys/**)
                docs: changes no files, kept by nothing but a look afterwards;\
                 left to mine: its tools, Bash(git log*), no Read(keys/**)
                texts: may change src/*.txt, kept by nothing but a look afterwards;\
                 left to mine: its tools; kept by nothing: Read(src/**)
                notes: may change *.txt, kept by nothing but a look afterwards; left to mine: its tools
                commands: may change its files, kept by nothing
                """ + OPENLY);
        assertThat(examinedPersonas(examined)).isEqualTo(toldOfPersonas(planned));
        assertThat(examined).containsPattern("persona docs, .*, commands: install bubblewrap");
    }

    private static String toldOfPersonas(String planned) {
        return planned.lines()
                .filter(line -> line.startsWith("wave:   "))
                .map(line -> line.substring("wave:   ".length()) + "\n")
                .collect(Collectors.joining());
    }

    private static String examinedPersonas(String examined) {
        return Pattern.compile("(?m)^(?:ok|note) +(?:persona )?(docs|texts|notes|helper|commands) +(.*)$")
                .matcher(examined)
                .results()
                .map(row -> row.group(1) + ": " + row.group(2) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void a_shell_opens_only_what_was_kept() throws Exception {
        wave.file("wave.yaml", "steps: [{id: a, run: 'true'}]");
        assertThat(wave.wave("run", "--trust").code()).isZero();

        var said = wave.wave("shell", "a");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("no workspace is kept of the step 'a'");
    }

    @Test
    void required_without_a_sandbox_runs_nothing() throws Exception {
        withoutBwrap();
        wave.file("wave.yaml", "steps: [{id: a, run: 'true'}, {id: b, run: 'true', sandbox: required}]");

        var said = wave.wave("run", "--trust");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .contains("steps require a sandbox, and there is none here: b")
                .contains("bwrap is not on the PATH")
                .contains("nothing was run");
        assertThat(wave.wave("status").all()).contains("no runs");
    }

    @Test
    void the_command_line_cannot_take_the_sandbox_from_permissions_that_need_it() throws Exception {
        wave.file("answers.yaml", "default: {say: done}").file("wave.yaml", """
                default_adapter: demo
                adapters: {demo: {type: scripted, script: answers.yaml}}
                personas: {careful: {prompt: Look., permissions: {allow: [Read, Bash], deny: [Write]}}}
                steps: [{id: a, persona: careful, task: Look}]
                """);
        var said = wave.wave("run", "--trust", "--sandbox", "none");

        assertThat(said.code()).as(said.all()).isEqualTo(3);
        assertThat(said.err()).contains("without a sandbox shell commands can write: a");
        assertThat(wave.wave("run", "--trust").code()).isZero();
    }
}
