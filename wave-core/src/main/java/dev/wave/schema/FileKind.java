package dev.wave.schema;

import java.util.Locale;

/// The kinds of files that Wave reads.
public enum FileKind {
    /// `wave.yaml`.
    PROJECT("wave.yaml"),
    /// `.wave/pipelines/NAME.yaml`.
    PIPELINE(".wave/pipelines/*.yaml"),
    /// The front matter of `.wave/personas/NAME.md`.
    PERSONA(".wave/personas/*.md"),
    /// `.wave/local.yaml`.
    LOCAL(".wave/local.yaml"),
    /// The answers of an adapter `type: scripted`.
    SCRIPT("*-agent.yaml"),
    /// `wave.lock`.
    LOCK("wave.lock");

    private final String files;

    FileKind(String files) {
        this.files = files;
    }

    /// As it is written on a command line.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Which files these usually are: a path or a pattern from the project's root.
    public String files() {
        return files;
    }
}
