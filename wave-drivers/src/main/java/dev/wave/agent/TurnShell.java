package dev.wave.agent;

import java.util.StringJoiner;

/// A [Turn] as a program for any POSIX shell, to be read from standard input. Only builtins carry text, so
/// that its length has no limit.
final class TurnShell {

    /// Refuses to go through a link: what a turn writes stays in the workspace.
    private static final String PREAMBLE = """
            set -eu
            safe() {
              head=
              rest=$1
              while :; do
                part=${rest%%/*}
                head=${head:+$head/}$part
                if [ -L "./$head" ]; then
                  printf '%s\\n' "scripted: $head is a symbolic link" >&2
                  exit 73
                fi
                if [ "$rest" = "$part" ]; then
                  break
                fi
                rest=${rest#*/}
              done
            }
            """;

    private TurnShell() {}

    static String program(Turn turn) {
        var lines = new StringJoiner("\n", PREAMBLE, "\n");
        if (turn.delay().isPositive()) {
            lines.add("sleep " + turn.delay().toMillis() / 1000 + "."
                    + "%03d".formatted(turn.delay().toMillis() % 1000));
        }
        turn.delete().forEach(path -> lines.add("safe " + quoted(path)).add("rm -rf -- " + at(path)));
        turn.files().forEach((path, file) -> write(lines, path, file.text(), ">", file.executable()));
        turn.append().forEach((path, text) -> write(lines, path, text, ">>", false));
        if (!turn.errors().isEmpty()) {
            lines.add("printf %s " + quoted(turn.errors()) + " >&2");
        }
        if (!turn.say().isEmpty()) {
            lines.add("printf %s " + quoted(turn.say()));
        }
        if (turn.hang()) {
            lines.add("while :; do sleep 1; done");
        }
        return lines.add("exit " + turn.exit()).toString();
    }

    private static void write(StringJoiner lines, String path, String text, String how, boolean executable) {
        lines.add("safe " + quoted(path));
        int slash = path.lastIndexOf('/');
        if (slash >= 0) {
            lines.add("mkdir -p -- " + at(path.substring(0, slash)));
        }
        lines.add("printf %s " + quoted(text) + " " + how + " " + at(path));
        if (executable) {
            lines.add("chmod +x -- " + at(path));
        }
    }

    private static String at(String path) {
        return quoted("./" + path);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
