package dev.wave.gateway.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// The body of a request, up to its end and no further. A stream that ends before it is an [EOFException].
public final class Body extends InputStream {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,15})[ \t]*(;.*)?");
    private static final int LONGEST_LINE = 8 * 1024;

    private final InputStream in;
    private final OptionalLong length;
    private final CompletableFuture<Void> read = new CompletableFuture<>();

    /// Of the whole, or of the chunk.
    private long left;

    private boolean beforeFirst = true;

    private Body(InputStream in, OptionalLong length) {
        this.in = in;
        this.length = length;
        left = length.orElse(0);
        if (length.isPresent() && left == 0) {
            read.complete(null);
        }
    }

    /// The body that comes with this head.
    ///
    /// @throws Refused if it is not clear where it ends
    public static Body of(Head head, InputStream in) throws Refused {
        var coding = head.headers().all("transfer-encoding");
        var lengths = head.headers().all("content-length");
        if (!coding.isEmpty()) {
            if (!head.modern()
                    || !lengths.isEmpty()
                    || coding.size() != 1
                    || !coding.getFirst().equalsIgnoreCase("chunked")) {
                throw new Refused(400, "it is not clear where the body of this request ends");
            }
            return new Body(in, OptionalLong.empty());
        }
        if (lengths.stream().distinct().count() > 1
                || lengths.stream().anyMatch(text -> !LENGTH.matcher(text).matches())) {
            throw new Refused(400, "it is not clear where the body of this request ends");
        }
        return new Body(in, OptionalLong.of(lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst())));
    }

    /// Its length in bytes; empty if it comes in chunks.
    public OptionalLong length() {
        return length;
    }

    /// Completed when its end, or a failure, has been read.
    public CompletableFuture<Void> whenRead() {
        return read;
    }

    /// Whether all of it has been read.
    public boolean isRead() {
        return read.isDone() && !read.isCompletedExceptionally();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        try {
            if (left == 0 && !read.isDone() && length.isEmpty()) {
                nextChunk();
            }
            if (read.isDone()) {
                return -1;
            }
            int count = in.read(into, offset, (int) Math.min(most, left));
            if (count < 0) {
                throw new EOFException("the stream ended within a body");
            }
            left -= count;
            if (left == 0 && length.isPresent()) {
                read.complete(null);
            }
            return count;
        } catch (IOException e) {
            read.completeExceptionally(e);
            throw e;
        }
    }

    private void nextChunk() throws IOException {
        if (!beforeFirst && !line().isEmpty()) {
            throw new Refused(400, "a chunk of the body of this request is longer than it says");
        }
        beforeFirst = false;
        var size = CHUNK.matcher(line());
        if (!size.matches()) {
            throw new Refused(400, "a chunk of the body of this request has no length");
        }
        left = Long.parseLong(size.group(1), 16);
        if (left == 0) {
            trailers();
            read.complete(null);
        }
    }

    /// Fields after the body are nothing that is passed on.
    private void trailers() throws IOException {
        for (int lines = 0; !line().isEmpty(); lines++) {
            if (lines > 100) {
                throw new Refused(400, "too much follows the body of this request");
            }
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the stream ended within a body");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new Refused(400, "a line within the body of this request is too long");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
