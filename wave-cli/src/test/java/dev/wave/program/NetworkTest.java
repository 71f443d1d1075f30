package dev.wave.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a step, its setup and its contracts reach, with a server of this machine in the place of the world.
class NetworkTest {

    @TempDir
    Path temp;

    private ServerSocket granted;
    private ServerSocket other;

    @BeforeEach
    void serve() throws IOException {
        granted = server();
        other = server();
    }

    @AfterEach
    void close() throws IOException {
        granted.close();
        other.close();
    }

    @Test
    void a_step_reaches_the_hosts_it_lists_and_no_others() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        var wave = new WaveInProcess(temp);
        wave.file("wave.yaml", """
                pipeline:
                  name: p
                  steps:
                    - id: a
                      run: |
                        cat fetched > .wave/out/r
                        curl -sS http://GRANTED/ >> .wave/out/r
                        curl -sS http://OTHER/ >> .wave/out/r
                        curl -sS --noproxy '*' http://GRANTED/ >> .wave/out/r 2>/dev/null || echo cut off >> .wave/out/r
                      network: ["GRANTED"]
                      deliverables: [r]
                      workspace: {setup: "curl -sSf http://GRANTED/ > fetched"}
                      handover:
                        contracts:
                          - {type: command, command: "curl -sSf http://OTHER/", network: ["OTHER"]}
                          - {type: command, command: "! curl -sSf --noproxy '*' http://OTHER/ && test -z \\"$HTTP_PROXY\\""}
                          - {type: command, command: "! curl -sSf http://THIRD/", network: ["OTHER", "*.example.test"]}
                """.replace("GRANTED", address(granted))
                .replace("OTHER", address(other))
                .replace("THIRD", "third.example.org"));
        wave.committed();

        var said = wave.wave("run", "--trust");

        assumeTrue(said.out().contains("sandboxed"), "no sandbox here: " + said.all());
        assertThat(said.code()).as(said.all()).isZero();
        assertThat(wave.wave("logs").out())
                .contains("network: refused " + address(other), "network: refused third.example.org:80");
        wave.wave("artifacts", "--export", temp.resolve("exported").toString());
        assertThat(temp.resolve("exported/a/r")).hasContent("""
                        served
                        served
                        wave: OTHER is not among the hosts that this step may reach
                        cut off
                        """.replace("OTHER", address(other)));
    }

    private static String address(ServerSocket server) {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static ServerSocket server() throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try (var client = server.accept()) {
                    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                    while (!String.valueOf(in.readLine()).isEmpty()) {
                        // up to the end of the head
                    }
                    client.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nserved\n".getBytes(UTF_8));
                } catch (IOException e) {
                    // closed
                }
            }
        });
        return server;
    }
}
