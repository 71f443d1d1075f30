package dev.wave.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A port of this machine at which every connection is answered by a test, on a thread of its own.
record TcpServer(ServerSocket socket) implements AutoCloseable {

    interface Answer {
        void to(Socket client) throws Exception;
    }

    static TcpServer of(Answer answer) throws IOException {
        var server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    var client = server.accept();
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
        return new TcpServer(server);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
