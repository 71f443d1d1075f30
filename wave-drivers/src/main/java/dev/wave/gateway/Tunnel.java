package dev.wave.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Two connections joined: what comes on one goes out on the other, until both have ended or neither has said
/// anything for a while.
final class Tunnel {
    private static final int BUFFER = 16 * 1024;

    private final InputStream fromClient;
    private final SocketChannel client;
    private final SocketChannel host;
    private final Duration idle;
    private volatile long lastHeard = System.nanoTime();

    /// @param fromClient what the client says, some of which may have been read already
    Tunnel(InputStream fromClient, SocketChannel client, SocketChannel host, Duration idle) {
        this.fromClient = fromClient;
        this.client = client;
        this.host = host;
        this.idle = idle;
    }

    /// Returns when it is over; both are closed then.
    void toTheEnd() throws InterruptedException {
        var sending = Thread.startVirtualThread(() -> pass(fromClient, host));
        var watching = Thread.startVirtualThread(this::watch);
        try {
            pass(Channels.newInputStream(host), client);
            sending.join();
        } finally {
            watching.interrupt();
            close();
        }
    }

    private void pass(InputStream from, SocketChannel to) {
        var buffer = new byte[BUFFER];
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                lastHeard = System.nanoTime();
                for (var bytes = ByteBuffer.wrap(buffer, 0, count); bytes.hasRemaining(); ) {
                    to.write(bytes);
                }
                lastHeard = System.nanoTime();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(); // what broke on one side breaks on the other
        }
    }

    private void watch() {
        try {
            for (long left = idle.toNanos(); left > 0; left = idle.toNanos() - (System.nanoTime() - lastHeard)) {
                Thread.sleep(Duration.ofNanos(left));
            }
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is over
        }
    }

    private void close() {
        try (client;
                host) {
            lastHeard = System.nanoTime();
        } catch (IOException e) {
            // closed all the same
        }
    }
}
