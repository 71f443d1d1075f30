package dev.wave.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Something that Wave serves to processes of an attempt: a listener with a thread for each connection.
/// Closing it cuts all connections, and leaves no thread and no file.
public final class Service implements AutoCloseable {

    /// Most connections at once; what comes above it is closed. One attempt must not take all files that
    /// Wave may open.
    private static final int MOST = 256;

    /// Longest path of a socket, in bytes: `sun_path` of Linux less the NUL, less another that Java wants.
    private static final int LONGEST_PATH = 106;

    private static final int PAUSE_MILLIS = 20;
    private static final int GRACE_SECONDS = 2;

    private final ServerSocketChannel server;
    private final Address address;
    private final Handler handler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(MOST);

    private Service(ServerSocketChannel server, Address address, Handler handler) {
        this.server = server;
        this.address = address;
        this.handler = handler;
        threads.execute(this::accept);
    }

    /// What happens on one connection.
    public interface Handler {

        /// Talks to the client; the connection is closed when this returns or throws. Interrupting it ends
        /// it.
        void serve(SocketChannel client) throws IOException, InterruptedException;
    }

    /// Where a service listens.
    public sealed interface Address {

        /// A unix socket that only this user may use, in a folder that only this user may enter.
        record Socket(Path path) implements Address {}

        /// A port of `127.0.0.1`. Every user of this machine can reach it.
        record Port(int number) implements Address {}
    }

    /// Listens on a unix socket in a new folder.
    ///
    /// @param parent where the folder is made; if the socket's path were too long there, in the folder for
    /// temporary files
    /// @throws UncheckedIOException if that cannot be
    public static Service onSocket(Path parent, Handler handler) {
        try {
            var path = folder(parent).resolve("s");
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path), MOST);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return new Service(server, new Address.Socket(path), handler);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on a socket in " + parent + ": " + e.getMessage(), e);
        }
    }

    private static Path folder(Path parent) throws IOException {
        Files.createDirectories(parent);
        var folder = Files.createTempDirectory(parent.toRealPath(), "s"); // mode 700
        if (folder.resolve("s").toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            return folder;
        }
        Files.delete(folder);
        return Files.createTempDirectory("wave-s");
    }

    /// Listens on a free port of `127.0.0.1`.
    ///
    /// @throws UncheckedIOException if that cannot be
    public static Service onPort(Handler handler) {
        try {
            var server = ServerSocketChannel.open(StandardProtocolFamily.INET);
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), MOST);
            return new Service(server, new Address.Port(server.socket().getLocalPort()), handler);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /// Where it listens.
    public Address address() {
        return address;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                admit(server.accept());
            } catch (IOException e) {
                pause(); // closed, or too many open files: some will be closed
            }
        }
    }

    private void admit(SocketChannel client) throws IOException {
        if (places.tryAcquire()) {
            threads.execute(() -> serve(client));
        } else {
            client.close();
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            handler.serve(client);
        } catch (IOException e) {
            // the client is gone, or sees by the closed connection that something is wrong
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow(); // an interrupt closes the channel that a thread reads, writes or accepts from
        try {
            server.close();
            if (address instanceof Address.Socket(var path)) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(path.getParent());
            }
            var _ = threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the socket of a service: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
