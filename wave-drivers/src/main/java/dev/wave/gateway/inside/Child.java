package dev.wave.gateway.inside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The command: it has this program's standard streams, environment and working directory, and the options for JVMs
/// that were put aside.
final class Child {
    private static final int NOT_STARTED = 126;
    private static final int NOT_FOUND = 127;

    private Child() {}

    /// Runs it to its end and says how it ended. A SIGTERM, SIGHUP or SIGINT to this program is passed on;
    /// it is the command's affair what it does then.
    static int run(List<String> command) throws InterruptedException {
        var signals = Signals.heard();
        try {
            var builder = new ProcessBuilder(command).inheritIO();
            JvmOptions.restore(builder.environment());
            var process = builder.start();
            signals.passTo(process);
            return process.waitFor();
        } catch (IOException e) {
            Forward.complain(String.valueOf(e.getMessage()));
            return isThere(command.getFirst()) ? NOT_STARTED : NOT_FOUND;
        }
    }

    private static boolean isThere(String program) {
        return program.indexOf('/') >= 0 && Files.exists(Path.of(program));
    }
}
