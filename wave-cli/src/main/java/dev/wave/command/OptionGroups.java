package dev.wave.command;

import dev.wave.option.Syntax;
import java.util.List;

/// The titles that options stand under in a command's help.
final class OptionGroups {
    static final String PARAMETERS = "Parameters";
    static final String STEPS = "Which steps run, and how";
    static final String INSTEAD = "What is recorded or planned";
    static final String COMMON = "Options of every command";

    /// In the order of the help.
    static final List<String> TITLES = List.of(Syntax.OWN, PARAMETERS, STEPS, INSTEAD, COMMON);

    private OptionGroups() {}
}
