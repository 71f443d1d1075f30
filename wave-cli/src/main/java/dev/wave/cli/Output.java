package dev.wave.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Standard output, which may be closed by its reader at any time, or be a file on a full disk. Print streams keep
/// silent about that; this remembers it.
final class Output extends FilterOutputStream {
    private Optional<String> failure = Optional.empty();

    Output(OutputStream target) {
        super(target);
    }

    /// Why something was not written; empty if all was, or if its reader wanted no more.
    Optional<String> failure() {
        return failure.filter(why -> !why.equals("Broken pipe"));
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
            throw e;
        }
    }
}
