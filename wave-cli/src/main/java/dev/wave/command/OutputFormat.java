package dev.wave.command;

import java.util.Locale;

/// The values of `--format`: whom a command answers.
enum OutputFormat {
    /// People.
    TEXT,
    /// Programs, with one JSON object on one line.
    JSON,
    /// Programs, with a JSON object a line, each as soon as it is known.
    NDJSON;

    /// The format of that name, which is one.
    static OutputFormat of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// As it is written on a command line.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
