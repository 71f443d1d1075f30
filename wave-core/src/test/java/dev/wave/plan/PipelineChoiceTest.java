package dev.wave.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.diagnostic.Checked;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineChoiceTest {

    @Test
    void takes_the_only_pipeline_without_a_name() {
        assertThat(Planner.choose(Samples.project(pipeline("build")), Optional.empty()))
                .isEqualTo(Checked.valid(pipeline("build")));
    }

    @Test
    void takes_the_named_one() {
        assertThat(Planner.choose(Samples.project(pipeline("build"), pipeline("test")), Optional.of("test")))
                .isEqualTo(Checked.valid(pipeline("test")));
    }

    @Test
    void lists_what_there_is() {
        var project = Samples.project(pipeline("build"), pipeline("test"));

        assertThat(said(Planner.choose(project, Optional.empty())))
                .isEqualTo("E-NO-PIPELINE the project has several pipelines; say which one | there are 'build' and"
                        + " 'test'");
        assertThat(said(Planner.choose(project, Optional.of("biuld"))))
                .isEqualTo("E-NO-PIPELINE there is no pipeline 'biuld' | did you mean 'build'?");
        assertThat(said(Planner.choose(project, Optional.of("--strange name--"))))
                .isEqualTo("E-NO-PIPELINE there is no pipeline '--strange name--' | there are 'build' and 'test'");
        assertThat(said(Planner.choose(Samples.project(), Optional.empty())))
                .startsWith("E-NO-PIPELINE the project has no pipeline");
    }

    private static String said(Checked<Pipeline> checked) {
        return Samples.told(checked.diagnostics());
    }

    private static Pipeline pipeline(String name) {
        var plain = Samples.pipeline(Samples.step("a"));
        return new Pipeline(
                new PipelineName(name),
                plain.place(),
                plain.version(),
                plain.description(),
                plain.params(),
                plain.maxParallel(),
                plain.failFast(),
                plain.steps(),
                plain.outputs());
    }
}
