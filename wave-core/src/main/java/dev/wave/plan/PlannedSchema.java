package dev.wave.plan;

/// A JSON Schema with its text at hand.
///
/// @param name the file's path, or `inline`
/// @param json the schema in canonical JSON, file references replaced by what they refer to
public record PlannedSchema(String name, String json) {}
