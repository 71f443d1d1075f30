package dev.wave.gateway;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// A unix socket at which every connection is answered by a test, on a thread of its own.
record UnixServer(ServerSocketChannel channel) implements AutoCloseable {

    interface Answer {
        void to(SocketChannel client) throws Exception;
    }

    static UnixServer at(Path socket, Answer answer) throws IOException {
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket), 256);
        Thread.startVirtualThread(() -> {
            while (channel.isOpen()) {
                try {
                    var client = channel.accept();
                    Thread.startVirtualThread(() -> {
                        try (client) {
                            answer.to(client);
                        } catch (Exception e) {
                            // the client sees that its connection is closed
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
        return new UnixServer(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
