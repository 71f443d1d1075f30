package dev.wave.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real programs fetch what projects need from hosts that a step was granted: by Wave's proxy and, behind it, one
/// of the user's, since nobody but that knows the names.
class ClientsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path temp;

    private HttpServer plain;
    private HttpsServer encrypted;
    private ServerSocket uplink;
    private WaveInProcess wave;
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    @BeforeEach
    void serve() throws Exception {
        wave = new WaveInProcess(temp).with("WAVE_TRUST", "1");
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        plain = HttpServer.create(loopback, 0);
        encrypted = HttpsServer.create(loopback, 0);
        encrypted.setHttpsConfigurator(new HttpsConfigurator(certificate()));
        for (var server : new HttpServer[] {plain, encrypted}) {
            server.createContext("/", this::serve);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        }
        uplink = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
        wave.with("HTTPS_PROXY", "http://127.0.0.1:" + uplink.getLocalPort())
                .with("http_proxy", "http://127.0.0.1:" + uplink.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        plain.stop(0);
        encrypted.stop(0);
        uplink.close();
    }

    @Test
    void git_clones() throws Exception {
        wave.sh("""
                mkdir -p ../site; git init -q made; cd made; echo hello > file; git add file
                git -c user.name=n -c user.email=e commit -qm First; cd ..
                git clone -q --bare made ../site/repo.git; cd ../site/repo.git; git update-server-info
                """);
        fetches("""
                git clone -q http://git.example.test/repo.git plain
                git -c http.sslVerify=false clone -q https://git.example.test/repo.git encrypted
                cat plain/file encrypted/file
                """, "hello\nhello\n");
        assertThat(asked).contains("git.example.test:443", "git.example.test:80");
    }

    @Test
    void npm_installs() throws Exception {
        installed("npm");
        wave.sh("""
                mkdir -p ../site/tiny-thing/-; mkdir package; cd package
                echo '{"name": "tiny-thing", "version": "1.0.0", "main": "i.js"}' > package.json
                echo 'module.exports = "hello from npm"' > i.js; cd ..
                tar czf ../site/tiny-thing/-/tiny-thing-1.0.0.tgz package; rm -r package
                echo '{"name": "tiny-thing", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": {"name": "tiny-thing",
                  "version": "1.0.0", "dist": {"tarball": "https://things.example.test/tiny-thing/-/tiny-thing-1.0.0.tgz"}}}}' \\
                  > ../site/tiny-thing/index.html
                """);
        fetches("""
                echo '{"name": "mine", "version": "1.0.0"}' > package.json
                export npm_config_registry=https://things.example.test/ npm_config_strict_ssl=false
                export npm_config_audit=false npm_config_fund=false
                npm view tiny-thing version
                npm install --loglevel error tiny-thing > /dev/null
                node -p 'require("tiny-thing")'
                """, "1.0.0\nhello from npm\n");
    }

    @Test
    void pip_and_python_fetch() throws Exception {
        installed("python3");
        installed("pip");
        wave.sh("""
                mkdir -p ../site/simple/tiny-thing wheel/tiny_thing-1.0.dist-info; cd wheel
                echo 'text = "hello from pip"' > tiny_thing.py
                printf 'Metadata-Version: 2.1\\nName: tiny-thing\\nVersion: 1.0\\n' > tiny_thing-1.0.dist-info/METADATA
                printf 'Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n' \\
                  > tiny_thing-1.0.dist-info/WHEEL
                printf 'tiny_thing.py,,\\ntiny_thing-1.0.dist-info/RECORD,,\\n' > tiny_thing-1.0.dist-info/RECORD
                python3 -m zipfile -c ../../site/tiny_thing-1.0-py3-none-any.whl tiny_thing.py tiny_thing-1.0.dist-info
                cd ..; rm -r wheel
                echo '<a href="/tiny_thing-1.0-py3-none-any.whl">tiny_thing-1.0-py3-none-any.whl</a>' \\
                  > ../site/simple/tiny-thing/index.html
                """);
        fetches("""
                pip install -q --disable-pip-version-check --root-user-action ignore --trusted-host things.example.test \\
                  --index-url https://things.example.test/simple --target lib tiny-thing
                PYTHONPATH=lib python3 -c 'import tiny_thing; print(tiny_thing.text)'
                python3 -c 'import urllib.request as u; print(len(u.urlopen("http://things.example.test/simple/tiny-thing/").read()) > 9)'
                """, "hello from pip\nTrue\n");
    }

    @Test
    void node_fetches_by_itself() throws Exception {
        installed("node");
        var version = wave.sh("node -p 'process.versions.node'").strip().split("\\.", 3);
        int major = Integer.parseInt(version[0]);
        assumeTrue(major >= 24 || (major == 22 && Integer.parseInt(version[1]) >= 21), "this Node follows no proxy");
        Files.writeString(Files.createDirectories(temp.resolve("site")).resolve("x"), "hello from node");
        fetches(
                "node -e 'fetch(\"http://web.example.test/x\").then(a => a.text()).then(console.log)'",
                "hello from node\n");
    }

    @Test
    void a_host_of_this_machine_that_was_granted_is_reached_by_its_name() throws Exception {
        installed("curl");
        Files.writeString(Files.createDirectories(temp.resolve("site")).resolve("x"), "hello from here\n");
        var port = plain.getAddress().getPort();
        wave.file("wave.yaml", """
                steps:
                  - {id: a, run: "curl -sSf http://localhost:%d/x > .wave/out/r", network: ["localhost:%1$d"], deliverables: [r]}
                """.formatted(port)).committed();
        assertThat(said("a")).isEqualTo("hello from here\n");
        assertThat(asked).isEmpty();
    }

    private void installed(String program) throws InterruptedException {
        assumeTrue(wave.sh("command -v " + program + " || :").contains("/"), program + " is not installed");
    }

    private void fetches(String script, String expected) throws Exception {
        wave.file("fetch.sh", "set -e\n" + script).file("wave.yaml", """
                steps:
                  - id: fetch
                    run: sh fetch.sh > .wave/out/said
                    network: ["*.example.test"]
                    deliverables: [said]
                """).committed();
        assertThat(said("fetch")).isEqualTo(expected);
    }

    /// What the step handed over.
    private String said(String step) throws Exception {
        var ran = wave.wave("run");
        assumeTrue(ran.out().contains("sandboxed"), "no sandbox here: " + ran.all());
        assertThat(ran.code()).as(ran.all() + wave.wave("logs").all()).isZero();
        wave.wave("artifacts", "--export", temp.resolve("exported").toString());
        try (var files = Files.list(temp.resolve("exported").resolve(step))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    /// The files of `site`.
    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var site = temp.resolve("site");
            var file = site.resolve(exchange.getRequestURI().getPath().substring(1));
            var found = Files.isDirectory(file) ? file.resolve("index.html") : file;
            if (!Files.isRegularFile(found)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var type = found.endsWith("index.html")
                            && found.toString().contains("tiny-thing/index")
                            && !found.toString().contains("simple")
                    ? "application/json"
                    : "text/html";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, Files.size(found));
            Files.copy(found, exchange.getResponseBody());
        }
    }

    /// A small proxy that leads every name to this test's servers.
    private void accept() {
        while (!uplink.isClosed()) {
            try {
                var client = uplink.accept();
                Thread.startVirtualThread(() -> join(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void join(Socket client) {
        try (client) {
            var head = head(client.getInputStream());
            var words = head.split(" ", 3);
            var tunnel = words[0].equals("CONNECT");
            asked.add(tunnel ? words[1] : words[1].replaceFirst("^http://([^/]*).*", "$1:80"));
            var server = words[1].endsWith(":443") ? encrypted : plain;
            try (var host = new Socket(
                    InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
                if (tunnel) {
                    write(client.getOutputStream(), "HTTP/1.1 200 OK\r\n\r\n");
                } else {
                    write(host.getOutputStream(), head);
                }
                Thread.startVirtualThread(() -> copy(client, host));
                host.getInputStream().transferTo(client.getOutputStream());
            }
        } catch (IOException e) {
            // one of them is gone
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of them is gone
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private SSLContext certificate() throws Exception {
        var file = temp.resolve("keys");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=example.test",
                        "-ext",
                        "san=dns:*.example.test",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(made.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(made.waitFor()).as(output).isZero();
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
