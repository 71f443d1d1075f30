package dev.wave.deliverable;

import dev.wave.diagnostic.Checked;
import dev.wave.load.ProjectReader;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.Arguments;
import dev.wave.plan.Outline;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedStep;
import dev.wave.plan.Planner;
import dev.wave.plan.Surroundings;
import dev.wave.spi.ProjectFiles;
import java.util.List;
import java.util.Optional;

/// Steps as a text has them.
public final class Steps {
    private Steps() {}

    /// The one step of a `wave.yaml`: what it produces and what has to hold.
    public static PlannedStep step(String fields) {
        return outline(fields).steps().getFirst();
    }

    /// The plan of that one step.
    public static Plan plan(String fields) {
        var outline = outline(fields);
        var none = Arguments.parse(outline, Arguments.Given.of(List.of()), List.of());
        return Planner.bind(outline, (Arguments.Bound) none);
    }

    private static Outline outline(String fields) {
        var yaml = "steps:\n  - id: analyze\n    run: 'true'\n" + fields.indent(4);
        var project = ProjectReader.read(new OneFile(yaml), "test");
        var outline = project.then(model -> Planner.choose(model, Optional.empty())
                .then(pipeline -> Planner.resolve(
                        model,
                        pipeline,
                        Surroundings.of(List.of("command"), AgentFinder.ALL_HERE, List.of(), List.of()))));
        return switch (outline) {
            case Checked.Valid<Outline>(var planned, var _) -> planned;
            case Checked.Invalid<Outline>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private record OneFile(String yaml) implements ProjectFiles {
        @Override
        public Found read(String path) {
            return path.equals("wave.yaml") ? new Found.Text(yaml) : new Found.Missing();
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }
    }
}
