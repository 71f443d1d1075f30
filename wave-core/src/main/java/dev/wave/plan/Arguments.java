package dev.wave.plan;

import dev.wave.model.ParamName;
import dev.wave.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The outcome of reading what a user gave for a pipeline's parameters.
public sealed interface Arguments {

    /// A value of the right type for every parameter, given or by default.
    ///
    /// @param input the text of `-i`
    record Bound(SequencedMap<ParamName, Value> values, Optional<String> input) implements Arguments {
        public Bound {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }
    }

    /// The command was used wrongly; a matter of exit code 2, not of the project's text.
    ///
    /// @param problems sentences without a full stop, at least one
    /// @param usage the pipeline's parameters, for people; ends with a line end
    record Refused(List<String> problems, String usage) implements Arguments {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /// What was given.
    ///
    /// @param tokens `--name=value`, `--name value`, `-P name=value`, as they stood on the command line
    /// @param file the fields of `--params FILE`; tokens win over them
    record Given(List<String> tokens, SequencedMap<String, Value> file, Optional<String> input) {
        public Given {
            tokens = List.copyOf(tokens);
            file = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(file));
        }

        /// Nothing but words of a command line.
        public static Given of(List<String> tokens) {
            return new Given(tokens, new LinkedHashMap<>(), Optional.empty());
        }
    }

    /// Reads the arguments for an outline.
    ///
    /// @param flags Wave's own flags, long names without dashes, for suggestions
    static Arguments parse(Outline outline, Given given, List<String> flags) {
        return new ArgumentReader(outline, flags).read(given);
    }
}
