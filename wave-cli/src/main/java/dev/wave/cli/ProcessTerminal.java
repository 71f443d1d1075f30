package dev.wave.cli;

import dev.wave.live.Size;
import dev.wave.live.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The terminal at both ends of this process. Its size is asked for when something begins to be drawn and when
/// the signal of a change comes.
final class ProcessTerminal implements Terminal {
    private final OutputStream screen;
    private final PrintStream out;
    private final PrintStream err;
    private volatile Optional<Drawing> drawing = Optional.empty();

    private ProcessTerminal(OutputStream out, OutputStream err) {
        this.screen = out;
        this.out = printer(new Yielding(out));
        this.err = printer(new Yielding(err));
    }

    /// The terminal, if its owner lets programs draw on it in colours. What is not to be drawn on says so by
    /// `TERM`; who does not want it, by `NO_COLOR`; and in `CI` nobody looks.
    static Optional<ProcessTerminal> of(Map<String, String> environment, OutputStream out, OutputStream err) {
        var kind = environment.getOrDefault("TERM", "");
        var refused = kind.isEmpty()
                || kind.equals("dumb")
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || !environment.getOrDefault("CI", "false").matches("|false");
        return refused ? Optional.empty() : Optional.of(new ProcessTerminal(out, err));
    }

    private static PrintStream printer(OutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    /// Standard output; makes room where something is drawn.
    PrintStream out() {
        return out;
    }

    /// The same for standard error.
    PrintStream err() {
        return err;
    }

    @Override
    public Size size() {
        return TerminalSize.ask();
    }

    @Override
    public void draw(String text) {
        try {
            screen.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            drawing = Optional.empty(); // the terminal is gone, and with it everybody who could have looked
        }
    }

    @Override
    public Registration lend(Drawing borrower) {
        drawing = Optional.of(borrower);
        var restore = ProcessSignals.handle(List.of("WINCH"), borrower::resized);
        return () -> {
            drawing = Optional.empty();
            restore.forEach(Runnable::run);
        };
    }

    /// Prints what was written since the last time as one piece, where there is room for it.
    private final class Yielding extends OutputStream {
        private final OutputStream out;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        Yielding(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) {
            written.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            try {
                drawing.ifPresentOrElse(this::passLines, this::pass);
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
        }

        /// A line that is not at its end waits for it: what is drawn begins in the first column.
        private void passLines(Drawing drawn) {
            var bytes = written.toByteArray();
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            if (end > 0) {
                written.reset();
                written.write(bytes, 0, end);
                drawn.around(this::pass);
                written.write(bytes, end, bytes.length - end);
            }
        }

        private void pass() {
            try {
                written.writeTo(out);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } finally {
                written.reset();
            }
        }
    }
}
