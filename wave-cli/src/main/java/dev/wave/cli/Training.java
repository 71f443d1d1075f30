package dev.wave.cli;

import dev.wave.command.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// What the JVM watches while the AOT cache is made: one process that does what most users' processes do. The
/// launcher starts it in the background, in a copy of the project in `src/main/training`.
final class Training {
    private static final List<List<String>> LESSONS = List.of(
            List.of("--help"),
            List.of("validate"),
            List.of("validate", "--format", "json"),
            List.of("plan"),
            List.of("plan", "--format", "json", "--subject=things"),
            List.of("run", "--trust", "--subject=things"),
            List.of("run", "--trust", "--subject=things"),
            List.of("run", "--trust", "--subject=things", "--format", "ndjson"),
            List.of("status"),
            List.of("no-such-command"));

    private Training() {}

    /// Never fails: a lesson that goes wrong teaches something as well.
    ///
    /// @param args the folder of the copied project, which is also the home that Wave sees
    public static void main(String[] args) throws InterruptedException {
        var folder = Path.of(args[0]).toAbsolutePath();
        var environment = new HashMap<>(System.getenv());
        for (var name : List.of("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")) {
            environment.put(name, folder.resolve(".home").toString());
        }
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var console = new Console(nowhere, nowhere, Optional.empty());
        nowhere.println(Main.version());
        for (var words : LESSONS) {
            try {
                Wiring.program(console, environment, folder, Clock.systemUTC(), new ProcessSignals())
                        .run(words);
            } catch (RuntimeException bug) { // told to nobody here; whoever meets it is told then
                nowhere.println(bug);
            }
        }
    }
}
