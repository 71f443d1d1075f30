package dev.wave.cli;

import dev.wave.diagnostic.ExitCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/// What a person types at a question. The line of the question always ends: the person's Enter ends it, and where
/// Ctrl-C or Ctrl-D comes instead, this does.
final class Keyboard extends FilterInputStream {
    private final PrintStream screen;

    /// @param screen where the questions are
    Keyboard(InputStream typed, PrintStream screen) {
        super(typed);
        this.screen = screen;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var restore = ProcessSignals.handle(List.of("INT"), () -> {
            screen.println();
            System.exit(ExitCode.CANCELLED.code());
        });
        try {
            var count = super.read(bytes, offset, length);
            if (count < 0) {
                screen.println();
            }
            return count;
        } finally {
            restore.forEach(Runnable::run);
        }
    }
}
