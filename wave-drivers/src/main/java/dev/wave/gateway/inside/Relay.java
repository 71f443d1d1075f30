package dev.wave.gateway.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/// Joins what connects to a port of this machine, which inside a sandbox is a machine of its own, with a
/// socket.
///
/// One thread for all connections: a JVM that ends waits a third of a second for threads that are in a
/// system call, and a thread for each direction would cost more memory than all the rest.
final class Relay extends Thread {
    private static final int WAITING = 128;
    private static final int PAUSE_MILLIS = 20;

    private final Selector selector;
    private volatile boolean ended;

    private Relay(Selector selector) {
        super(null, null, "relay", 0, false);
        this.selector = selector;
        setDaemon(true);
    }

    static Relay open() throws IOException {
        return new Relay(Selector.open());
    }

    /// Connections to the port wait from here on, and are served once the thread is started.
    void listen(int port, Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            server.bind(new InetSocketAddress(loopback, port), WAITING);
        } catch (IOException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, socket);
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                selector.select();
                for (var key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof Path socket) {
            accept((ServerSocketChannel) key.channel(), socket);
        } else if (key.attachment() instanceof Connection connection) {
            connection.go();
        }
    }

    private void accept(ServerSocketChannel server, Path socket) {
        try {
            var inner = server.accept();
            if (inner != null) {
                Connection.join(inner, socket, selector);
            }
        } catch (IOException e) {
            pause(); // too many open files, most likely: some will be closed
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Serves nobody any more; when it returns, the thread is in no system call.
    void end() throws InterruptedException {
        ended = true;
        selector.wakeup();
        join();
    }
}
