package dev.wave.cli;

import dev.wave.command.Console;
import dev.wave.diagnostic.ExitCode;
import dev.wave.view.Screen;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The program. `--version` is answered here, before anything else is loaded.
public final class Main {

    private Main() {}

    /// Runs the command that the arguments name and exits with its [ExitCode].
    public static void main(String[] args) {
        start(args, Clock.systemUTC());
    }

    static void start(String[] args, Clock clock) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            System.out.println("wave " + version());
            return;
        }
        var written = new Output(new FileOutputStream(FileDescriptor.out));
        var errors = new FileOutputStream(FileDescriptor.err);
        var console = isTerminal()
                ? onTerminal(written, errors)
                : new Console(stream(written), stream(errors), Optional.empty());
        var code = run(List.of(args), console, clock);
        console.out().flush();
        console.err().flush();
        System.exit((code == ExitCode.DONE && isLost(written, console.err()) ? ExitCode.FAILED : code).code());
    }

    private static ExitCode run(List<String> words, Console console, Clock clock) {
        try {
            var folder = Path.of("").toAbsolutePath();
            return Wiring.program(console, System.getenv(), folder, clock, new ProcessSignals())
                    .run(words);
        } catch (InterruptedException _) {
            return ExitCode.CANCELLED;
        } catch (RuntimeException | Error bug) {
            console.error("this is a bug in Wave " + version() + "; please report it with the following lines");
            bug.printStackTrace(console.err());
            return ExitCode.BUG;
        }
    }

    /// Says so if not all of the result could be written. Whoever reads only the beginning, as `head` does, loses
    /// nothing.
    private static boolean isLost(Output written, PrintStream err) {
        written.failure().ifPresent(why -> err.println("wave: not all of the output could be written: " + why));
        return written.failure().isPresent();
    }

    /// UTF-8 whatever the locale, and buffered: a line is one write.
    private static PrintStream stream(OutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("SystemConsoleNull") // documented to be possible, whatever this JDK does
    static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static Console onTerminal(OutputStream out, OutputStream err) {
        var variables = System.getenv();
        var screen = Screen.terminal(variables, () -> TerminalSize.ask().columns());
        return ProcessTerminal.of(variables, out, err)
                .map(drawn -> new Console(drawn.out(), drawn.err(), keyboard(drawn.err()), screen, Optional.of(drawn)))
                .orElseGet(() -> {
                    var errors = stream(err);
                    return new Console(stream(out), errors, keyboard(errors), screen);
                });
    }

    private static Optional<BufferedReader> keyboard(PrintStream screen) {
        return Optional.of(
                new BufferedReader(new InputStreamReader(new Keyboard(System.in, screen), StandardCharsets.UTF_8)));
    }

    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
