package dev.wave.cli;

import dev.wave.command.Console;
import dev.wave.live.Size;
import dev.wave.live.Terminal;
import dev.wave.view.Screen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the JVM watches while the AOT cache is made: one process that does what most users' processes do. The
/// launcher starts it in the background, in a copy of the project in `src/main/training` and beside
/// `lesson.git`, which makes a repository of that copy.
final class Training {
    /// Before the folder is a git repository.
    private static final List<List<String>> WITHOUT_GIT = List.of(List.of("plan"), List.of("plan", "--subject=things"));

    /// The first run, whose steps work for long enough to be drawn.
    private static final List<List<String>> ON_TERMINAL = List.of(List.of("run", "--trust", "--subject=a terminal"));

    private static final Screen COLORS = Screen.terminal(Map.of("TERM", "xterm"), () -> 80);

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
            List.of("show"),
            List.of("complete", "run", "--"),
            List.of("complete", "show", ""),
            List.of("lock"),
            List.of("lock", "--check"),
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
        nowhere.println(Main.version() + Main.isTerminal());
        attend(WITHOUT_GIT, console, environment, folder);
        try {
            Files.move(folder.resolveSibling("lesson.git"), folder.resolve(".git"));
        } catch (IOException e) {
            nowhere.println(e); // then all lessons are about a plain folder
        }
        var terminal = new Console(nowhere, nowhere, Optional.empty(), COLORS, Optional.of(new Wall()));
        attend(ON_TERMINAL, terminal, environment, folder);
        attend(LESSONS, console, environment, folder);
    }

    /// A terminal that nobody looks at.
    private static final class Wall implements Terminal {
        @Override
        public Size size() {
            return new Size(80, 24);
        }

        @Override
        public void draw(String text) {}

        @Override
        public Registration lend(Drawing drawing) {
            return () -> {};
        }
    }

    private static void attend(
            List<List<String>> lessons, Console console, Map<String, String> environment, Path folder)
            throws InterruptedException {
        for (var words : lessons) {
            try {
                Wiring.program(console, environment, folder, Clock.systemUTC(), new ProcessSignals())
                        .run(words);
            } catch (RuntimeException bug) { // told to nobody here; whoever meets it is told then
                console.out().println(bug);
            }
        }
    }
}
