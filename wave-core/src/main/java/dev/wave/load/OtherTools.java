package dev.wave.load;

import dev.wave.diagnostic.Code;
import dev.wave.diagnostic.Diagnostic;
import java.util.Optional;

/// Recognises files of other tools, so that their authors get one sentence instead of a list of unknown
/// fields.
final class OtherTools {

    private OtherTools() {}

    static Optional<Diagnostic> recognise(Node node) {
        if (!(node instanceof Node.Mapping mapping)
                || has(mapping, "pipeline")
                || has(mapping, "pipelines")
                || has(mapping, "steps")) {
            return Optional.empty();
        }
        if (has(mapping, "services")) {
            return Optional.of(is(
                    mapping,
                    "a Docker Compose file",
                    "Wave declares steps of AI work, not services; `wave init` writes a wave.yaml to start from"));
        }
        if (has(mapping, "jobs")) {
            return Optional.of(
                    is(
                            mapping,
                            "a GitHub Actions workflow",
                            "Wave has a 'pipeline:' with 'steps:' instead of jobs; `wave init` writes a wave.yaml to start from"));
        }
        if (has(mapping, "apiVersion") && has(mapping, "kind")) {
            return Optional.of(is(mapping, "a Kubernetes manifest", "`wave init` writes a wave.yaml to start from"));
        }
        return Optional.empty();
    }

    private static Diagnostic is(Node.Mapping mapping, String what, String fix) {
        return Diagnostic.of(Code.E_OTHER_TOOL, mapping.place(), "this is " + what + ", not a Wave project", fix);
    }

    private static boolean has(Node.Mapping mapping, String key) {
        return mapping.entry(key).isPresent();
    }
}
