package dev.wave.model;

import java.util.Locale;
import java.util.Optional;

/// The format of an artifact. `ANY` is only checked for not being empty.
public enum Format {
    ANY(""),
    JSON(".json"),
    YAML(".yaml"),
    CSV(".csv"),
    MARKDOWN(".md"),
    TEXT(".txt"),
    HTML(".html"),
    DIFF(".diff"),
    CODE(""),
    DIRECTORY(""),
    BINARY("");

    private final String extension;

    Format(String extension) {
        this.extension = extension;
    }

    /// The usual file extension, with its dot; empty if there is none.
    public String extension() {
        return extension;
    }

    /// Whether an artifact of this format can be taken from an agent's final message.
    public boolean isText() {
        return this != DIRECTORY && this != BINARY;
    }

    /// How it is written in YAML.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String text) {
        for (var format : values()) {
            if (format.text().equals(text)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
