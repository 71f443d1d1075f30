package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Param;
import dev.wave.model.ParamName;
import dev.wave.model.Pipeline;
import dev.wave.model.Value;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final List<String> FLAGS = List.of("format", "fresh");

    @Test
    void reads_every_spelling() {
        for (var tokens : List.of(
                List.of("--feature=a b"),
                List.of("--feature", "a b"),
                List.of("-P", "feature=a b"),
                List.of("-Pfeature=a b"))) {
            assertThat(bound(tokens).values())
                    .containsEntry(new ParamName("feature"), Value.of("a b"))
                    .containsEntry(new ParamName("depth"), Value.of(2));
        }
        assertThat(bound(List.of("--feature=")).values()).containsEntry(new ParamName("feature"), Value.of(""));
        assertThat(bound(List.of("--feature=a=b")).values()).containsEntry(new ParamName("feature"), Value.of("a=b"));
    }

    @Test
    void gives_values_their_types() {
        var bound = bound(List.of(
                "--feature", "007", "--depth", "3", "--ratio=-2.50", "--deep", "--names=a, b", "--names", "[1,\"c\"]"));

        assertThat(bound.values())
                .isEqualTo(new LinkedHashMap<>(Map.of(
                        new ParamName("feature"), Value.of("007"),
                        new ParamName("depth"), Value.of(3),
                        new ParamName("ratio"), Value.Num.of(new BigDecimal("-2.5")),
                        new ParamName("deep"), Value.of(true),
                        new ParamName("names"),
                                new Value.Seq(List.of(Value.of("a"), Value.of("b"), Value.of(1), Value.of("c"))))));
    }

    @Test
    void a_boolean_takes_the_next_word_only_if_it_is_one() {
        assertThat(bound(List.of("--deep", "false", "--feature=x")).values())
                .containsEntry(new ParamName("deep"), Value.of(false));
        assertThat(bound(List.of("--deep", "--feature=x")).values())
                .containsEntry(new ParamName("deep"), Value.of(true));
    }

    @Test
    void takes_values_from_a_file_and_prefers_the_command_line() {
        var file = new LinkedHashMap<String, Value>();
        file.put("feature", Value.of("from the file"));
        file.put("depth", Value.of(1));

        var both = Arguments.parse(outline(), new Arguments.Given(List.of("--depth=3"), file, Optional.empty()), FLAGS);

        assertThat(both)
                .isInstanceOfSatisfying(
                        Arguments.Bound.class,
                        bound -> assertThat(bound.values())
                                .containsEntry(new ParamName("feature"), Value.of("from the file"))
                                .containsEntry(new ParamName("depth"), Value.of(3)));
        file.put("deep", Value.of("yes"));
        file.put("colour", Value.of("red"));
        assertThat(refused(new Arguments.Given(List.of(), file, Optional.empty()))
                        .problems())
                .containsExactly(
                        "the parameter file names 'colour', which is no parameter",
                        "'--deep' should be true or false and is text in the parameter file");
    }

    @Test
    void reports_everything_that_is_wrong_and_lists_the_parameters() {
        var refused = refused(Arguments.Given.of(
                List.of("--featrue=x", "--depth=9", "--ratio", "fast", "--formt", "json", "loose", "--names")));

        assertThat(refused.problems())
                .containsExactly(
                        "unknown flag '--featrue'; did you mean '--feature'?",
                        "unknown flag '--formt'; did you mean '--format'?",
                        "unexpected argument 'loose'",
                        "'--names' needs a value: --names=VALUE",
                        "the parameter 'feature' is missing: --feature=STRING",
                        "'--depth' is 9 and can be 1, 2, 3",
                        "'--ratio' should be a number and is 'fast'");
        assertThat(refused.usage()).isEqualTo("""
                parameters of sample:
                  --feature=STRING  what to build (required)
                  --depth=INTEGER   (one of 1, 2, 3; default 2)
                  --ratio=NUMBER    (default 1)
                  --deep=BOOLEAN    (default false)
                  --names=LIST      (default [])
                """);
    }

    @Test
    void refuses_a_value_given_twice_and_values_of_other_types() {
        assertThat(refused(Arguments.Given.of(List.of("--feature=a", "--feature=b")))
                        .problems())
                .containsExactly("'--feature' is given 2 times");
        assertThat(refused(Arguments.Given.of(List.of(
                                "--feature=a", "--depth=2.5", "--deep=maybe", "--ratio=1e999999999", "--names=[")))
                        .problems())
                .hasSize(4);
    }

    @Test
    void normalises_texts() {
        assertThat(bound(List.of("--feature=e\u0301")).values())
                .containsEntry(new ParamName("feature"), Value.of("\u00e9"));
    }

    @Test
    void wants_the_input_text_only_where_it_is_used() {
        var uses = Samples.outline(Samples.step("a").task("Do {{ input }}"));

        assertThat(Arguments.parse(uses, Arguments.Given.of(List.of()), FLAGS))
                .isInstanceOfSatisfying(
                        Arguments.Refused.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly("the text for {{ input }} is missing: -i TEXT"));
        assertThat(refused(new Arguments.Given(List.of("--feature=x"), new LinkedHashMap<>(), Optional.of("text")))
                        .problems())
                .containsExactly("'-i' gives a text, and no step of 'sample' uses {{ input }}");
    }

    @Test
    void makes_a_plan_of_an_outline() {
        var outline = outline();
        var bound = bound(List.of("--feature=x"));

        var plan = Planner.bind(outline, bound);

        assertThat(plan.steps()).isEqualTo(outline.steps());
        assertThat(plan.arguments()).isEqualTo(bound.values());
        assertThat(plan.params()).isEqualTo(outline.params());
    }

    private static Arguments.Bound bound(List<String> tokens) {
        return switch (Arguments.parse(outline(), Arguments.Given.of(tokens), FLAGS)) {
            case Arguments.Bound bound -> bound;
            case Arguments.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private static Arguments.Refused refused(Arguments.Given given) {
        return switch (Arguments.parse(outline(), given, FLAGS)) {
            case Arguments.Bound bound -> throw new AssertionError(bound);
            case Arguments.Refused refused -> refused;
        };
    }

    private static Outline outline() {
        var params = new LinkedHashMap<ParamName, Param>();
        add(params, "feature", Param.Type.STRING, Optional.empty(), List.of(), "what to build");
        add(
                params,
                "depth",
                Param.Type.INTEGER,
                Optional.of(Value.of(2)),
                List.of(Value.of(1), Value.of(2), Value.of(3)),
                "");
        add(params, "ratio", Param.Type.NUMBER, Optional.of(Value.of(1)), List.of(), "");
        add(params, "deep", Param.Type.BOOLEAN, Optional.of(Value.of(false)), List.of(), "");
        add(params, "names", Param.Type.LIST, Optional.of(new Value.Seq(List.of())), List.of(), "");
        var plain = Samples.pipeline(Samples.step("a"));
        var pipeline = new Pipeline(
                plain.name(),
                plain.place(),
                plain.version(),
                plain.description(),
                Optional.of(params),
                plain.maxParallel(),
                plain.failFast(),
                plain.steps(),
                plain.outputs());
        return Samples.valid(Planner.resolve(Samples.project(pipeline), pipeline, Samples.surroundings()));
    }

    private static void add(
            Map<ParamName, Param> params,
            String name,
            Param.Type type,
            Optional<Value> defaultValue,
            List<Value> allowed,
            String description) {
        params.put(
                new ParamName(name),
                new Param(new ParamName(name), Samples.PLACE, type, defaultValue, allowed, description, false));
    }
}
