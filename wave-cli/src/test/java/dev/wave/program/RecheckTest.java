package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contracts that are checked again, on what was recorded.
class RecheckTest {
    private static final String PROJECT = """
            default_adapter: demo
            adapters:
              demo: {type: scripted, script: agent.yaml}
            pipeline:
              name: greet
              steps:
                - id: write
                  persona: craftsman
                  task: Greet
                  deliverables: [{name: greeting, format: json}]
                  handover:
                    contracts:
                      - {type: json_schema, source: greeting, schema: {type: object, required: [text]}}
                      - {type: format, source: greeting, format: json}
                      - {type: test_suite, command: "sh tests/run.sh"}
                      - {type: command, command: "grep -q hello .wave/out/greeting.json"}
                - id: shout
                  inputs: [greeting]
                  artifacts: [{name: loud, path: loud.txt}]
                  sources: [tests/**]
                  run: "tr a-z A-Z < .wave/in/greeting.json > loud.txt"
                  handover:
                    contracts:
                      - {type: command, command: "grep -q HELLO loud.txt && grep -q hello .wave/in/greeting.json"}
                      - {type: test_suite, command: "test -e tests/bye", must_pass: false, on_failure: continue}
                      - {type: command, command: "true", network: [example.org]}
                      - {type: non_empty, source: loud}
            """;
    private static final String AGENT = """
            steps:
              write:
                outputs: {greeting.json: '{"text": "hello"}'}
                write: {src/text: hello}
            """;

    @TempDir
    Path temp;

    private WaveInProcess author;
    private WaveInProcess reader;

    @BeforeEach
    void recorded_committed_and_cloned() throws InterruptedException {
        record(PROJECT, "author", "reader");
    }

    private void record(String project, String authors, String readers) throws InterruptedException {
        author = new WaveInProcess(temp.resolve(authors));
        author.file("wave.yaml", project).file("agent.yaml", AGENT).file("tests/run.sh", "grep -q hello src/text\n");
        author.committed();
        var recorded = author.wave("record", "--trust");
        assertThat(recorded.code()).as(recorded.all()).isZero();
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record");
        reader = new WaveInProcess(temp.resolve(readers), "elsewhere").with("WAVE_TRUST", "1");
        reader.git("clone", "-q", author.root().toString(), ".");
    }

    @Test
    void they_say_what_they_said_and_no_step_is_worked_on() throws InterruptedException {
        var verified = reader.wave("verify", "--recheck");

        assertThat(verified.out()).isEqualTo("""
                greet/default  holds; 9 checks made again
                  shout: command#2 was not checked again: it may reach the network
                """);
        assertThat(verified.code()).isZero();
        assertThat(reader.root().resolve(".git/wave/activity")).doesNotExist();
        assertThat(reader.wave("status").err()).contains("no runs yet");
        assertThat(reader.wave("clean", "--list").out()).doesNotContain("greet");
    }

    @Test
    void a_pass_that_was_written_into_the_recording_is_found() throws IOException, InterruptedException {
        forge(
                "\"contract\":\"test_suite\",([^{}]*)\"status\":\"broken\"",
                "\"contract\":\"test_suite\",$1\"status\":\"held\"");

        assertThat(reader.wave("verify").out()).isEqualTo("greet/default  holds\n");
        var verified = reader.wave("verify", "--recheck");

        assertThat(verified.out()).isEqualTo("""
                greet/default  does not hold; 9 checks made again
                  shout: command#2 was not checked again: it may reach the network
                  shout: test_suite held when it was recorded, and does not now: \
                test -e tests/bye: expected exit code 0, found 1
                """);
        assertThat(verified.code()).isEqualTo(5);
    }

    @Test
    void bytes_that_never_passed_are_found() throws IOException, InterruptedException {
        var nothing = " \n";
        reader.file(".wave/recordings/sha256/" + Digest.ofText(nothing).hex(), nothing);
        var loud = Digest.ofText("{\"TEXT\": \"HELLO\"}").hex();
        forge(loud, Digest.ofText(nothing).hex());

        var verified = reader.wave("verify", "--recheck", "--format=json");

        assertThat(verified.code()).isEqualTo(5);
        assertThat(verified.out())
                .contains("\"holds\":false,\"problems\":[]")
                .contains("{\"step\":\"shout\",\"contract\":\"non_empty\",\"agrees\":false,\"status\":\"broken\",");
    }

    /// The guarantee, broken on purpose: were the contract's program not to look at the recorded bytes, nobody would
    /// find that they never passed. What the other tests find comes from programs that do.
    @Test
    void where_the_programs_of_contracts_do_not_look_a_forgery_is_not_found() throws IOException, InterruptedException {
        record("""
                default_adapter: demo
                defaults: {sandbox: none} # where a program of the test's own would not be seen
                adapters:
                  demo: {type: scripted, script: agent.yaml}
                pipeline:
                  name: greet
                  steps:
                    - id: write
                      persona: craftsman
                      task: Greet
                      deliverables: [{name: greeting, format: json}]
                      handover:
                        contract: {type: command, command: "grep -q hello .wave/out/greeting.json"}
                """, "second-author", "second-reader");
        var never = "{\"text\": \"jello\"}";
        reader.file(".wave/recordings/sha256/" + Digest.ofText(never).hex(), never);
        forge(Digest.ofText("{\"text\": \"hello\"}").hex(), Digest.ofText(never).hex());

        var found = reader.wave("verify", "--recheck");
        assertThat(found.code()).as(found.all()).isEqualTo(5);
        assertThat(found.out()).contains("write: command held when it was recorded, and does not now: grep -q hello");

        var blind = Files.createDirectories(temp.resolve("blind/bin"));
        Files.writeString(blind.resolve("grep"), "#!/bin/sh\nexit 0\n");
        assertThat(blind.resolve("grep").toFile().setExecutable(true)).isTrue();
        reader.with("PATH", blind + ":" + System.getenv("PATH"));
        var missed = reader.wave("verify", "--recheck");
        assertThat(missed.out()).isEqualTo("greet/default  holds; 2 checks made again\n");
        assertThat(missed.code()).isZero();
    }

    @Test
    void a_recording_that_cannot_be_derived_is_not_checked() throws InterruptedException {
        reader.file("wave.yaml", PROJECT.replace("task: Greet", "task: Say hello"));

        var verified = reader.wave("verify", "--recheck");

        assertThat(verified.out()).isEqualTo("""
                greet/default  does not hold
                  write is not what it was: task: "Greet" → "Say hello"
                """);
        assertThat(verified.code()).isEqualTo(5);
    }

    @Test
    void programs_get_every_check_as_an_object() throws InterruptedException {
        var json = reader.wave("verify", "--recheck", "--format=ndjson").out();

        assertThat(json)
                .startsWith("{\"recording\":\"greet/default\",\"holds\":true,\"problems\":[],\"checks\":[")
                .contains("{\"step\":\"write\",\"contract\":\"test_suite\",\"agrees\":true,\"status\":\"held\",")
                .contains("{\"step\":\"shout\",\"contract\":\"test_suite\",\"agrees\":true,\"status\":\"broken\",")
                .contains(
                        "{\"step\":\"shout\",\"contract\":\"command#2\",\"not_checked\":\"it may reach the network\"}");
    }

    /// Alters the recorded results, and the lock so that it names them: a forger who knows how it is done.
    private void forge(String pattern, String replacement) throws IOException {
        var lock = reader.read("wave.lock");
        var results = Pattern.compile("result: '?sha256:([0-9a-f]+)").matcher(lock);
        var forged = 0;
        while (results.find()) {
            var manifest = reader.read(".wave/recordings/sha256/" + results.group(1));
            var other = manifest.replaceAll(pattern, replacement);
            if (!other.equals(manifest)) {
                forged++;
                var digest = Digest.of(other.getBytes(StandardCharsets.UTF_8)).hex();
                reader.file(".wave/recordings/sha256/" + digest, other);
                lock = lock.replace(results.group(1), digest).replaceAll(pattern, replacement);
            }
        }
        assertThat(forged).isEqualTo(1);
        Files.writeString(reader.root().resolve("wave.lock"), lock);
    }
}
