package dev.wave.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A shell script for a person that opens a shell in a kept workspace.
///
/// On a terminal the shell has one of its own, by util-linux's `script`: then Ctrl-C is the shell's affair, jobs
/// can be controlled, and nothing that runs there can type for the person. Where there is no `script`, it has the
/// person's, in a session of its own where the kernel would let it type.
final class Entrance {
    /// Whether a program may put words into the input of its terminal.
    private static final Path TYPING = Path.of("/proc/sys/dev/tty/legacy_tiocsti");

    private static final String SCRIPT = """
            #!/bin/sh
            if test "${1-}" != own && test -t 0 && command -v script > /dev/null 2>&1; then
              ENTER="$0" SHELL=/bin/sh exec script -qec 'exec "$ENTER" own' /dev/null
            fi
            unset ENTER
            """;

    private static final String SESSION = """
            test "${1-}" = own && session= || session='setsid -w'
            """;

    private Entrance() {}

    /// @param line starts the shell
    static String of(String line) {
        return SCRIPT + line + "\n";
    }

    /// The same for a shell in the sandbox, with nothing of the person's environment.
    static String bare(String line) throws IOException {
        var keepsOut =
                Files.isReadable(TYPING) && Files.readString(TYPING).strip().equals("0");
        return SCRIPT + (keepsOut ? "session=\n" : SESSION)
                + "exec env -i PATH=\"$PATH\" TERM=\"${TERM-dumb}\" LC_ALL=C.UTF-8 TZ=UTC $session" + line + "\n";
    }
}
