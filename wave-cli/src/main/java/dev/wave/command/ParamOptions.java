package dev.wave.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a run would be made from, besides the pipeline and its parameters by name: for every command that plans.
final class ParamOptions {

    @Option(
            names = "-P",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the pipeline; the same as --NAME=VALUE.")
    Map<String, String> params = new LinkedHashMap<>();

    @Option(names = "--params", paramLabel = "FILE", description = "Parameters from a JSON or YAML file.")
    @Nullable
    String paramsFile;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "TEXT",
            description = "The value of {{ input }}.")
    @Nullable
    String input;

    @Option(names = "--committed", description = "Start from HEAD, without uncommitted and untracked files.")
    boolean committed;
}
