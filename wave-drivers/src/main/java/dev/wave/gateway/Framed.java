package dev.wave.gateway;

import dev.wave.gateway.http.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A request's body as it is sent on, chunk by chunk if its length is not known; and then, instead of an end,
/// whatever the client does: as long as it is there it wants the answer. What it says then goes nowhere.
final class Framed extends InputStream {
    private static final int ROOM = 16; // for the length of a chunk and its two line ends

    private final Body body;
    private final InputStream client;
    private boolean closed;

    Framed(Body body, InputStream client) {
        this.body = body;
        this.client = client;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @param most at least enough for a chunk of one byte
    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        if (body.length().isPresent()) {
            int count = body.read(into, offset, most);
            return count < 0 ? gone() : count;
        }
        if (closed) {
            return gone();
        }
        var buffer = new byte[most - ROOM];
        int count = body.read(buffer);
        closed = count < 0;
        var size = Integer.toHexString(Math.max(count, 0)) + "\r\n";
        System.arraycopy(size.getBytes(StandardCharsets.US_ASCII), 0, into, offset, size.length());
        System.arraycopy(buffer, 0, into, offset + size.length(), Math.max(count, 0));
        int end = offset + size.length() + Math.max(count, 0);
        into[end] = '\r';
        into[end + 1] = '\n';
        return end + 2 - offset;
    }

    /// Returns when the client has ended its stream.
    private int gone() throws IOException {
        client.transferTo(OutputStream.nullOutputStream());
        return -1;
    }
}
