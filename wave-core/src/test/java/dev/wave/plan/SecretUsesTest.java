package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.BuiltinPersonas;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.PersonaName;
import dev.wave.model.SecretSource;
import dev.wave.model.StepId;
import dev.wave.model.VariableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretUsesTest {
    private static final String DECLARED = """
            secrets:
              TOKEN: {env: CI_TOKEN}
              KEY: {file: ~/.key}
              PASSWORD: {command: pass show shop}
              PIN: {command: [op, read, "op://shop/pin"]}
            """;

    @Test
    void a_step_has_the_secrets_it_names_with_their_sources() {
        var step = step("{id: a, task: x, secrets: [PIN, TOKEN]}", "");

        assertThat(step.secrets().ofAction())
                .map(secret -> secret.name() + " " + secret.source())
                .containsExactly(
                        "PIN " + new SecretSource.Command(List.of("op", "read", "op://shop/pin")),
                        "TOKEN " + new SecretSource.Env(new VariableName("CI_TOKEN")));
        assertThat(step.secrets().ofSetup()).isEmpty();
    }

    @Test
    void the_secrets_of_a_setup_are_not_those_of_the_step() {
        var step = step("{id: a, task: x, workspace: {setup: {run: npm ci, secrets: [PASSWORD]}}}", "");

        assertThat(step.secrets().ofAction()).isEmpty();
        assertThat(step.secrets().ofSetup())
                .map(secret -> secret.source())
                .containsExactly(new SecretSource.Command(List.of("sh", "-c", "pass show shop")));
    }

    @Test
    void a_machine_replaces_a_source_as_a_whole() {
        var step = step("{id: a, task: x, secrets: [TOKEN]}", "secrets: {TOKEN: {command: pass show ci}}");

        assertThat(step.secrets().ofAction())
                .map(secret -> secret.source())
                .containsExactly(new SecretSource.Command(List.of("sh", "-c", "pass show ci")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: a, task: x}                                                           | true",
                "{id: a, task: x, secrets: [TOKEN]}                                         | false",
                "{id: a, task: x, secrets: [TOKEN], cache: never}                           | false",
                "{id: a, task: x, secrets: [TOKEN], cache: auto}                            | true",
                "{id: a, task: x, secrets: [TOKEN], cache: {ttl: 7d}}                       | true",
                "{id: a, task: x, secrets: [TOKEN], cache: {samples: 3}}                    | true",
                "{id: a, task: x, workspace: {setup: {run: a, secrets: [TOKEN]}}}           | false",
                "{id: a, run: x, artifacts: [r], secrets: [TOKEN]}                          | false",
                "{id: a, run: x, artifacts: [r], secrets: [TOKEN], cache: auto}             | true",
            })
    void other_runs_use_the_result_of_a_step_with_secrets_only_if_that_is_written(String step, boolean reusable) {
        assertThat(step(step, "").reusable()).isEqualTo(reusable);
    }

    @Test
    void the_plan_says_why_other_runs_do_not() {
        assertThat(Reuse.of(step("{id: a, task: x, secrets: [TOKEN]}", "")))
                .isEqualTo(new Reuse.Never("it is given secrets, and `cache: auto` is not written"));
    }

    private static PlannedStep step(String step, String local) {
        var files = MemoryFiles.waveYaml(DECLARED + "steps: [" + step + "]\n").with(".wave/local.yaml", local);
        var surroundings = Surroundings.of(
                List.of("claude"),
                AgentFinder.ALL_HERE,
                List.of(BuiltinPersonas.find(new PersonaName("assistant")).orElseThrow()),
                List.of());
        return Samples.valid(ProjectReader.read(files, "p")
                        .then(project -> Planner.choose(project, Optional.empty())
                                .then(pipeline -> Planner.resolve(project, pipeline, surroundings))))
                .step(new StepId("a"))
                .orElseThrow();
    }
}
