package dev.wave.plan;

import static dev.wave.plan.Samples.outline;
import static dev.wave.plan.Samples.resolve;
import static dev.wave.plan.Samples.rule;
import static dev.wave.plan.Samples.step;
import static dev.wave.plan.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.expression.Template;
import dev.wave.model.Contract;
import dev.wave.model.Format;
import dev.wave.model.ParamName;
import dev.wave.model.Project;
import dev.wave.model.Step;
import dev.wave.model.StepId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlannerTest {

    @Test
    void orders_steps_after_what_they_need_and_otherwise_as_written() {
        var outline = outline(step("d").after("b"), step("c"), step("b").after("a"), step("a"));

        assertThat(order(outline)).isEqualTo("c a b d");
    }

    @Test
    void gives_everything_the_direct_dependencies_produce_when_inputs_are_left_out() {
        var outline = outline(
                step("a").out("one"),
                step("b").after("a").out("two", "three"),
                step("c").after("b"));

        assertThat(inputs(outline, "c")).isEqualTo("two<b.two? three<b.three?");
        assertThat(inputs(outline, "b")).isEqualTo("one<a.one?");
    }

    @Test
    void gives_nothing_for_an_empty_list() {
        var outline = outline(step("a").out("one"), step("b").after("a").noInputs());

        assertThat(inputs(outline, "b")).isEmpty();
    }

    @Test
    void requires_of_its_producer_what_an_input_names() {
        var outline = outline(
                step("a").out("named", "other"),
                step("b").after("a").in("named"),
                step("c").after("a").in("other", true));

        assertThat(outputs(outline, "a")).isEqualTo("named! other");
        assertThat(inputs(outline, "c")).isEqualTo("other<a.other?");
    }

    @Test
    void finds_an_artifact_of_any_step_before() {
        var outline = outline(
                step("a").out("spec"),
                step("b").after("a").out("code"),
                step("c").after("b").in("spec"));

        assertThat(inputs(outline, "c")).isEqualTo("spec<a.spec");
        assertThat(dependencies(outline, "c")).isEqualTo("b");
    }

    @Test
    void adds_the_dependency_that_an_input_needs() {
        var outline = outline(step("b").in("a.spec"), step("a").out("spec"));

        assertThat(order(outline)).isEqualTo("a b");
        assertThat(dependencies(outline, "b")).isEqualTo("+a");
    }

    @Test
    void takes_a_step_for_all_it_produces() {
        var outline = outline(step("a").out("one", "two"), step("b").in("a"));

        assertThat(inputs(outline, "b")).isEqualTo("one<a.one two<a.two");
    }

    @Test
    void finds_an_artifact_by_one_of_its_words_and_says_so() {
        var checked = resolve(
                step("analyze").out("codebase-analysis"),
                step("review").after("analyze").in("analysis"));

        assertThat(told(checked.diagnostics()))
                .isEqualTo("W-INPUT-BY-WORD no artifact is called 'analysis'; 'codebase-analysis' of step 'analyze' is"
                        + " taken, because of one of its words | write 'codebase-analysis'");
        assertThat(checked).isInstanceOfSatisfying(Checked.Valid.class, valid -> {
            var outline = (Outline) valid.value();
            assertThat(inputs(outline, "review")).isEqualTo("codebase-analysis<analyze.codebase-analysis");
            assertThat(outputs(outline, "analyze")).isEqualTo("codebase-analysis!");
        });
    }

    @Test
    void does_not_take_a_part_of_a_word() {
        assertThat(problems(step("a").out("reanalysis-x"), step("b").after("a").in("analysis")))
                .startsWith("E-UNKNOWN-INPUT no step produces 'analysis'");
    }

    @Test
    void refuses_to_choose_between_two_candidates() {
        assertThat(problems(
                        step("a").out("spec"),
                        step("b").out("spec"),
                        step("c").after("a", "b").in("spec")))
                .isEqualTo("E-AMBIGUOUS-INPUT 'spec' could be 'a.spec' and 'b.spec' | write 'a.spec' or another of"
                        + " them");
        assertThat(problems(
                        step("a").out("code-analysis", "test-analysis"),
                        step("b").after("a").in("analysis")))
                .startsWith("E-AMBIGUOUS-INPUT 'analysis' could be 'a.code-analysis' and 'a.test-analysis'");
        assertThat(problems(
                        step("a").out("code-analysis"),
                        step("z").out("analysis"),
                        step("b").after("a").in("analysis")))
                .startsWith("E-AMBIGUOUS-INPUT 'analysis' could be 'z.analysis' and 'a.code-analysis'");
    }

    @Test
    void refuses_two_inputs_of_one_name() {
        assertThat(problems(
                        step("a").out("spec"), step("b").out("spec"), step("c").after("a", "b")))
                .isEqualTo("E-AMBIGUOUS-INPUT two inputs of step 'c' are called 'spec': a.spec and b.spec | give one"
                        + " another name: {artifact: b.spec, as: NAME}");
    }

    @Test
    void names_the_path_of_a_cycle() {
        assertThat(problems(
                        step("a").after("c"),
                        step("b").after("a"),
                        step("c").after("b"),
                        step("d").after("nobody")))
                .isEqualTo("""
                        E-UNKNOWN-STEP there is no step 'nobody' | the steps are 'a', 'b', 'c' and 'd'
                        E-CYCLE steps wait for each other: a → c → b → a""");
        assertThat(problems(step("a").after("a"))).isEqualTo("E-CYCLE steps wait for each other: a → a");
    }

    @Test
    void names_the_input_that_closes_a_cycle() {
        assertThat(problems(
                        step("a").in("b.late").out("early"),
                        step("b").after("a").out("late")))
                .isEqualTo("E-CYCLE steps wait for each other: a → b → a; the input 'b.late' makes 'a' wait for 'b'");
    }

    @Test
    void refuses_a_required_input_from_a_step_that_may_be_skipped() {
        assertThat(problems(
                        step("a").out("spec").when("params.deep == 'yes'").task("{deep}"),
                        step("b").after("a").in("spec")))
                .isEqualTo("E-INPUT-MAY-BE-SKIPPED 'spec' may never exist: the step 'a' has a 'when' and may be"
                        + " skipped | write {artifact: a.spec, optional: true}");
        assertThat(resolve(
                        step("a").out("spec").when("true"), step("b").after("a").in("spec", true)))
                .isInstanceOf(Checked.Valid.class);
    }

    @Test
    void may_go_on_without_a_step_only_if_all_its_inputs_from_it_are_optional() {
        var outline = outline(
                step("a").out("one", "two"),
                step("b").after("a").in("one", true),
                step("c").after("a").in("one", true).in("two", false),
                step("d").after("a").noInputs());

        assertThat(outline.steps().stream()
                        .filter(step -> !step.dependencies().isEmpty())
                        .map(step ->
                                step.id() + " " + step.dependencies().getFirst().required()))
                .containsExactly("b false", "c true", "d true");
    }

    @Test
    void gives_a_step_with_a_schema_and_no_output_the_deliverable_of_its_name() {
        var outline = outline(step("generate-docs").schema(), step("use").after("generate-docs"));

        assertThat(outline.step(new StepId("generate-docs")).orElseThrow().outputs())
                .singleElement()
                .satisfies(output -> {
                    assertThat(output.name().value()).isEqualTo("generate-docs");
                    assertThat(output.required()).isTrue();
                    assertThat(output.format()).isEqualTo(Format.JSON);
                });
        assertThat(inputs(outline, "use")).isEqualTo("generate-docs<generate-docs.generate-docs");
    }

    @Test
    void refuses_a_contract_that_would_look_at_nothing() {
        assertThat(problems(step("a").contract(new Contract.NonEmpty(Optional.empty()))))
                .isEqualTo("E-MISSING-FIELD the contract has nothing to look at: the step produces nothing | add"
                        + " 'deliverables: [NAME]' to the step");
        assertThat(problems(step("a").deliver("page", Format.HTML).schema()))
                .isEqualTo("E-MISSING-FIELD the contract has nothing to look at: no output of the step is JSON | add"
                        + " 'source: page', or 'format: json' to an output");
    }

    @Test
    void declares_a_parameter_for_an_undeclared_name() {
        var outline = outline(step("a").task("Build {feature} with \\{braces} and ${shell}"));

        assertThat(outline.params().keySet()).containsExactly(new ParamName("feature"));
        assertThat(outline.params().firstEntry().getValue().inferred()).isTrue();
    }

    @Test
    void refuses_names_that_are_flags_and_names_in_shell_text() {
        assertThat(problems(
                        step("a").task("{format}"),
                        step("b").task("{feature}"),
                        step("c").shell("echo {feature}")))
                .isEqualTo("""
                        E-PARAM-NAME a parameter cannot be called 'format': '--format' is a flag of Wave | use another name, or write '\\{format}' for plain text
                        E-PLACEHOLDER-IN-SHELL nothing is filled in in 'run', and '{feature}' stands there | write "$WAVE_PARAM_FEATURE", or the list form [program, "{feature}"]""");
    }

    @Test
    void leaves_braces_of_the_shell_alone() {
        var outline = outline(step("a").shell("awk '{print}' x; docker ps --format '{{.Names}}'; echo ${HOME}"));

        assertThat(outline.params()).isEmpty();
    }

    @Test
    void gives_a_shell_the_parameters_it_mentions_and_no_others() {
        var outline = outline(
                step("a").words("make", "{target}", "{other}"), step("b").shell("make $WAVE_PARAM_TARGET"));

        assertThat(outline.step(new StepId("b")).orElseThrow().env().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().text()))
                .containsExactly("WAVE_PARAM_TARGET={{ params.target }}");
    }

    @Test
    void checks_what_expressions_refer_to() {
        assertThat(problems(
                        step("a").out("spec"),
                        step("b").after("a").task("{{ steps.a.artifacts.spce }} {{ steps.c.status }} {{ params.x }}"),
                        step("c").when("steps.a.statsu == 'x'").after("a").env("TOKEN", "{{ env.HOME }}"),
                        step("d").task("{{ steps.nobody.status }} {{ item }} {{ runs.id }} {{ run.id }} {{ input }}")))
                .isEqualTo("""
                        E-REFERENCE 'item' cannot exist: there is an 'item' only in steps with 'for_each'
                        E-REFERENCE 'runs' is nothing an expression can use | did you mean 'run'?
                        E-REFERENCE a step has no 'statsu' | did you mean 'status'?
                        E-REFERENCE steps.c.status is not there yet: 'b' does not wait for 'c' | add 'c' to the dependencies of 'b'
                        E-REFERENCE the step 'a' produces no 'spce' | did you mean 'spec'?
                        E-REFERENCE the step lists no variable 'HOME' | there is 'TOKEN'
                        E-REFERENCE there is no parameter 'x'
                        E-REFERENCE there is no step 'nobody' | there are 'a', 'b', 'c' and 'd'""");
    }

    @Test
    void knows_whether_the_text_of_i_is_used() {
        assertThat(outline(step("a").task("Do {{ input }}")).input()).isEqualTo(Outline.InputUse.REQUIRED);
        assertThat(outline(step("a").task("Do {{ default(input, 'x') }}")).input())
                .isEqualTo(Outline.InputUse.OPTIONAL);
        assertThat(outline(step("a")).input()).isEqualTo(Outline.InputUse.NONE);
    }

    @Test
    void lets_a_step_narrow_its_permissions_and_not_widen_them() {
        assertThat(problems(step("a").persona("reader").only(rule("Read"), rule("Bash"))))
                .isEqualTo("E-PERMISSION the step 'a' wants Bash, which its persona 'reader' may not | a step may only"
                        + " narrow permissions; allow it in the persona, or use another persona");
        var ask = (PlannedAction.Ask)
                outline(step("a").only(rule("Read"))).steps().getFirst().action();
        assertThat(ask.persona().permissions().allow()).containsExactly(rule("Read"));
    }

    @Test
    void lets_only_those_write_who_may() {
        var outline = outline(
                step("a").persona("worker"),
                step("b").persona("reader"),
                step("c").shell("true"));

        assertThat(outline.steps().stream().map(step -> step.id() + " " + step.writable()))
                .containsExactly("a true", "b false", "c true");
    }

    @Test
    void names_unknown_personas() {
        assertThat(problems(step("a").persona("raeder")))
                .isEqualTo("E-UNKNOWN-PERSONA there is no persona 'raeder' | did you mean 'reader'?");
    }

    @Test
    void reports_a_missing_agent_once() {
        var pipeline = Samples.pipeline(step("a"), step("b"), step("c").shell("true"));
        var project = Samples.project(pipeline);
        var bare = new Project(
                project.title(),
                project.pipelines(),
                project.personas(),
                project.adapters(),
                new Project.Defaults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                project.schemas(),
                project.secrets());

        assertThat(told(Planner.resolve(bare, pipeline, Samples.surroundings()).diagnostics()))
                .startsWith("E-NO-AGENT there is no agent on this machine that could answer the step 'a' and 1 more");
    }

    @Test
    void writes_a_task_for_a_persona_without_one() {
        var outline = outline(
                step("scan").deliver("scan", Format.JSON),
                step("review")
                        .persona("reader")
                        .after("scan")
                        .in("scan")
                        .deliver("report", Format.MARKDOWN)
                        .out("notes"));

        var ask = (PlannedAction.Ask) outline.steps().getLast().action();
        assertThat(ask.task()).isEqualTo(Template.literal("""
                Do your part of this workflow.

                Your role: Works on reader.

                Produce:
                - report (markdown)
                - notes

                You are given:
                - scan (json)
                """));
    }

    @Test
    @Timeout(20)
    void plans_ten_thousand_steps() {
        var random = new Random(7);
        var steps = new ArrayList<Step>();
        for (var i = 0; i < 10_000; i++) {
            var step = step("s" + i).out("out-" + i, "part-" + i + "-report").task("Do {feature} " + i);
            for (var j = 0; j < Math.min(i, 3); j++) {
                step.after("s" + random.nextInt(i));
            }
            if (i > 1) {
                step.after("s" + (i - 1)).in("out-0", "out-" + (i - 1), "s" + (i - 1) + ".part-" + (i - 1) + "-report");
            }
            steps.add(step.build());
        }
        Collections.shuffle(steps, random);
        var pipeline = Samples.pipeline(steps);

        var checked = Planner.resolve(Samples.project(pipeline), pipeline, Samples.surroundings());

        assertThat(told(checked.diagnostics())).isEmpty();
        assertThat(((Checked.Valid<Outline>) checked).value().steps()).hasSize(10_000);
    }

    private static String problems(Samples.StepBuilder... steps) {
        return told(resolve(steps).diagnostics());
    }

    private static String order(Outline outline) {
        return outline.steps().stream().map(step -> step.id().value()).collect(Collectors.joining(" "));
    }

    private static PlannedStep planned(Outline outline, String id) {
        return outline.step(new StepId(id)).orElseThrow();
    }

    private static String inputs(Outline outline, String id) {
        return planned(outline, id).inputs().stream()
                .map(input -> input.name() + "<" + input.source() + (input.optional() ? "?" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String outputs(Outline outline, String id) {
        return planned(outline, id).outputs().stream()
                .map(output -> output.name() + (output.required() ? "!" : ""))
                .collect(Collectors.joining(" "));
    }

    private static String dependencies(Outline outline, String id) {
        return planned(outline, id).dependencies().stream()
                .map(dependency -> (dependency.inferred() ? "+" : "") + dependency.step())
                .collect(Collectors.joining(" "));
    }
}
