package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A step with two contracts of one type, of which the one that need not hold does not.
class ForgivenRecordingTest {
    private static final String MUST = "{type: command, command: [grep, -q, hello, .wave/out/greeting.txt]}";
    private static final String NEED_NOT =
            "{type: command, command: [grep, -q, \"{who}\", .wave/out/greeting.txt], must_pass: false, on_failure: continue}";
    private static final String PROJECT = """
            default_adapter: demo
            adapters: {demo: {type: scripted, script: agent.yaml}}
            pipeline:
              name: greet
              params: {who: {type: string, default: world}}
              steps:
                - id: write
                  task: Greet
                  deliverables: [greeting]
                  handover: {contracts: [%s]}
            """;

    @TempDir
    Path temp;

    private WaveInProcess author;

    @BeforeEach
    void recorded() throws InterruptedException {
        author = new WaveInProcess(temp.resolve("author"))
                .file("wave.yaml", PROJECT.formatted(MUST + ", " + NEED_NOT))
                .file("agent.yaml", "steps: {write: {outputs: {greeting.txt: hello}}}\n")
                .with("WAVE_TRUST", "1")
                .committed();
        var recorded = author.wave("record");
        assertThat(recorded.code()).as(recorded.all()).isZero();
        author.git("add", "-A");
        author.git("commit", "-q", "-m", "Record");
    }

    @Test
    void is_replayed_and_checked_again_elsewhere() throws InterruptedException {
        var reader = new WaveInProcess(temp.resolve("reader"), "elsewhere").with("WAVE_TRUST", "1");
        reader.git("clone", "-q", author.root().toString(), ".");

        var replayed = reader.wave("run", "--locked");
        assertThat(replayed.code()).as(replayed.all()).isZero();
        var verified = reader.wave("verify", "--recheck");
        assertThat(verified.all()).contains("greet/world  holds; 3 checks made again");
        assertThat(verified.code()).isZero();
    }

    @Test
    void is_reused_in_whatever_order_its_contracts_stand() throws InterruptedException {
        assertThat(author.wave("run").out()).contains("write  reused");
        author.file("wave.yaml", PROJECT.formatted(NEED_NOT + ", " + MUST));

        assertThat(author.wave("run").out()).contains("write  reused");
        assertThat(author.wave("run", "--locked").code()).isZero();
        assertThat(author.wave("verify", "--recheck").code()).isZero();
    }

    @Test
    void is_not_reused_where_the_broken_one_must_hold() throws InterruptedException {
        author.file("wave.yaml", PROJECT.formatted(MUST + ", " + NEED_NOT.replace(", must_pass: false", "")));

        assertThat(author.wave("run").out()).contains("write  started");
        var replayed = author.wave("run", "--locked");
        assertThat(replayed.code()).isEqualTo(5);
        assertThat(replayed.err()).contains("write is not what it was: ");
    }
}
