package dev.wave.gateway;

import dev.wave.gateway.Uplinks.Uplink;
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
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An HTTP proxy that leads to granted hosts and to no others: `CONNECT` for whatever is spoken then, and
/// plain requests with an absolute target. What is said inside a tunnel is not looked into.
public final class HostProxy implements AutoCloseable {
    /// The port of `127.0.0.1` at which it is found inside a sandbox.
    public static final int PORT = 47_101;

    private static final List<String> OWN = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Pattern TARGET = Pattern.compile("(?i)http://([^/?#@]+)(/[^#]*|\\?[^#]*)?");

    /// Most refusals that are told.
    private static final int MOST = 50;

    private final Network granted;
    private final Uplinks uplinks;
    private final Consumer<String> refused;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Service service;

    /// @param refused hears of each host that was refused, once, as `host:port`; from any thread
    HostProxy(Path sockets, Network granted, Uplinks uplinks, Consumer<String> refused) {
        this.granted = granted;
        this.uplinks = uplinks;
        this.refused = refused;
        service = Service.onSocket(sockets, this::serve);
    }

    /// The variables by which programs find it at [#PORT]. A name of this machine that was granted is reached
    /// through it; the others are the program's own machine, which is the sandbox.
    ///
    /// @param hosts that were granted, as rules are written
    public static SequencedMap<String, String> variables(List<String> hosts) {
        var variables = new LinkedHashMap<String, String>();
        for (var name : List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")) {
            variables.put(name, "http://127.0.0.1:" + PORT);
        }
        var own = OWN.stream()
                .filter(name -> hosts.stream().noneMatch(host -> host.equals(name) || host.startsWith(name + ":")))
                .collect(Collectors.joining(","));
        variables.put("NO_PROXY", own);
        variables.put("no_proxy", own);
        variables.put("NODE_USE_ENV_PROXY", "1"); // else Node's own fetch reaches nothing
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

    /// A connection that leads to a host.
    ///
    /// @param uplink the proxy at its other end; absent: it is the host itself
    private record Leg(SocketChannel channel, Optional<Uplink> uplink) {}

    private Leg open(Way way, boolean tunnel) throws Refused {
        try {
            var uplink = uplinks.to(way, tunnel);
            if (uplink.isEmpty()) {
                return new Leg(way.open(granted), uplink);
            }
            way.allowed(granted); // a name that nobody here knows is the uplink's to look up
            return new Leg(uplink.get().at().open(), uplink);
        } catch (Refused e) {
            if (e.status() == 403 && told.size() < MOST && told.add(way.toString())) {
                refused.accept(way.toString());
            }
            throw e;
        }
    }

    private void connect(Head head, BufferedInputStream in, SocketChannel client, OutputStream out)
            throws IOException, InterruptedException {
        var way = Way.of(head.target(), 443);
        var leg = open(way, true);
        try (var host = leg.channel()) {
            if (leg.uplink().isPresent()) {
                new Through(leg.uplink().get(), way).connect(host);
            }
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
        var leg = open(way, false);
        try (var host = leg.channel()) {
            var out = Channels.newOutputStream(host);
            out.write(head(head, way, rest.startsWith("/") ? rest : "/" + rest, body, leg.uplink()));
            new Tunnel(new Framed(body, in), client, host, IDLE).toTheEnd();
        }
    }

    private static byte[] head(Head head, Way way, String path, Body body, Optional<Uplink> uplink) {
        var host = way.port() == 80 ? way.host() : way.toString();
        var text = new StringBuilder(head.method()).append(' ');
        text.append(uplink.isPresent() ? "http://" + host + path : path).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(host).append("\r\n");
        text.append(uplink.map(Uplink::fields).orElse(""));
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
