package dev.wave.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The values of `--format`: whom a command answers.
enum OutputFormat {
    /// People.
    TEXT,
    /// Programs, with one JSON object on one line.
    JSON,
    /// Programs, with a JSON object a line, each as soon as it is known.
    NDJSON;

    /// The format of that name, if the command has it; otherwise the command was used wrongly.
    static OutputFormat of(String text, List<OutputFormat> has) {
        return has.stream()
                .filter(format -> format.text().equals(text))
                .findFirst()
                .orElseThrow(() -> CommandProblem.usage("--format takes "
                        + has.stream().map(OutputFormat::text).collect(Collectors.joining(" or "))
                        + " here, not '" + text + "'"));
    }

    /// As it is written on a command line.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
