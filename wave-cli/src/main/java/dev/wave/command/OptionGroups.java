package dev.wave.command;

import java.lang.reflect.Field;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/// The titles that options stand under in a command's help: by the class that declares them.
final class OptionGroups {
    private static final String OWN = "Options";
    private static final String COMMON = "Options of every command";
    private static final String PARAMETERS = "Parameters";
    private static final String STEPS = "Which steps run, and how";
    private static final String INSTEAD = "What is recorded or planned";

    /// In the order of the help.
    static final List<String> TITLES = List.of(OWN, PARAMETERS, STEPS, INSTEAD, COMMON);

    private OptionGroups() {}

    static String of(OptionSpec option) {
        var declaring = option.userObject() instanceof Field field ? field.getDeclaringClass() : OptionGroups.class;
        return declaring == CommonOptions.class
                ? COMMON
                : declaring == ParamOptions.class
                        ? PARAMETERS
                        : declaring == RunOptions.class ? STEPS : declaring == RunCommand.class ? INSTEAD : OWN;
    }
}
