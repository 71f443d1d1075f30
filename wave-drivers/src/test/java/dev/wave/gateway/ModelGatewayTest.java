package dev.wave.gateway;

import static dev.wave.gateway.Wire.head;
import static dev.wave.gateway.Wire.rest;
import static dev.wave.gateway.Wire.send;
import static dev.wave.gateway.Wire.some;
import static dev.wave.gateway.Wire.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.model.BaseUrl;
import dev.wave.run.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelGatewayTest {
    private static final String KEY = "sk-real-0123456789";
    private static final int HANGS_MILLIS = 20_000;
    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void puts_the_key_in_the_place_of_the_token_and_passes_on_only_what_may_leave() throws Exception {
        var door = door(api(FINE), "/base", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), """
                    POST /v1/messages?beta=true HTTP/1.1\r
                    Host: 127.0.0.1\r
                    x-api-key: %s\r
                    Authorization: Bearer something-else\r
                    Cookie: secret\r
                    Proxy-Authorization: secret\r
                    X-Forwarded-For: secret\r
                    Connection: x-app, keep-alive\r
                    X-App: cli\r
                    anthropic-version: 2023-06-01\r
                    Content-Type: application/json\r
                    User-Agent: agent/1\r
                    Content-Length: 2\r
                    \r
                    {}""".formatted(door.token()));
            assertThat(head(client.getInputStream())).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            assertThat(some(client.getInputStream(), 4)).isEqualTo("fine");
        }
        var request = heard.take();
        assertThat(request)
                .startsWith("POST /base/v1/messages?beta=true HTTP/1.1\r\n")
                .endsWith("\r\n\r\n{}");
        assertThat(request.toLowerCase(java.util.Locale.ROOT).lines().skip(1).filter(line -> !line.isBlank()))
                .filteredOn(line -> !line.startsWith("host:"))
                .containsExactlyInAnyOrder(
                        "content-length: 2",
                        "x-api-key: " + KEY,
                        "anthropic-version: 2023-06-01",
                        "content-type: application/json",
                        "user-agent: agent/1",
                        "{}");
        assertThat(door.calls()).isEqualTo(1);
        assertThat(troubles).isEmpty();
    }

    @Test
    void takes_the_token_as_a_bearer_and_gives_the_key_as_one() throws Exception {
        var door = door(api(FINE), "", Credential.bearer(KEY));
        try (var client = connect(door)) {
            send(
                    client.getOutputStream(),
                    "GET /v1/models HTTP/1.1\r\nHost: localhost:80\r\nauthorization: bearer " + door.token()
                            + "\r\n\r\n");
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 200 OK\r\n");
        }
        assertThat(heard.take()).contains("\r\nauthorization: Bearer " + KEY + "\r\n");
        assertThat(door.calls()).isZero(); // a question, and no call of the model
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x-api-key: wrong\r\n", "Authorization: Basic %s\r\n", "x-api-key: %s1\r\n", "Cookie: %s\r\n"
            })
    void refuses_who_has_not_the_token(String field) throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(
                    client.getOutputStream(),
                    "POST /v1/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n" + field.formatted(door.token())
                            + "Content-Length: 3\r\n\r\nabc");
            assertThat(rest(client.getInputStream())).isEqualTo("""
                    HTTP/1.1 401 Unauthorized\r
                    Content-Type: application/json\r
                    Content-Length: 113\r
                    Connection: close\r
                    \r
                    {"type":"error","error":{"type":"wave_gateway",\
                    "message":"wave: the token of this attempt is missing or wrong"}}
                    """);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void a_big_request_without_the_token_still_hears_why_it_is_refused() throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            var sending = inBackground(() -> {
                send(client.getOutputStream(), "POST / HTTP/1.1\r\nContent-Length: 20000000\r\n\r\n");
                client.getOutputStream().write(new byte[20_000_000]);
                return true;
            });
            assertThat(rest(client.getInputStream())).startsWith("HTTP/1.1 401 ");
            assertThat(sending.call()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/v1",
                "/v1/../../admin",
                "/..",
                "/v1/%2e%2e/admin",
                "/v1/..%2fadmin",
                "/v1/..;/admin",
                "/v1\\..\\admin",
                "*",
                "v1",
                "/v1#part",
                "/v1/%zz"
            })
    void passes_on_only_paths_below_the_base(String target) throws Exception {
        var door = door(api(FINE), "/base", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET " + target + " HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 400 ");
        }
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1 \r\n\r\n",
                "\u0016\u0003\u0001\u0000\n\n",
                "GET / HTTP/1.1\r\nbad name: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nx: a\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nx: a\u0000b\r\n\r\n",
                "POST / HTTP/1.1\r\n%sContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\n%sContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\n%sContent-Length: +1\r\n\r\na",
                "POST / HTTP/1.1\r\n%sTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\n%sTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void refuses_what_is_no_request_or_could_be_two(String request) throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), request.formatted("x-api-key: " + door.token() + "\r\n"));
            assertThat(rest(client.getInputStream()))
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContain(KEY);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void refuses_a_head_without_end_and_another_version() throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.1\r\nx: " + "a".repeat(70_000));
            assertThat(rest(client.getInputStream())).startsWith("HTTP/1.1 431 ");
        }
        try (var client = connect(door)) {
            send(client.getOutputStream(), "PRI * HTTP/2.0\r\n\r\n");
            assertThat(rest(client.getInputStream())).startsWith("HTTP/1.1 505 ");
        }
    }

    @Test
    void refuses_another_host_name_since_a_browser_may_have_been_led_here() throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(
                    client.getOutputStream(),
                    "GET / HTTP/1.1\r\nHost: evil.example:80\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(rest(client.getInputStream())).startsWith("HTTP/1.1 403 ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void streams_an_answer_event_by_event(boolean socket) throws Exception {
        var next = new ArrayBlockingQueue<String>(1);
        var server = TcpServer.of(client -> {
            head(client.getInputStream());
            send(
                    client.getOutputStream(),
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var event = next.take(); !event.equals("end"); event = next.take()) {
                send(client.getOutputStream(), Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
            }
            send(client.getOutputStream(), "0\r\n\r\n");
        });
        var door = door(server, "", Credential.apiKey(KEY), socket ? Level.SANDBOXED : Level.OPEN);
        try (var client = channel(door)) {
            var in = Channels.newInputStream(client);
            send(Channels.newOutputStream(client), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(head(in))
                    .isEqualTo(
                            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var event : List.of("event: one\n\n", "event: two\n\n", "x".repeat(100_000))) {
                next.put(event); // the next is sent only when this one has come
                var got = new StringBuilder();
                while (got.length() < event.length()) {
                    int size = Integer.parseInt(upTo(in, "\r\n").strip(), 16);
                    got.append(some(in, size));
                    assertThat(some(in, 2)).isEqualTo("\r\n");
                }
                assertThat(got.toString()).isEqualTo(event);
            }
            next.put("end");
            assertThat(upTo(in, "\r\n\r\n")).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void streams_a_request_while_it_comes() throws Exception {
        var server = TcpServer.of(client -> {
            var in = client.getInputStream();
            heard.put(head(in));
            heard.put(upTo(in, "first"));
            heard.put(upTo(in, "0\r\n\r\n"));
            send(client.getOutputStream(), FINE);
        });
        var door = door(server, "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(
                    client.getOutputStream(),
                    "POST / HTTP/1.1\r\nx-api-key: " + door.token()
                            + "\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
            assertThat(head(client.getInputStream())).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            send(client.getOutputStream(), "5;note=x\r\nfirst\r\n");
            assertThat(heard.take())
                    .containsIgnoringCase("transfer-encoding: chunked")
                    .doesNotContain("xpect");
            assertThat(heard.take()).endsWith("first");
            send(client.getOutputStream(), "6\r\nsecond\r\n0\r\nTrailer: dropped\r\n\r\n");
            assertThat(heard.take()).contains("second").doesNotContain("dropped");
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void carries_big_bodies_both_ways_without_keeping_them() throws Exception {
        var size = 40_000_000;
        var digest = MessageDigest.getInstance("SHA-256");
        var server = TcpServer.of(client -> {
            head(client.getInputStream());
            var in = new DigestInputStream(client.getInputStream(), digest);
            in.readNBytes(size);
            send(client.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
            client.getOutputStream().write(new byte[size]);
        });
        var door = door(server, "", Credential.apiKey(KEY));
        var bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        try (var client = connect(door)) {
            var sending = inBackground(() -> {
                send(
                        client.getOutputStream(),
                        "POST / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\nContent-Length: " + size + "\r\n\r\n");
                client.getOutputStream().write(bytes);
                return true;
            });
            assertThat(head(client.getInputStream())).contains("200").contains("Content-Length: " + size);
            assertThat(client.getInputStream().readNBytes(size)).isEqualTo(new byte[size]);
            assertThat(sending.call()).isTrue();
        }
        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void an_api_that_answers_before_it_has_read_is_heard() throws Exception {
        var server = TcpServer.of(client -> {
            head(client.getInputStream());
            send(
                    client.getOutputStream(),
                    "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        });
        var door = door(server, "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            var sending = inBackground(() -> {
                send(
                        client.getOutputStream(),
                        "POST / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\nContent-Length: 9000000\r\n\r\n");
                client.getOutputStream().write(new byte[9_000_000]);
                return true;
            });
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 413 ");
            assertThat(some(client.getInputStream(), 3)).isEqualTo("big");
            assertThat(sending.call()).isTrue();
        }
    }

    @Test
    void passes_the_status_and_what_belongs_to_it_on() throws Exception {
        var door = door(api("""
                        HTTP/1.1 529 Overloaded\r
                        Retry-After: 7\r
                        request-id: req_1\r
                        Set-Cookie: a=b\r
                        Access-Control-Allow-Origin: *\r
                        Connection: close\r
                        Content-Type: text/html\r
                        Content-Length: 15\r
                        \r
                        <h1>busy</h1>\r
                        """), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(head(client.getInputStream()).lines().sorted())
                    .containsExactly(
                            "",
                            "Content-Length: 15",
                            "HTTP/1.1 529 ",
                            "content-type: text/html",
                            "request-id: req_1",
                            "retry-after: 7");
            assertThat(some(client.getInputStream(), 15)).isEqualTo("<h1>busy</h1>\r\n");
        }
        assertThat(door.calls()).isZero();
        assertThat(troubles).isEmpty(); // an answer, if no good one
    }

    @Test
    void hands_a_redirect_on_and_does_not_follow_it() throws Exception {
        var other = api(FINE);
        var door = door(
                api("HTTP/1.1 307 T\r\nLocation: http://127.0.0.1:" + other.port() + "/\r\nContent-Length: 0\r\n\r\n"),
                "",
                Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 307 ");
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void answers_several_requests_on_one_connection_even_if_sent_at_once() throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            var get = "GET /%s HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n";
            var post = "POST /%s HTTP/1.1\r\nx-api-key: " + door.token() + "\r\nContent-Length: 2\r\n\r\nhi";
            var headOnly = "HEAD /%s HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n";
            send(
                    client.getOutputStream(),
                    get.formatted("a") + post.formatted("b") + headOnly.formatted("c") + get.formatted("d"));
            var fine = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";
            assertThat(some(client.getInputStream(), 4 * fine.length() + 12))
                    .isEqualTo(fine + "fine" + fine + "fine" + fine + fine + "fine");
        }
        assertThat(heard.stream().map(request -> request.substring(0, request.indexOf(" HTTP"))))
                .containsExactly("GET /a", "POST /b", "HEAD /c", "GET /d");
    }

    @Test
    void an_old_client_gets_a_body_of_unknown_length_up_to_the_end_of_the_connection() throws Exception {
        var door = door(
                api("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n"),
                "",
                Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.0\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(rest(client.getInputStream())).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfine");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n"
            })
    void an_answer_that_breaks_off_breaks_off_for_the_agent(String response) throws Exception {
        var head = response.substring(0, response.indexOf("\r\n\r\n") + 4);
        var began = new CountDownLatch(1);
        var door = door(
                TcpServer.of(client -> {
                    head(client.getInputStream());
                    send(client.getOutputStream(), head);
                    began.await();
                    send(client.getOutputStream(), response.substring(head.length()));
                }),
                "",
                Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(head(client.getInputStream())).startsWith("HTTP/1.1 200 OK\r\n");
            began.countDown();
            assertThatThrownBy(() -> rest(client.getInputStream())).isInstanceOf(IOException.class);
        }
        assertThat(troubles.take()).startsWith("the model's API at 127.0.0.1 broke off its answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish\r\n\r\n", "HTTP/1.1 200"})
    void an_api_that_does_not_answer_is_a_bad_gateway(String response) throws Exception {
        var door = door(
                TcpServer.of(client -> {
                    head(client.getInputStream());
                    send(client.getOutputStream(), response);
                }),
                "",
                Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(
                    client.getOutputStream(),
                    "POST / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\nContent-Length: 1\r\n\r\na");
            var answer = rest(client.getInputStream());
            assertThat(answer)
                    .startsWith("HTTP/1.1 502 Bad Gateway\r\n")
                    .contains("wave: the model's API at 127.0.0.1 broke off before it answered")
                    .doesNotContain(KEY);
        }
        assertThat(troubles.take()).startsWith("the model's API at 127.0.0.1 broke off before it answered");
        assertThat(door.calls()).isZero();
    }

    @Test
    void says_that_the_api_cannot_be_reached() throws Exception {
        TcpServer gone = api(FINE);
        gone.close();
        var door = door(gone, "", Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(rest(client.getInputStream()))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("the model's API at 127.0.0.1 cannot be reached");
        }
        assertThat(troubles.take()).startsWith("the model's API at 127.0.0.1 cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_agent_that_has_gone_ends_the_request(boolean begun) throws Exception {
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var door = door(
                TcpServer.of(client -> {
                    head(client.getInputStream());
                    if (begun) {
                        send(
                                client.getOutputStream(),
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
                    }
                    asked.countDown();
                    assertThat(client.getInputStream().read()).isEqualTo(-1); // closed, without another word being sent
                    ended.countDown();
                }),
                "",
                Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(client.getOutputStream(), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            asked.await();
        }
        ended.await();
        assertThat(troubles).isEmpty();
    }

    @Test
    void an_agent_that_breaks_off_its_request_ends_it() throws Exception {
        var ended = new CountDownLatch(1);
        var door = door(
                TcpServer.of(client -> {
                    head(client.getInputStream());
                    client.getInputStream().readAllBytes();
                    ended.countDown();
                }),
                "",
                Credential.apiKey(KEY));
        try (var client = connect(door)) {
            send(
                    client.getOutputStream(),
                    "POST / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\nContent-Length: 9\r\n\r\nhalf");
        }
        ended.await();
        assertThat(troubles).isEmpty();
    }

    @Test
    void closing_the_door_cuts_what_is_under_way_and_leaves_nothing() throws Exception {
        var asked = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var door = door(
                TcpServer.of(client -> {
                    head(client.getInputStream());
                    asked.countDown();
                    client.getInputStream().readAllBytes();
                    ended.countDown();
                }),
                "",
                Credential.apiKey(KEY),
                Level.SANDBOXED);
        var socket = door.ports().firstEntry().getValue();
        try (var client = channel(door)) {
            send(Channels.newOutputStream(client), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            asked.await();
            door.close();
            assertThat(Channels.newInputStream(client).read()).isEqualTo(-1);
        }
        ended.await();
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> SocketChannel.open(UnixDomainSocketAddress.of(socket)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void each_door_has_a_token_and_a_place_of_its_own() throws Exception {
        var server = api(FINE);
        var one = door(server, "", Credential.apiKey(KEY), Level.SANDBOXED);
        var two = door(server, "", Credential.apiKey(KEY), Level.SANDBOXED);

        assertThat(one.token()).isNotEqualTo(two.token()).hasSizeGreaterThan(40);
        assertThat(one.base()).hasToString("http://127.0.0.1:47100");
        assertThat(one.ports().keySet()).containsExactly(47100);
        assertThat(one.ports().get(47100)).isNotEqualTo(two.ports().get(47100));
        var socket = one.ports().get(47100);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        try (var client = channel(two)) {
            send(Channels.newOutputStream(client), "GET / HTTP/1.1\r\nx-api-key: " + one.token() + "\r\n\r\n");
            assertThat(head(Channels.newInputStream(client))).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void a_folder_with_a_long_name_is_no_obstacle() throws Exception {
        var deep = Files.createDirectories(folder.resolve("d".repeat(100)).resolve("e".repeat(100)));
        var door = new ModelGateway(deep, Uplinks.NONE)
                .open(Level.SANDBOXED, url(api(FINE), ""), Credential.apiKey(KEY), troubles::add);
        open.add(door);
        try (var client = channel(door)) {
            send(Channels.newOutputStream(client), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
            assertThat(head(Channels.newInputStream(client))).startsWith("HTTP/1.1 200 ");
        }
        assertThat(deep).isEmptyDirectory();
    }

    /// The length of a temporary folder's name is chance: what fits has to be known to the byte.
    @Test
    void a_folder_whose_name_is_just_too_long_is_no_obstacle_either() throws Exception {
        var parent = folder.toRealPath();
        int room = 107 - parent.toString().length() - 1;
        for (int length = 1; length <= room; length++) {
            var below = parent.resolve("n".repeat(length));
            try (var service = Service.onSocket(below, _ -> {})) {
                assertThat(service.address()).isInstanceOf(Service.Address.Socket.class);
            }
            assertThat(below).isEmptyDirectory();
        }
    }

    @Test
    void serves_many_agents_at_once() throws Exception {
        var door = door(
                TcpServer.of(client -> {
                    while (true) {
                        var path = head(client.getInputStream()).split(" ", 3)[1];
                        send(
                                client.getOutputStream(),
                                "HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
                    }
                }),
                "",
                Credential.apiKey(KEY));
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < 200; i++) {
                var request = HttpRequest.newBuilder(door.base().resolve("/call-" + i))
                        .header("x-api-key", door.token())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                calls.add(() -> client.send(request, BodyHandlers.ofString()).body());
            }
            var answers = new ArrayList<String>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(200).startsWith("/call-0", "/call-1").endsWith("/call-199");
        }
    }

    @Test
    void one_attempt_cannot_take_all_connections_of_wave() throws Exception {
        var door = door(api(FINE), "", Credential.apiKey(KEY));
        var clients = new ArrayList<Socket>();
        for (int i = 0; i < 300; i++) {
            clients.add(connect(door));
            open.add(clients.getLast());
        }
        for (var client : clients.subList(256, 300)) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        clients.getFirst().close(); // makes room
        for (var answer = ""; answer.isEmpty(); ) {
            try (var client = connect(door)) {
                send(client.getOutputStream(), "GET / HTTP/1.1\r\nx-api-key: " + door.token() + "\r\n\r\n");
                answer = head(client.getInputStream());
            } catch (IOException e) {
                // not yet
            }
        }
    }

    @Test
    void nobody_can_read_the_key_from_what_is_printed() {
        assertThat(Credential.apiKey(KEY)).hasToString("x-api-key: …");
        assertThat(Credential.bearer(" " + KEY + "\n")).hasToString("authorization: …");
        assertThat(Credential.none()).hasToString("no credential");
        assertThatThrownBy(() -> Credential.apiKey("sk-1\nx: y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key is empty, or holds a space or a control character");
        assertThatThrownBy(() -> Credential.bearer(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_real_client_reaches_it_from_where_there_is_no_network() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bwrap is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        var body = Files.write(folder.resolve("body"), new byte[3_000_000]);
        var door = new ModelGateway(folder.resolve("sockets"), Uplinks.NONE)
                .open(Level.SANDBOXED, url(api(FINE), "/v1"), Credential.apiKey(KEY), troubles::add);
        open.add(door);
        var words = new ArrayList<>(List.of(
                "/usr/bin/bwrap", "--unshare-net", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev"));
        words.addAll(Forwarder.command(
                door.ports(),
                List.of(
                        "/usr/bin/curl",
                        "-sS",
                        "-w",
                        " %{http_code}",
                        "-H",
                        "x-api-key: " + door.token(),
                        "--data-binary",
                        "@" + body,
                        door.base() + "/messages")));

        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(rest(process.getInputStream())).isEqualTo("fine 200");
        assertThat(heard.take()).startsWith("POST /v1/messages HTTP/1.1\r\n").contains("x-api-key: " + KEY);
    }

    private TcpServer api(String response) throws IOException {
        var server = TcpServer.of(client -> {
            while (true) {
                var in = client.getInputStream();
                var request = head(in);
                if (request.isEmpty()) {
                    return;
                }
                var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)")
                        .matcher(request);
                heard.put(request + (length.find() ? some(in, Integer.parseInt(length.group(1))) : ""));
                send(
                        client.getOutputStream(),
                        request.startsWith("HEAD") ? response.replaceAll("(?s)\r\n\r\n.*", "\r\n\r\n") : response);
            }
        });
        open.add(server);
        return server;
    }

    private Door door(TcpServer server, String path, Credential credential) {
        return door(server, path, credential, Level.OPEN);
    }

    private Door door(TcpServer server, String path, Credential credential, Level level) {
        var door = new ModelGateway(folder, Uplinks.NONE).open(level, url(server, path), credential, troubles::add);
        open.add(server);
        open.add(door);
        return door;
    }

    private static BaseUrl url(TcpServer server, String path) {
        return switch (BaseUrl.read("http://127.0.0.1:" + server.port() + path)) {
            case BaseUrl.Read.Good(var url) -> url;
            case BaseUrl.Read.Wrong(var what) -> throw new IllegalArgumentException(what);
        };
    }

    private static Socket connect(Door door) throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), door.base().getPort());
        client.setSoTimeout(HANGS_MILLIS);
        return client;
    }

    private static SocketChannel channel(Door door) throws IOException {
        return door.ports().isEmpty()
                ? SocketChannel.open(new java.net.InetSocketAddress(
                        InetAddress.getLoopbackAddress(), door.base().getPort()))
                : SocketChannel.open(
                        UnixDomainSocketAddress.of(door.ports().firstEntry().getValue()));
    }

    private static <T> Callable<T> inBackground(Callable<T> work) {
        var task = new java.util.concurrent.FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task::get;
    }
}
