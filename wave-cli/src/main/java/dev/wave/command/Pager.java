package dev.wave.command;

import dev.wave.process.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Shows text that is longer than the screen a screen at a time, with the program that a person has for that. The
/// program is started with the first byte; without one, or off a terminal, text goes where it always goes.
final class Pager implements AutoCloseable {

    /// Ends by itself if everything fits (`F`), keeps colours (`R`), and leaves the text on the screen (`X`).
    private static final String USUAL = "less -FRX";

    private final Tools tools;
    private final PrintStream plain;
    private final PrintStream stream = new PrintStream(new Lazy(), true, StandardCharsets.UTF_8);
    private boolean off;
    private Optional<Shown> shown = Optional.empty();

    /// The program that is reading, and the end of not listening to Ctrl-C, which is its business now.
    private record Shown(Process process, OutputStream text, Signals.Registration deaf) {
        void await() {
            try (var _ = deaf) {
                closeText();
                process.waitFor();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // the command is over anyway
            }
        }

        private void closeText() {
            try {
                text.close();
            } catch (IOException _) {
                return; // whoever has read enough closes the book
            }
        }
    }

    Pager(Tools tools) {
        this.tools = tools;
        this.plain = tools.console().out();
    }

    /// The same tools, with results going through the pager.
    Tools tools() {
        var console = tools.console();
        return program().isEmpty()
                ? tools
                : tools.speaking(new Console(
                        stream,
                        console.err(),
                        console.keyboard(),
                        console.screen(),
                        console.terminal(),
                        console.loudness()));
    }

    /// From now on text goes where it always goes. To be called before there is any.
    void off() {
        off = true;
    }

    /// Waits until the person has read to the end, or enough.
    @Override
    public void close() {
        stream.flush();
        shown.ifPresent(Shown::await);
    }

    /// What to start, if anything: the first that is set, as git has it.
    private Optional<String> program() {
        var environment = tools.environment();
        if (!tools.console().screen().isTerminal()
                || environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return Optional.empty();
        }
        var line = Optional.ofNullable(environment.get("WAVE_PAGER"))
                .or(() -> Optional.ofNullable(environment.get("PAGER")))
                .orElse(USUAL)
                .strip();
        return Optional.of(line)
                .filter(each -> !each.equals("cat"))
                .filter(each -> Programs.find(
                                each.split("\\s+", 2)[0],
                                environment.getOrDefault("PATH", ""),
                                tools.workingDirectory())
                        .isPresent());
    }

    private OutputStream start(String program) {
        var builder = new ProcessBuilder("/bin/sh", "-c", program)
                .directory(tools.workingDirectory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putIfAbsent("LESS", "FRX");
        builder.environment().putIfAbsent("LESSCHARSET", "utf-8");
        var deaf = tools.signals().deaf(); // before there is a pager that somebody could press Ctrl-C in
        try {
            var process = builder.start();
            var text = process.getOutputStream();
            shown = Optional.of(new Shown(process, text, deaf));
            return text;
        } catch (IOException _) { // then there is no pager
            deaf.close();
            return plain;
        }
    }

    /// Decides with the first byte.
    private final class Lazy extends OutputStream {
        private Optional<OutputStream> target = Optional.empty();

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (target.isEmpty()) {
                target = Optional.of(off ? plain : start(program().orElse(USUAL)));
            }
            target.get().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (target.isPresent()) {
                target.get().flush();
            }
        }
    }
}
