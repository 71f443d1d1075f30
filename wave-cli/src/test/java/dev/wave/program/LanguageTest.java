package dev.wave.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pipelines can say, said by real ones made of shell commands and a scripted agent.
class LanguageTest {

    @TempDir
    Path temp;

    private WaveInProcess wave;

    @BeforeEach
    void project() throws Exception {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
    }

    private WaveInProcess.Said run(String yaml, String... words) throws Exception {
        wave.file("wave.yaml", yaml);
        if (!Files.exists(wave.root().resolve(".git"))) {
            wave.committed();
        }
        var all = new String[words.length + 1];
        all[0] = "run";
        System.arraycopy(words, 0, all, 1, words.length);
        return wave.wave(all);
    }

    @Test
    void a_condition_looks_into_an_artifact() throws Exception {
        var said = run("""
                steps:
                  - id: judge
                    run: echo '{"size":{"lines":7},"big":false}' > .wave/out/facts.json
                    deliverables: [{name: facts, format: json}]
                  - {id: small, needs: [judge], inputs: [], when: "steps.judge.artifacts.facts.size.lines < 10", run: "true"}
                  - {id: large, needs: [judge], inputs: [], when: "steps.judge.artifacts.facts.big", run: "true"}
                """);

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("large  skipped    its `when` is false").contains("small  succeeded");
    }

    @Test
    void a_task_quotes_an_artifact_and_gets_its_inputs_as_they_were_asked_for() throws Exception {
        wave.file("agent.sh", "task=$(cat); printf '%s' \"$task\" > .wave/out/heard; ls .wave/in > .wave/out/seen");
        var said = run("""
                default_adapter: demo
                adapters: {demo: {type: command, command: [sh, ./agent.sh]}}
                pipeline:
                  params: {topic: {type: string, default: tea time}}
                  steps:
                    - id: first
                      run: |
                        echo '{"who":{"name":"Ada"}}' > .wave/out/facts.json
                        echo 'line of the note' > .wave/out/note.md
                      deliverables: [{name: facts, format: json}, {name: note, format: markdown}]
                    - id: second
                      needs: [first]
                      task: "Greet {{ steps.first.artifacts.facts.who.name }} about {topic}; \\\\{topic} stays"
                      inputs: [{artifact: note, as: memo, inline: true}]
                      deliverables: [heard, seen]
                """);

        assertThat(said.code()).as(said.all()).isZero();
        wave.wave("artifacts", "--export", temp.resolve("out").toString());
        var out = temp.resolve("out");
        assertThat(find(out, "heard"))
                .contains("Greet Ada about tea time; {topic} stays")
                .contains("line of the note")
                .contains("memo");
        assertThat(find(out, "seen")).isEqualTo("memo.md\n");
    }

    @Test
    void an_agent_is_told_what_its_persona_may_change_and_fails_when_it_changes_more() throws Exception {
        var yaml = """
                default_adapter: demo
                adapters: {demo: {type: command, command: [sh, ./agent.sh]}}
                personas: {coder: {prompt: Code., permissions: {allow: [Read, "Write(src/**)"]}}}
                steps: [{id: code, persona: coder, task: Go., sandbox: none, deliverables: [heard]}]
                """;
        wave.file("src/a.txt", "a").file("docs/b.txt", "b");
        wave.file("agent.sh", "cat > .wave/out/heard; echo new > src/a.txt; echo new > docs/b.txt");

        var more = run(yaml);

        assertThat(more.code()).as(more.all()).isEqualTo(1);
        assertThat(more.out())
                .contains("not permitted: docs/b.txt: was changed, but this step may only write to src/**");

        wave.file("agent.sh", "cat > .wave/out/heard; echo new > src/a.txt");
        var within = run(yaml);

        assertThat(within.code()).as(within.all()).isZero();
        wave.wave("artifacts", "--export", temp.resolve("out").toString());
        assertThat(find(temp.resolve("out"), "heard"))
                .contains("Of the project's files this step may change only these: `src/**`.");
    }

    private static String find(Path folder, String name) throws Exception {
        try (var files = Files.walk(folder)) {
            return Files.readString(
                    files.filter(file -> file.getFileName().toString().equals(name))
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void no_inputs_means_none_and_an_optional_one_may_be_missing() throws Exception {
        var said = run("""
                steps:
                  - {id: make, run: "echo x > .wave/out/thing", artifacts: [thing, other]}
                  - {id: none, needs: [make], inputs: [], run: "test ! -e .wave/in/thing"}
                  - id: some
                    needs: [make]
                    inputs: [thing, {artifact: other, optional: true}]
                    run: "test -e .wave/in/thing && test ! -e .wave/in/other"
                """);

        assertThat(said.code()).as(said.all()).isZero();
    }

    @Test
    void a_change_outside_of_the_sources_changes_nothing() throws Exception {
        wave.file("src/a.txt", "a").file("docs/b.txt", "b");
        var yaml = """
                steps:
                  - {id: count, sources: ["src/**"], run: "ls -R > .wave/out/list", deliverables: [list]}
                """;
        assertThat(run(yaml).code()).isZero();

        wave.file("docs/b.txt", "other");
        assertThat(run(yaml).out()).contains("nothing ran");

        wave.file("src/a.txt", "other");
        assertThat(wave.wave("why", "count").out()).contains("src/a.txt");
        assertThat(run(yaml).out()).contains("count  started");
    }

    @Test
    void steps_get_the_variables_and_parameters_they_list() throws Exception {
        var said = run("""
                pipeline:
                  params:
                    depth: {type: integer, default: 2, enum: [1, 2, 3]}
                    label: {type: string}
                  steps:
                    - id: say
                      env: {GREETING: "hello {label}"}
                      run: 'echo "$GREETING $WAVE_PARAM_DEPTH $WAVE_PARAM_LABEL ${HOME_OF_USER-unset}" > .wave/out/said'
                      deliverables: [said]
                """, "--label=a b; $(touch /nowhere)");

        assertThat(said.code()).as(said.all()).isZero();
        wave.wave("artifacts", "--export", temp.resolve("out").toString());
        assertThat(find(temp.resolve("out"), "said"))
                .isEqualTo("hello a b; $(touch /nowhere) 2 a b; $(touch /nowhere) unset\n");
    }

    @Test
    void a_workspace_is_empty_or_has_what_it_includes_and_shares() throws Exception {
        wave.file("code.txt", "code")
                .file(".gitignore", "deps/\n")
                .file("deps/lib.txt", "lib")
                .file(".wave/prompts/long.md", "prompt");
        var said = run("""
                steps:
                  - {id: bare, workspace: empty, run: "test ! -e code.txt"}
                  - {id: normal, run: "test -e code.txt && test ! -e deps && test ! -e wave.yaml && test ! -e .wave/prompts"}
                  - {id: more, workspace: {include: [".wave/prompts/**"]}, run: "grep -q prompt .wave/prompts/long.md"}
                  - {id: shared, workspace: {share: [deps]}, run: "grep -q lib deps/lib.txt && echo new > deps/mine"}
                  - {id: set, workspace: {setup: "mkdir -p made && echo ready > made/it"}, run: "grep -q ready made/it"}
                """);

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(wave.root().resolve("deps/mine")).doesNotExist();
    }

    @Test
    void an_artifact_comes_from_a_path_or_from_a_list_of_changed_files() throws Exception {
        var said = run("""
                steps:
                  - id: write
                    run: |
                      mkdir -p docs src
                      echo one > docs/a.md; echo two > src/x.c; echo three > src/y.c
                      printf 'src/x.c\\nsrc/y.c\\n' > .wave/out/code.paths
                    deliverables: [{name: guide, path: docs/a.md}, code]
                """);

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("→ guide.md, code (2 files)").contains("3 files changed, not applied");
    }

    private static final String NAMED_AFTER_A_PARAMETER = """
            pipeline:
              params: {feature: {type: string}, other: {type: string, default: b}}
              steps:
                - id: write
                  run: [sh, -c, 'echo "$0" > .wave/out/"$0"-report.txt; echo x > .wave/out/"$1"-extra.txt', "{feature}", "{other}"]
                  deliverables: ["{feature}-report", "{other}-extra"]
                  handover: {contract: {type: non_empty, source: "{feature}-report"}}
                - {id: read, run: "cat .wave/in/* > .wave/out/seen.txt", inputs: ["{feature}-report"], artifacts: [seen]}
            """;

    @Test
    void an_artifact_is_named_after_a_parameter() throws Exception {
        var said = run(NAMED_AFTER_A_PARAMETER, "--feature=billing");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("→ billing-report.txt, b-extra.txt");
        assertThat(wave.wave("artifacts", "--export", "exported").code()).isZero();
        assertThat(wave.read("exported/read/seen.txt")).isEqualTo("billing\n");
        assertThat(wave.wave("plan", "--feature=billing").out()).contains("billing-report", "write.billing-report");
        assertThat(run(NAMED_AFTER_A_PARAMETER, "--feature=other").out()).contains("→ other-report.txt");
        assertThat(wave.wave("validate").code()).isZero();
    }

    @Test
    void a_value_that_makes_no_name_or_two_of_one_is_wrong_usage() throws Exception {
        var noName = run(NAMED_AFTER_A_PARAMETER, "--feature=a/b");
        assertThat(noName.code()).isEqualTo(2);
        assertThat(noName.err())
                .contains("with --feature=a/b, '{feature}-report' would be 'a/b-report', which is not a name");

        var yaml = NAMED_AFTER_A_PARAMETER
                .replace("{other}-extra", "{other}-report")
                .replace("\"$1\"-extra", "\"$1\"-report");
        var twice = run(yaml, "--feature=b");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("with --feature=b");
        assertThat(run(yaml, "--feature=c").code()).isZero();
    }

    @Test
    void contracts_that_break_end_as_their_policy_says() throws Exception {
        var retry = run("""
                steps:
                  - id: a
                    run: "echo x > .wave/out/o"
                    deliverables: [o]
                    handover: {contract: {type: command, command: "exit 3", max_retries: 1}}
                  - {id: b, needs: [a], run: "true"}
                  - {id: c, run: "true"}
                """);
        assertThat(retry.code()).isEqualTo(1);
        assertThat(retry.out())
                .contains("attempt 1 of 2")
                .contains("attempt 2 of 2")
                .contains("b  skipped    needs a")
                .contains("c  succeeded");

        var goOn = run("""
                steps:
                  - id: a
                    run: "echo x > .wave/out/o"
                    deliverables: [o]
                    handover: {contract: {type: command, command: "exit 3", on_failure: continue}}
                  - {id: b, needs: [a], run: "true"}
                """);
        assertThat(goOn.code()).isEqualTo(1);
        assertThat(goOn.out()).contains("a  broken").contains("b  succeeded");

        var lenient = run("""
                steps:
                  - id: a
                    run: "echo x > .wave/out/o"
                    deliverables: [o]
                    handover: {contract: {type: command, command: "exit 3", on_failure: continue, must_pass: false}}
                """);
        assertThat(lenient.code()).as(lenient.all()).isZero();

        var halt = run("""
                steps:
                  - id: a
                    run: "echo x > .wave/out/o"
                    deliverables: [o]
                    handover: {contract: {type: command, command: "exit 3", on_failure: halt}}
                  - {id: y, run: "sleep 3"}
                  - {id: z, needs: [y], run: "true"}
                """);
        assertThat(halt.code()).isEqualTo(1);
        assertThat(halt.out()).contains("z  skipped    the run was stopped before its turn");
    }

    @Test
    void every_type_of_contract_is_checked() throws Exception {
        var said = run("""
                steps:
                  - id: a
                    run: |
                      echo '{"n": "x"}' > .wave/out/j.json; echo '{' > .wave/out/f.txt; printf '  ' > .wave/out/e.txt
                    artifacts: [{name: j, format: json}, f, e]
                    handover:
                      contracts:
                        - {type: json_schema, source: j, schema: {properties: {n: {type: integer}}}, max_retries: 0}
                        - {type: format, source: f, format: json, max_retries: 0}
                        - {type: non_empty, source: e, max_retries: 0}
                        - {type: test_suite, command: "false", max_retries: 0}
                """);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("/n: expected integer")
                .contains("f: expected JSON")
                .contains("e: ")
                .contains("false: expected exit code 0, found 1");
    }

    @Test
    void an_output_is_held_against_its_own_schema() throws Exception {
        var yaml = """
                steps:
                  - id: a
                    run: "echo '{\\"n\\": WHAT}' > .wave/out/o.json"
                    deliverables: [{name: o, schema: {required: [n], properties: {n: {type: integer}}}}]
                """;

        var wrong = run(yaml.replace("WHAT", "true"));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("a  violated   /n: expected integer");
        assertThat(wave.wave("plan").out()).contains("schema o (inline; retry 2)");
        assertThat(run(yaml.replace("WHAT", "1")).code()).isZero();
    }

    @Test
    void an_output_that_may_be_missing_needs_no_schema() throws Exception {
        var said = run("""
                steps:
                  - {id: a, run: "true", artifacts: [{name: o, schema: {required: [n]}}]}
                """);

        assertThat(said.code()).as(said.all()).isZero();
    }

    @Test
    void an_input_that_is_not_what_its_reader_expects_stops_the_reader_before_it_starts() throws Exception {
        var said = run("""
                steps:
                  - {id: a, run: "echo '{}' > .wave/out/o.json", deliverables: [{name: o, format: json}]}
                  - id: b
                    needs: [a]
                    inputs: [{artifact: o, schema: {required: [n]}}]
                    run: "true"
                """);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("b  failed     input o from step a is not what its schema inline says: /n: ")
                .doesNotContain("b  started");
    }

    @Test
    void retries_timeouts_and_failing_fast_work() throws Exception {
        var retried = run("""
                steps:
                  - {id: a, run: "exit 9", retry: {max: 2, delay: 10ms}}
                """);
        assertThat(retried.out()).contains("failed     exited with 9").contains("3 attempts");

        var slow = run("""
                steps:
                  - {id: a, run: "sleep 30", timeout: 1s, retry: {max: 0}}
                """);
        assertThat(slow.out()).contains("timed out after 1");

        var fast = run("""
                pipeline:
                  fail_fast: true
                  steps:
                    - {id: a, run: "exit 9", retry: {max: 0}}
                    - {id: b, run: "sleep 30"}
                """);
        assertThat(fast.code()).isEqualTo(1);
        assertThat(fast.out()).contains("b  failed     cancelled");
    }

    @Test
    void a_reader_that_writes_is_found_out_where_it_cannot_be_prevented() throws Exception {
        wave.file("agent.sh", "echo x > written.txt; echo y > .wave/out/o");
        var said = run("""
                default_adapter: demo
                adapters: {demo: {type: command, command: [sh, ./agent.sh]}}
                steps:
                  - {id: look, persona: navigator, task: look, deliverables: [o], retry: {max: 0}}
                """);

        if (said.code() == 0) { // the system refused the write, and the agent went on without
            assertThat(said.out()).contains("no file changed");
            assertThat(wave.wave("logs").out()).contains("written.txt");
        } else {
            assertThat(said.out()).contains("failed     not permitted: ").contains("written.txt");
        }
    }

    @Test
    void changes_of_two_writers_are_merged_or_their_conflict_is_named() throws Exception {
        wave.file("a.txt", "a\n").file("b.txt", "b\n");
        var merged = run("""
                steps:
                  - {id: one, run: "echo 1 > a.txt"}
                  - {id: two, run: "echo 2 > b.txt"}
                  - {id: both, needs: [one, two], run: "grep -q 1 a.txt && grep -q 2 b.txt"}
                """);
        assertThat(merged.code()).as(merged.all()).isZero();
        assertThat(merged.out()).contains("2 files changed");

        var joined = run("""
                steps:
                  - {id: one, run: "echo 1 > a.txt"}
                  - {id: two, run: "echo 2 > a.txt"}
                  - {id: both, needs: [one, two], run: "true"}
                """);
        assertThat(joined.code()).isEqualTo(1);
        assertThat(joined.out()).contains("both  failed     one and two changed the same files: a.txt");

        var leaves = run("""
                steps:
                  - {id: one, run: "echo 1 > a.txt"}
                  - {id: two, run: "echo 2 > a.txt"}
                """);
        assertThat(leaves.code()).isEqualTo(1);
        assertThat(leaves.out()).contains("one").contains("two").contains("a.txt");
    }

    @Test
    void a_part_of_a_pipeline_runs_alone() throws Exception {
        var yaml = """
                steps:
                  - {id: a, run: "echo a > .wave/out/x", deliverables: [x]}
                  - {id: b, needs: [a], run: "cat .wave/in/x > .wave/out/y", deliverables: [y]}
                  - {id: c, needs: [b], run: "cat .wave/in/y > .wave/out/z", deliverables: [z]}
                """;

        assertThat(run(yaml, "--only", "b").code()).isEqualTo(1);
        var until = run(yaml, "--until", "b");
        assertThat(until.code()).as(until.all()).isZero();
        assertThat(until.out()).contains("b  succeeded").doesNotContain("c  ");
        assertThat(run(yaml, "--only", "b").out()).contains("b  reused");
        assertThat(run(yaml).out()).contains("a  reused").contains("c  succeeded");
        var fresh = run(yaml, "--fresh=b");
        assertThat(fresh.out()).contains("a  reused").contains("b  started").contains("c  started");
        assertThat(run(yaml, "--fresh").out()).contains("a  started");
    }

    @Test
    void long_tasks_come_from_files_and_lines_may_end_as_on_windows() throws Exception {
        wave.file(".wave/prompts/it.md", "First line {what}\r\nsecond line\r\n")
                .file("agent.sh", "cat > '.wave/out/heard'; echo done > 'a file.txt'");
        var said = run("""
                default_adapter: demo
                adapters: {demo: {type: command, command: [sh, ./agent.sh]}}
                steps:
                  - {id: ask, task_file: .wave/prompts/it.md, persona: craftsman, deliverables: [heard, {name: blank, path: a file.txt}]}
                """.replace("\n", "\r\n"), "--what=of all");

        assertThat(said.code()).as(said.all()).isZero();
        wave.wave("artifacts", "--export", temp.resolve("out").toString());
        assertThat(find(temp.resolve("out"), "heard"))
                .contains("First line of all")
                .contains("second line");
        assertThat(said.out()).contains("1 file changed");
    }

    @Test
    void a_pipelines_outputs_are_marked() throws Exception {
        run("""
                pipeline:
                  steps:
                    - {id: a, run: "echo a > .wave/out/x", deliverables: [x]}
                  outputs: {result: a.x}
                """);

        assertThat(wave.wave("artifacts").out()).containsPattern("x +a .* result");
    }
}
