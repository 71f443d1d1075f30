package dev.wave.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A predicate on what a step produced, as declared. Closed: each kind is one record.
public sealed interface Contract {

    /// How the author calls it in `type:`.
    String type();

    /// The source validates against the schema. Without a source: the step's JSON outputs.
    record JsonSchema(Schema schema, Optional<Named> source) implements Contract {
        @Override
        public String type() {
            return "json_schema";
        }
    }

    /// The command exits with 0 in a throwaway copy of the workspace.
    ///
    /// @param type `test_suite` or `command`; they mean the same
    /// @param dir workspace folder to run it in, `.` for its root
    /// @param network hosts it may reach, whatever its step may
    record Command(String type, Action.Invocation command, String dir, Duration timeout, List<HostRule> network)
            implements Contract {
        public Command {
            network = List.copyOf(network);
        }

        /// How long a contract's command may take where the author says nothing.
        public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
    }

    /// The source holds something that is not blank. Without a source: every output.
    record NonEmpty(Optional<Named> source) implements Contract {
        @Override
        public String type() {
            return "non_empty";
        }
    }

    /// The source parses as the format. Without a source: every output.
    record HasFormat(Format format, Optional<Named> source) implements Contract {
        @Override
        public String type() {
            return "format";
        }
    }
}
