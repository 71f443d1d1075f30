package dev.wave.gateway.inside;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// One connection to a port, and the one to the socket that it is joined with. The end of a stream is
/// passed on as an end, so that each side may go on being heard; a stream that breaks is passed on as a
/// break.
final class Connection {
    private final SelectionKey inner;
    private final SelectionKey outer;
    private final Flow sending;
    private final Flow receiving;

    private Connection(SelectionKey inner, SelectionKey outer) {
        this.inner = inner;
        this.outer = outer;
        sending = new Flow(channel(inner), channel(outer));
        receiving = new Flow(channel(outer), channel(inner));
    }

    /// Joins the accepted connection with one to the socket; if nobody serves that, it is reset.
    static void join(SocketChannel inner, Path socket, Selector selector) throws IOException {
        inner.setOption(StandardSocketOptions.TCP_NODELAY, true);
        inner.configureBlocking(false);
        try {
            var outer = SocketChannel.open(UnixDomainSocketAddress.of(socket));
            outer.configureBlocking(false);
            var connection = new Connection(inner.register(selector, 0), outer.register(selector, 0));
            connection.inner.attach(connection);
            connection.outer.attach(connection);
            connection.wait(SelectionKey.OP_READ, SelectionKey.OP_READ);
        } catch (IOException e) {
            reset(inner);
        }
    }

    /// Passes on what can be passed on now.
    void go() {
        if (!inner.isValid()) {
            return; // closed when the other of the two was looked at
        }
        try {
            sending.go();
            receiving.go();
            if (sending.isOver() && receiving.isOver()) {
                close();
            } else {
                wait(
                        sending.wantsToRead() | receiving.wantsToWrite(),
                        receiving.wantsToRead() | sending.wantsToWrite());
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void wait(int innerReady, int outerReady) {
        inner.interestOps(innerReady);
        outer.interestOps(outerReady);
    }

    private void close() throws IOException {
        inner.channel().close();
        outer.channel().close();
    }

    private void cut() {
        reset(channel(inner));
        try {
            outer.channel().close();
        } catch (IOException e) {
            // closed all the same
        }
    }

    /// Whoever reads must not take a stream that broke for one that ended.
    private static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // closed all the same
        }
    }

    private static SocketChannel channel(SelectionKey key) {
        return (SocketChannel) key.channel();
    }
}
