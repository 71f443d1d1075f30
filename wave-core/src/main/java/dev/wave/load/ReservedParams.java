package dev.wave.load;

import dev.wave.model.ParamName;
import java.util.Set;

/// The names no parameter may have, because `--NAME` already means something to `wave run` and its like.
public final class ReservedParams {
    private static final Set<String> NAMES = Set.of(
            "all",
            "allow-unmetered",
            "branch",
            "color",
            "committed",
            "detach",
            "detailed-exitcode",
            "dir",
            "directory",
            "dry-run",
            "fail-fast",
            "force",
            "format",
            "fresh",
            "graph",
            "help",
            "input",
            "json",
            "locked",
            "max-parallel",
            "no-color",
            "only",
            "param",
            "params",
            "params-file",
            "quiet",
            "require-current",
            "run",
            "sandbox",
            "strict",
            "trust",
            "until",
            "verbose",
            "version",
            "yes");

    private ReservedParams() {}

    public static boolean isReserved(ParamName name) {
        return NAMES.contains(name.value());
    }
}
