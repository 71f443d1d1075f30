package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A warning is about a text, and a command that reads the text several times has it once.
class WarningsTest {
    private static final String PROJECT = """
            project: {name: shop}
            default_adapter: demo
            adapters:
              demo: {type: scripted, script: agent.yaml}
            steps:
              - {id: look, task: Look, artifacts: [codebase-analysis]}
              - {id: tell, task: Tell, dependencies: [look], inputs: [analysis], deliverables: [report]}
            """;
    private static final String AGENT = """
            steps:
              look: {outputs: {codebase-analysis.md: Two findings.}}
              tell: {outputs: {report.md: Two.}}
            """;

    @TempDir
    Path temp;

    @Test
    void every_command_tells_a_warning_once() throws InterruptedException {
        var wave = new WaveInProcess(temp)
                .file("wave.yaml", PROJECT)
                .file("agent.yaml", AGENT)
                .committed();

        for (var command : List.of(
                "validate",
                "plan",
                "lock",
                "lock --check",
                "lock --update",
                "record --trust",
                "run",
                "run --locked",
                "run --locked shop",
                "run --locked --all",
                "run --fresh",
                "verify",
                "verify --recheck --trust",
                "why tell",
                "plan shop")) {
            var said = wave.wave(command.split(" "));

            assertThat(said.code()).as(command + "\n" + said.all()).isZero();
            assertThat(said.all().split("W-INPUT-BY-WORD", -1))
                    .as(command + "\n" + said.all())
                    .hasSize(2);
        }
    }
}
