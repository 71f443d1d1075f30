/// JSON Schemas of the files that Wave reads, for editors: they know fields, words and shapes, and nothing of
/// what only planning can tell.
///
/// Start reading at [FileSchemas]. Which fields a place has, and in which order, is said by
/// [dev.wave.load.Vocabulary]; here stands only what a field looks like. Draft 07, because that is what editors
/// take.
package dev.wave.schema;
