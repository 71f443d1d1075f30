package dev.wave.gateway;

import dev.wave.gateway.http.Answer;
import dev.wave.gateway.http.Body;
import dev.wave.gateway.http.Head;
import dev.wave.gateway.http.Headers;
import dev.wave.gateway.http.Refused;
import dev.wave.model.Network;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// An HTTP proxy that leads to granted hosts and to no others: `CONNECT` for whatever is spoken then, and
/// plain requests with an absolute target. What is said inside a tunnel is not looked into.
public final class HostProxy implements AutoCloseable {
    /// The port of `127.0.0.1` at which it is found inside a sandbox.
    public static final int PORT = 47_101;

    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Pattern TARGET = Pattern.compile("(?i)http://([^/?#@]+)(/[^#]*|\\?[^#]*)?");

    /// Most refusals that are told.
    private static final int MOST = 50;

    private final Network granted;
    private final Consumer<String> refused;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Service service;

    private HostProxy(Path sockets, Network granted, Consumer<String> refused) {
        this.granted = granted;
        this.refused = refused;
        service = Service.onSocket(sockets, this::serve);
    }

    /// Listens on a socket in a new folder.
    ///
    /// @param refused hears of each host that was refused, once, as `host:port`; from any thread
    public static HostProxy open(Path sockets, Network granted, Consumer<String> refused) {
        return new HostProxy(sockets, granted, refused);
    }

    /// The variables by which programs find it at [#PORT].
    public static SequencedMap<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        for (var name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
            variables.put(name, "http://127.0.0.1:" + PORT);
        }
        variables.put("NO_PROXY", "localhost,127.0.0.1");
        variables.put("no_proxy", "localhost,127.0.0.1");
        return variables;
    }

    /// The socket it listens on.
    public Path socket() {
        return switch (service.address()) {
            case Service.Address.Socket(var path) -> path;
            case Service.Address.Port(var number) -> throw new IllegalStateException("a port: " + number);
        };
    }

    private void serve(SocketChannel client) throws IOException, InterruptedException {
        var in = new BufferedInputStream(Channels.newInputStream(client));
        var out = Channels.newOutputStream(client);
        try {
            var head = Head.read(in);
            if (head.isPresent() && head.get().method().equals("CONNECT")) {
                connect(head.get(), in, client, out);
            } else if (head.isPresent()) {
                pass(head.get(), in, client);
            }
        } catch (Refused e) {
            new Answer(out).close(e.status(), "text/plain; charset=utf-8", "wave: " + e.reason() + "\n");
            client.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream()); // or the answer could be lost with the connection
        }
    }

    private SocketChannel open(Way way) throws Refused {
        try {
            return way.open(granted);
        } catch (Refused e) {
            if (e.status() == 403 && told.size() < MOST && told.add(way.toString())) {
                refused.accept(way.toString());
            }
            throw e;
        }
    }

    private void connect(Head head, BufferedInputStream in, SocketChannel client, OutputStream out)
            throws IOException, InterruptedException {
        var host = open(Way.of(head.target(), 443));
        try (host) {
            out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            new Tunnel(in, client, host, IDLE).toTheEnd();
        }
    }

    /// One request to one host: after it the connection ends, so that no other can be hidden behind it.
    private void pass(Head head, BufferedInputStream in, SocketChannel client)
            throws IOException, InterruptedException {
        var target = TARGET.matcher(head.target());
        if (!target.matches()) {
            throw new Refused(400, "this is a proxy: it wants CONNECT host:port, or http://host/…");
        }
        var way = Way.of(target.group(1), 80);
        var body = Body.of(head, in);
        var rest = target.group(2) == null ? "/" : target.group(2);
        var host = open(way);
        try (host) {
            var out = Channels.newOutputStream(host);
            out.write(head(head, way, rest.startsWith("/") ? rest : "/" + rest, body));
            new Tunnel(new Framed(body, in), client, host, IDLE).toTheEnd();
        }
    }

    private static byte[] head(Head head, Way way, String path, Body body) {
        var text = new StringBuilder(head.method()).append(' ').append(path).append(" HTTP/1.1\r\n");
        text.append("Host: ")
                .append(way.port() == 80 ? way.host() : way.toString())
                .append("\r\n");
        Headers headers = head.headers().endToEnd().only(name -> !name.equals("host"));
        headers.fields()
                .forEach(field -> text.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        if (body.length().isEmpty()) {
            text.append("Transfer-Encoding: chunked\r\n");
        }
        return text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        service.close();
    }
}
