package dev.wave.gateway.inside;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// Bytes on their way from one channel to another, neither of which blocks: what has come is passed on at
/// once, and nothing more is read before it is.
final class Flow {
    private static final int BUFFER = 16 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private boolean ended;
    private boolean over;

    Flow(SocketChannel from, SocketChannel to) {
        this.from = from;
        this.to = to;
    }

    void go() throws IOException {
        if (!buffer.hasRemaining() && !ended) {
            buffer.clear();
            ended = from.read(buffer) < 0;
            buffer.flip();
        }
        if (buffer.hasRemaining()) {
            to.write(buffer);
        }
        if (ended && !over && !buffer.hasRemaining()) {
            to.shutdownOutput();
            over = true;
        }
    }

    /// Whether all has been passed on, up to the end.
    boolean isOver() {
        return over;
    }

    /// What to wait for at the channel that it reads.
    int wantsToRead() {
        return ended || buffer.hasRemaining() ? 0 : SelectionKey.OP_READ;
    }

    /// What to wait for at the channel that it writes.
    int wantsToWrite() {
        return buffer.hasRemaining() ? SelectionKey.OP_WRITE : 0;
    }
}
