package dev.wave.cli;

import dev.wave.diagnostic.ExitCode;
import java.util.Optional;

/// The program. `--version` is answered here, before anything else is loaded.
public final class Main {

    private Main() {}

    /// Runs the command that the arguments name and exits with its [ExitCode].
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            System.out.println("wave " + version());
            return;
        }
        System.err.println("usage: wave --version");
        System.exit(ExitCode.USAGE.code());
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
