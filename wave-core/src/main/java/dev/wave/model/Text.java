package dev.wave.model;

import dev.wave.diagnostic.Place;

/// A text in which names are filled in: `{param}` and `{{ expression }}`. Still as written.
///
/// @param place where it starts: its first character, its quote, or the indicator of a block
/// @param layout how its characters lie in the file
public record Text(String source, Place place, Layout layout) {

    /// A text of which only the start is known.
    public Text(String source, Place place) {
        this(source, place, new Layout.Unknown());
    }

    /// Where the character at that offset of `source` stands, as exactly as it is known.
    public Place placeAt(int offset) {
        return new TextPlaces(this).at(offset);
    }

    /// How the characters of a text lie in its file.
    public sealed interface Layout {

        /// Escapes, folded lines or something else lie between the text and the file.
        record Unknown() implements Layout {}

        /// In one line, character by character.
        ///
        /// @param shift characters between the start of the text's place and its first character: 1 for a
        /// quote
        record Inline(int shift) implements Layout {}

        /// Line by line, each after the same indent.
        record Block(int firstLine, int indent) implements Layout {}
    }
}
