package dev.wave.command;

import java.util.List;

/// The values of `--format`.
final class Formats {

    private Formats() {}

    static void require(String format, String... allowed) {
        if (!List.of(allowed).contains(format)) {
            throw CommandProblem.usage("--format takes " + String.join(" or ", allowed) + ", not '" + format + "'");
        }
    }
}
