package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.load.BuiltinPersonas;
import dev.wave.load.MemoryFiles;
import dev.wave.load.ProjectReader;
import dev.wave.model.PersonaName;
import dev.wave.model.StepId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkGrantsTest {
    private static final String PERSONAS = """
            personas:
              surfer:
                prompt: Look it up.
                permissions: {allow: ["Network(*.example.org)", Read], deny: ["Network(evil.example.org)"]}
              hermit:
                prompt: Think.
                permissions: {allow: ["Network(example.org)"], deny: [Network]}
            """;

    @Test
    void a_step_may_reach_what_its_persona_may_and_what_it_lists_itself() {
        assertThat(step("{id: a, persona: surfer, task: x, network: [example.net, \"a.example.org:8443\"]}")
                        .network())
                .hasToString("*.example.org, example.net, a.example.org:8443 but not evil.example.org");
        assertThat(step("{id: a, task: x}").network().isNone()).isTrue();
        assertThat(step("{id: a, run: x, network: [example.net]}").network()).hasToString("example.net");
    }

    @Test
    void what_its_persona_is_denied_no_step_can_allow() {
        var step = step("{id: a, persona: surfer, task: x, network: [evil.example.org]}");
        assertThat(step.network().allows("evil.example.org", 443)).isFalse();
        assertThat(step("{id: a, persona: hermit, task: x, network: [example.net]}")
                        .network()
                        .isNone())
                .isTrue();
    }

    @Test
    void a_step_narrows_the_hosts_of_its_persona() {
        var step = step("{id: a, persona: surfer, task: x, permissions: {allow: [\"Network(*.example.org)\"], "
                + "deny: [\"Network(a.*)\"]}}");
        assertThat(step.network()).hasToString("*.example.org but not evil.example.org, a.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: a, run: x, artifacts: [r]}                            | true",
                "{id: a, run: x, artifacts: [r], network: [a]}              | false",
                "{id: a, run: x, artifacts: [r], network: [a], cache: auto} | false",
                "{id: a, task: x}                                           | true",
                "{id: a, task: x, network: [a]}                             | false",
                "{id: a, persona: surfer, task: x}                          | false",
                "{id: a, persona: hermit, task: x}                          | true",
                "{id: a, persona: surfer, task: x, cache: {ttl: 7d}}        | true",
                "{id: a, task: x, network: [a], cache: {ttl: 7d}}           | true",
                "{id: a, run: x, artifacts: [r], network: [a], cache: {ttl: 7d}} | true",
            })
    void other_runs_do_not_use_what_came_from_the_network(String step, boolean reusable) {
        assertThat(step(step).reusable()).isEqualTo(reusable);
    }

    @Test
    void a_login_brings_the_hosts_of_its_vendor_and_changes_neither_key_nor_reuse() {
        var login = "adapters: {claude: {auth: login}}\n";
        var step = step(login, "{id: a, persona: assistant, task: x}");
        assertThat(step.reach()).hasToString("api.anthropic.com:443");
        assertThat(step.network().isNone()).isTrue();
        assertThat(step.reusable()).isTrue();
        assertThat(step("", "{id: a, persona: assistant, task: x}").reach().isNone())
                .isTrue();
        assertThat(step(login, "{id: a, persona: hermit, task: x}").reach().isNone())
                .isTrue();
        assertThat(step(login, "{id: a, run: x}").reach().isNone()).isTrue();
        assertThat(PlanText.of(outline(login, "{id: a, persona: assistant, task: x}"), new HashMap<>()))
                .contains("    network    api.anthropic.com:443 (for the login of its agent)\n");
    }

    @Test
    void a_contract_reaches_only_what_it_lists_itself() {
        var contract = "handover: {contract: {type: command, command: x%s}}";
        var with = step("{id: a, run: x, network: [a], " + contract.formatted(", network: [b]") + "}");
        var without = step("{id: a, run: x, network: [a], " + contract.formatted("") + "}");

        assertThat(((PlannedContract.Predicate.Command)
                                with.contracts().getFirst().predicate())
                        .network())
                .hasToString("b");
        assertThat(((PlannedContract.Predicate.Command)
                                without.contracts().getFirst().predicate())
                        .network()
                        .isNone())
                .isTrue();
    }

    @Test
    void the_plan_says_that_nothing_enforces_it_without_a_sandbox() {
        assertThat(PlanText.of(outline("{id: a, run: x, network: [a], sandbox: none}"), new HashMap<>()))
                .contains("    network    a (not enforced: no sandbox)\n")
                .contains("    reuse      never; it may reach the network, and what is there changes\n");
    }

    private static PlannedStep step(String step) {
        return step("", step);
    }

    private static PlannedStep step(String more, String step) {
        return outline(more, step).step(new StepId("a")).orElseThrow();
    }

    private static Outline outline(String step) {
        return outline("", step);
    }

    private static Outline outline(String more, String step) {
        var files = MemoryFiles.waveYaml(PERSONAS + more + "steps: [" + step + "]\n");
        var surroundings = Surroundings.of(
                List.of("claude"),
                AgentFinder.ALL_HERE,
                List.of(BuiltinPersonas.find(new PersonaName("assistant")).orElseThrow()),
                List.of());
        return Samples.valid(ProjectReader.read(files, "p")
                .then(project -> Planner.choose(project, Optional.empty())
                        .then(pipeline -> Planner.resolve(project, pipeline, surroundings))));
    }
}
