package dev.wave.gateway;

import static dev.wave.gateway.Wire.head;
import static dev.wave.gateway.Wire.rest;
import static dev.wave.gateway.Wire.send;
import static dev.wave.gateway.Wire.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.HostRule;
import dev.wave.model.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostProxyTest {
    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();

    private Uplinks uplinks = Uplinks.NONE;

    @AfterEach
    void close() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void leads_through_to_a_granted_host() throws Exception {
        var server = echo();
        try (var client = connect(List.of("127.0.0.1:" + server.port()), List.of())) {
            send(client.out, "CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\nHost: x\r\n\r\nearly");
            assertThat(head(client.in)).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
            assertThat(some(client.in, 5)).isEqualTo("early");
            send(client.out, "late");
            client.channel.shutdownOutput();
            assertThat(rest(client.in)).isEqualTo("late");
        }
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:1",
                "127.1:PORT",
                "2130706433:PORT",
                "0x7f.1:PORT",
                "localhost:PORT",
                "[::1]:PORT",
                "[::ffff:127.0.0.1]:PORT",
                "0.0.0.0:PORT",
                "169.254.169.254:80",
                "example.org:443"
            })
    void refuses_every_other_host_and_tells_it_once(String target) throws Exception {
        var server = echo();
        var host = target.replace("PORT", Integer.toString(server.port()));
        try (var proxy = proxy(List.of("127.0.0.1:" + server.port(), "*.example.org", "*"), List.of("example.org"))) {
            for (int i = 0; i < 2; i++) {
                try (var client = connect(proxy)) {
                    send(client.out, "CONNECT " + host + " HTTP/1.1\r\n\r\n");
                    assertThat(rest(client.in))
                            .startsWith("HTTP/1.1 403 Forbidden\r\n")
                            .endsWith("wave: " + host + " is not among the hosts that this step may reach\n");
                }
            }
        }
        assertThat(refused).containsExactly(host);
    }

    @Test
    void no_pattern_leads_to_this_machine() throws Exception {
        var name = "localhost.localdomain";
        try (var client = connect(List.of("localhost.*"), List.of())) {
            send(client.out, "CONNECT " + name + ":443 HTTP/1.1\r\n\r\n");
            assertThat(head(client.in)).startsWith("HTTP/1.1 ").doesNotContain("200");
        }
        var server = echo();
        try (var client = connect(List.of("2130706433:" + server.port(), "127.1:" + server.port()), List.of())) {
            send(client.out, "CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n\r\n");
            assertThat(head(client.in)).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void localhost_has_to_be_written_out() throws Exception {
        var server = echo();
        try (var client = connect(List.of("localhost:" + server.port()), List.of())) {
            send(client.out, "CONNECT localhost:" + server.port() + " HTTP/1.1\r\n\r\n");
            assertThat(head(client.in)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void passes_a_plain_request_on_for_one_host_only() throws Exception {
        var server = web();
        var host = "127.0.0.1:" + server.port();
        try (var client = connect(List.of(host), List.of())) {
            send(
                    client.out,
                    "POST http://" + host + "/a?b=c HTTP/1.1\r\nHost: evil\r\nProxy-Authorization: x\r\n"
                            + "Proxy-Connection: keep-alive\r\nX-Own: y\r\nContent-Length: 2\r\n\r\nhi"
                            + "GET http://evil/ HTTP/1.1\r\nHost: evil\r\n\r\n");
            assertThat(some(client.in, FINE.length())).isEqualTo(FINE);
            client.channel.shutdownOutput();
            assertThat(rest(client.in)).isEmpty();
        }
        assertThat(heard.take())
                .isEqualTo("POST /a?b=c HTTP/1.1\r\nHost: " + host
                        + "\r\nX-Own: y\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
        assertThat(heard).isEmpty();
    }

    @Test
    void passes_a_body_in_chunks_on_in_chunks() throws Exception {
        var server = TcpServer.of(client -> {
            var in = client.getInputStream();
            heard.put(head(in) + Wire.upTo(in, "0\r\n\r\n"));
            send(client.getOutputStream(), FINE);
        });
        open.add(server);
        var host = "127.0.0.1:" + server.port();
        try (var client = connect(List.of(host), List.of())) {
            send(
                    client.out,
                    "PUT http://" + host + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
            assertThat(some(client.in, FINE.length())).isEqualTo(FINE);
        }
        assertThat(heard.take())
                .startsWith("PUT / HTTP/1.1\r\n")
                .contains("Transfer-Encoding: chunked\r\n")
                .endsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET https://example.org/ HTTP/1.1\r\n\r\n",
                "GET http://user@example.org/ HTTP/1.1\r\n\r\n",
                "CONNECT example.org:99999 HTTP/1.1\r\n\r\n",
                "CONNECT a/b:1 HTTP/1.1\r\n\r\n",
                "GET http://example.org/ HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "\u0016\u0003\u0001\n\n"
            })
    void refuses_what_it_cannot_read(String request) throws Exception {
        try (var client = connect(List.of("*"), List.of())) {
            send(client.out, request);
            assertThat(rest(client.in)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void joins_through_the_users_own_proxy() throws Exception {
        var site = echo();
        uplinks = Uplinks.of(Map.of("HTTPS_PROXY", "http://me:p%40ss+@127.0.0.1:" + uplink(site.port())));
        try (var client = connect(List.of("*.no-such-host.invalid"), List.of())) {
            send(client.out, "CONNECT a.no-such-host.invalid:443 HTTP/1.1\r\n\r\nhello");
            assertThat(head(client.in)).startsWith("HTTP/1.1 200 ");
            assertThat(some(client.in, 5)).isEqualTo("hello");
        }
        assertThat(heard.take().split("\r\n", 0))
                .containsExactly(
                        "CONNECT a.no-such-host.invalid:443 HTTP/1.1",
                        "Host: a.no-such-host.invalid:443",
                        "Proxy-Authorization: Basic bWU6cEBzcys=");
    }

    @Test
    void passes_a_plain_request_on_to_the_users_own_proxy() throws Exception {
        var server = web();
        uplinks = Uplinks.of(Map.of("http_proxy", "127.0.0.1:" + server.port(), "HTTP_PROXY", "http://other"));
        try (var client = connect(List.of("no-such-host.invalid:8080"), List.of())) {
            send(client.out, "GET http://no-such-host.invalid:8080/a HTTP/1.1\r\nHost: evil\r\n\r\n");
            assertThat(some(client.in, FINE.length())).isEqualTo(FINE);
        }
        assertThat(heard.take().split("\r\n", 0))
                .containsExactly(
                        "GET http://no-such-host.invalid:8080/a HTTP/1.1",
                        "Host: no-such-host.invalid:8080",
                        "Connection: close");
    }

    @Test
    void the_users_own_proxy_opens_nothing_that_was_not_granted() throws Exception {
        uplinks = Uplinks.of(Map.of("ALL_PROXY", "http://127.0.0.1:" + uplink(echo().port())));
        for (var host : List.of("other.invalid:443", "[::1]:443", "127.0.0.1:443", "10.0.0.1:443", "8.8.8.8:443")) {
            try (var client = connect(List.of("*.granted.invalid", "*"), List.of("*.invalid"))) {
                send(client.out, "CONNECT " + host + " HTTP/1.1\r\n\r\n");
                assertThat(rest(client.in)).startsWith("HTTP/1.1 403 ");
            }
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                      | true",
                "granted.invalid        | true",
                ".granted.invalid       | true",
                "x, *.granted.invalid   | true",
                "invalid y              | true",
                "a.granted.invalid:443  | true",
                "a.granted.invalid:80   | false",
                "ranted.invalid         | false",
            })
    void what_the_user_reaches_directly_is_reached_directly(String direct, boolean isDirect) throws Exception {
        uplinks = Uplinks.of(Map.of("https_proxy", "http://127.0.0.1:" + uplink(echo().port()), "NO_PROXY", direct));
        try (var client = connect(List.of("a.granted.invalid"), List.of())) {
            send(client.out, "CONNECT a.granted.invalid:443 HTTP/1.1\r\n\r\n");
            assertThat(head(client.in)).startsWith(isDirect ? "HTTP/1.1 502 " : "HTTP/1.1 200 ");
        }
        assertThat(heard.isEmpty()).isEqualTo(isDirect);
    }

    @Test
    void addresses_of_this_machine_are_never_asked_of_another() throws Exception {
        var server = echo();
        uplinks = Uplinks.of(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + uplink(1)));
        try (var client = connect(List.of("127.0.0.1:" + server.port()), List.of())) {
            send(client.out, "CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n\r\nx");
            assertThat(head(client.in)).startsWith("HTTP/1.1 200 ");
            assertThat(some(client.in, 1)).isEqualTo("x");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void a_proxy_of_the_users_that_refuses_or_is_none_is_told() throws Exception {
        var refusing = TcpServer.of(client -> {
            head(client.getInputStream());
            send(client.getOutputStream(), "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        });
        open.add(refusing);
        for (var expected : Map.of(
                        "http://127.0.0.1:" + refusing.port(),
                        "wave: the proxy 127.0.0.1:%d does not let granted.invalid:443 through: 407\n"
                                .formatted(refusing.port()),
                        "socks5://127.0.0.1:1",
                        "wave: https_proxy of the user's environment names no proxy of the form http://HOST:PORT\n")
                .entrySet()) {
            uplinks = Uplinks.of(Map.of("HTTPS_PROXY", expected.getKey()));
            try (var client = connect(List.of("granted.invalid"), List.of())) {
                send(client.out, "CONNECT granted.invalid:443 HTTP/1.1\r\n\r\n");
                assertThat(rest(client.in)).startsWith("HTTP/1.1 502 ").endsWith(expected.getValue());
            }
        }
        assertThat(refused).isEmpty();
    }

    /// A proxy that leads to this port whatever it is asked for.
    private int uplink(int port) throws IOException {
        var server = TcpServer.of(client -> {
            heard.put(head(client.getInputStream()));
            try (var site = new Socket(InetAddress.getLoopbackAddress(), port)) {
                send(client.getOutputStream(), "HTTP/1.0 200 Fine\r\nVia: me\r\n\r\n");
                var back = Thread.startVirtualThread(() -> copy(site, client));
                client.getInputStream().transferTo(site.getOutputStream());
                site.shutdownOutput();
                back.join();
            }
        });
        open.add(server);
        return server.port();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of them is gone
        }
    }

    @Test
    void closing_it_cuts_what_is_under_way() throws Exception {
        var ended = new CountDownLatch(1);
        var server = TcpServer.of(client -> {
            client.getInputStream().readAllBytes();
            ended.countDown();
        });
        open.add(server);
        var proxy = proxy(List.of("127.0.0.1:" + server.port()), List.of());
        try (var client = connect(proxy)) {
            send(client.out, "CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n\r\n");
            assertThat(head(client.in)).startsWith("HTTP/1.1 200 ");
            proxy.close();
            assertThat(client.in.read()).isEqualTo(-1);
        }
        ended.await();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> connect(proxy)).isInstanceOf(IOException.class);
    }

    @Test
    void a_real_client_reaches_the_granted_host_and_no_other_from_where_there_is_no_network() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bwrap is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        var granted = web();
        var other = web();
        var proxy = proxy(List.of("127.0.0.1:" + granted.port()), List.of());

        assertThat(curl(proxy, "-sS", "http://127.0.0.1:" + granted.port() + "/x"))
                .isEqualTo("fine");
        assertThat(curl(proxy, "-sSp", "http://127.0.0.1:" + granted.port() + "/x"))
                .isEqualTo("fine");
        assertThat(curl(proxy, "-sS", "http://127.0.0.1:" + other.port() + "/x"))
                .contains("is not among the hosts");
        assertThat(curl(proxy, "-sSp", "http://127.0.0.1:" + other.port() + "/x"))
                .contains("403");
        assertThat(refused).containsExactly("127.0.0.1:" + other.port());
    }

    private String curl(HostProxy proxy, String options, String url) throws IOException {
        var ports = new LinkedHashMap<Integer, Path>();
        ports.put(HostProxy.PORT, proxy.socket());
        var words = new ArrayList<>(List.of(
                "/usr/bin/bwrap", "--unshare-net", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev"));
        HostProxy.variables(List.of()).forEach((name, value) -> words.addAll(List.of("--setenv", name, value)));
        words.addAll(Forwarder.command(ports, List.of("/usr/bin/curl", "--noproxy", "", options, url)));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return rest(process.getInputStream());
    }

    private TcpServer echo() throws IOException {
        var server = TcpServer.of(client -> client.getInputStream().transferTo(client.getOutputStream()));
        open.add(server);
        return server;
    }

    private TcpServer web() throws IOException {
        var server = TcpServer.of(client -> {
            var request = head(client.getInputStream());
            heard.put(request + (request.contains("Content-Length: 2") ? some(client.getInputStream(), 2) : ""));
            send(client.getOutputStream(), FINE);
        });
        open.add(server);
        return server;
    }

    private HostProxy proxy(List<String> allow, List<String> deny) {
        var proxy = new HostProxies(folder, uplinks)
                .open(new Network(rules(allow.stream()), rules(deny.stream())), refused::add);
        open.add(proxy);
        return proxy;
    }

    private static List<HostRule> rules(Stream<String> texts) {
        return texts.map(text -> HostRule.read(text).orElseThrow()).toList();
    }

    private Client connect(List<String> allow, List<String> deny) throws IOException {
        return connect(proxy(allow, deny));
    }

    private static Client connect(HostProxy proxy) throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(proxy.socket()));
        return new Client(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    private record Client(SocketChannel channel, InputStream in, OutputStream out) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
