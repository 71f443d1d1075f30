package dev.wave.model;

/// What a project is called.
public sealed interface ProjectName {
    String text();

    /// Its own text says so.
    record Said(String text) implements ProjectName {}

    /// Its text says nothing: as the folder is called in which it lies, or as a lock keeps it, so that it is called
    /// alike wherever it lies.
    ///
    /// @param pipelineToo whether a pipeline in `wave.yaml` has no name of its own either, and so has this one
    record Borrowed(String text, boolean pipelineToo) implements ProjectName {}
}
