package dev.wave.plan;

import dev.wave.model.ArtifactName;
import dev.wave.model.Format;
import dev.wave.model.Handover.Policy;
import dev.wave.model.Network;
import java.time.Duration;
import java.util.List;

/// A contract of a step with its policy.
///
/// @param name unique in the step: the type, and `#2` and so on if the type stands there more than once;
/// `schema NAME` if an output is declared with a schema
public record PlannedContract(String name, Predicate predicate, Policy policy) {

    /// What must hold. Closed; checked by the drivers.
    public sealed interface Predicate {

        /// Each of the sources validates against the schema.
        record JsonSchema(PlannedSchema schema, List<ArtifactName> sources) implements Predicate {
            public JsonSchema {
                sources = List.copyOf(sources);
            }
        }

        /// The output validates against the schema it is declared with, if it is there: whether it has to be is
        /// declared apart.
        record OutputSchema(PlannedSchema schema, ArtifactName output) implements Predicate {}

        /// The command exits with 0 in a throwaway copy of the workspace.
        ///
        /// @param network what it may reach, whatever its step may
        record Command(String type, PlannedAction.Command command, String dir, Duration timeout, Network network)
                implements Predicate {}

        record NonEmpty(List<ArtifactName> sources) implements Predicate {
            public NonEmpty {
                sources = List.copyOf(sources);
            }
        }

        record HasFormat(Format format, List<ArtifactName> sources) implements Predicate {
            public HasFormat {
                sources = List.copyOf(sources);
            }
        }
    }
}
