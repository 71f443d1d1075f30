package dev.wave.contract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A stream that ends a check which reads too much, takes too long or is cancelled: with [CannotCheck].
final class BoundedInput extends FilterInputStream {
    private final long limit;
    private final long end;
    private long count;

    BoundedInput(InputStream in, long limit, Duration atMost) {
        super(in);
        this.limit = limit;
        end = System.nanoTime() + atMost.toNanos();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CannotCheck("the check was cancelled");
        }
        if (System.nanoTime() > end) {
            throw new CannotCheck("checking it takes too long");
        }
        int read = super.read(bytes, from, Math.min(length, 8192));
        count += Math.max(0, read);
        if (count > limit) {
            throw new CannotCheck("it is larger than " + limit / 1024 / 1024 + " MB, too large to check");
        }
        return read;
    }
}
