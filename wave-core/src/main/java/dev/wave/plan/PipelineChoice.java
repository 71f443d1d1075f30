package dev.wave.plan;

import dev.wave.diagnostic.Checked;
import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import dev.wave.diagnostic.Nearest;
import dev.wave.diagnostic.Place;
import dev.wave.model.Pipeline;
import dev.wave.model.PipelineName;
import dev.wave.model.Project;
import java.util.List;
import java.util.Optional;

/// Chooses the pipeline a command is about.
final class PipelineChoice {

    private PipelineChoice() {}

    static Checked<Pipeline> byName(Project project, String name) {
        var found = PipelineName.isValid(name)
                ? Optional.ofNullable(project.pipelines().get(new PipelineName(name)))
                : Optional.<Pipeline>empty();
        return found.map(Checked::valid)
                .orElseGet(() -> none(
                        "there is no pipeline '" + name + "'",
                        Nearest.question(name, names(project)).or(() -> listed(project))));
    }

    static Checked<Pipeline> theOnlyOne(Project project) {
        return switch (project.pipelines().size()) {
            case 0 -> none("the project has no pipeline", Optional.of("write one in wave.yaml, or run `wave init`"));
            case 1 -> Checked.valid(project.pipelines().firstEntry().getValue());
            default -> none("the project has several pipelines; say which one", listed(project));
        };
    }

    private static Checked<Pipeline> none(String sentence, Optional<String> fix) {
        return new Checked.Invalid<>(
                List.of(new Diagnostic(Code.E_NO_PIPELINE, Place.startOf("wave.yaml"), sentence, fix)));
    }

    private static List<String> names(Project project) {
        return project.pipelines().keySet().stream().map(PipelineName::value).toList();
    }

    private static Optional<String> listed(Project project) {
        return project.pipelines().isEmpty()
                ? Optional.of("the project has no pipeline; write one in wave.yaml")
                : Optional.of(Listing.there(names(project)));
    }
}
