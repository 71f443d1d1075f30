package dev.wave.gateway.inside;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// Standard input and output, joined with a socket.
final class Streams extends Thread {
    private static final int BUFFER = 16 * 1024;

    private final SocketChannel socket;

    private Streams(SocketChannel socket) {
        super(null, null, "input", 0, false);
        this.socket = socket;
        setDaemon(true);
    }

    /// Returns when the other side has ended its stream, whether or not the input has.
    static void connect(Path path) throws IOException {
        try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
                var out = new FileOutputStream(FileDescriptor.out).getChannel()) {
            new Streams(socket).start();
            copy(socket, out);
        }
    }

    @Override
    public void run() {
        try (var in = new FileInputStream(FileDescriptor.in).getChannel()) {
            copy(in, socket);
            socket.shutdownOutput();
        } catch (IOException e) {
            // the socket is closed, and whoever reads it says so
        }
    }

    private static void copy(ReadableByteChannel from, WritableByteChannel to) throws IOException {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
    }
}
