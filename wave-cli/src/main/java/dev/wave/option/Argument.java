package dev.wave.option;

import java.util.function.Consumer;

/// Something a command is told by its place among the words.
///
/// @param label what it is called in the help
/// @param times how often it may be given
/// @param meaning what it is for
/// @param given is told each word
public record Argument(String label, Times times, String meaning, Consumer<String> given) {}
