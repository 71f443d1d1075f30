package dev.wave.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wave.gateway.inside.Forward;
import dev.wave.testkit.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForwarderTest {
    private static final List<String> UNTIL_INPUT_ENDS = List.of("sh", "-c", "echo ready; cat");

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Path socket;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        socket = folder.resolve("s");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var resource : open.reversed()) {
            resource.close();
        }
    }

    @Test
    void passes_the_end_of_a_stream_on_and_still_brings_the_answer() throws Exception {
        serve(client -> {
            var said = Channels.newInputStream(client).readAllBytes(); // to the end, which only the client can give
            client.write(ByteBuffer.wrap(("heard " + new String(said, UTF_8)).getBytes(UTF_8)));
        });
        var forwarder = start(UNTIL_INPUT_ENDS);

        try (var client = connect()) {
            client.getOutputStream().write("hello".getBytes(UTF_8));
            client.shutdownOutput();
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("heard hello");
        }
        assertThat(forwarder.isAlive()).isTrue();
    }

    @Test
    void an_end_from_the_socket_leaves_the_other_direction_open() throws Exception {
        serve(client -> {
            client.write(ByteBuffer.wrap("all".getBytes(UTF_8)));
            client.shutdownOutput();
            Files.write(folder.resolve("late"), Channels.newInputStream(client).readAllBytes());
            Files.createFile(folder.resolve("done"));
        });
        start(UNTIL_INPUT_ENDS);

        try (var client = connect()) {
            assertThat(client.getInputStream().readAllBytes()).isEqualTo("all".getBytes(UTF_8));
            client.getOutputStream().write("late".getBytes(UTF_8));
        }
        while (!Files.exists(folder.resolve("done"))) {
            Thread.onSpinWait();
        }
        assertThat(folder.resolve("late")).hasContent("late");
    }

    @Test
    void carries_big_bodies_both_ways_at_once() throws Exception {
        serve(client -> Channels.newInputStream(client).transferTo(Channels.newOutputStream(client)));
        start(UNTIL_INPUT_ENDS);
        var bytes = new byte[30_000_000];
        new Random(7).nextBytes(bytes);

        try (var client = connect()) {
            var sending = inBackground(() -> {
                client.getOutputStream().write(bytes);
                client.shutdownOutput();
                return true;
            });
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
            assertThat(sending.call()).isTrue();
        }
    }

    @Test
    void serves_many_connections_at_once() throws Exception {
        serve(client -> Channels.newInputStream(client).transferTo(Channels.newOutputStream(client)));
        start(UNTIL_INPUT_ENDS);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Socket>();
            for (int i = 0; i < 200; i++) {
                clients.add(connect());
            }
            var answers = new ArrayList<Callable<String>>();
            for (int i = 0; i < clients.size(); i++) {
                var text = "client " + i;
                var client = clients.get(i);
                answers.add(() -> {
                    try (client) {
                        client.getOutputStream().write(text.getBytes(UTF_8));
                        client.shutdownOutput();
                        return new String(client.getInputStream().readAllBytes(), UTF_8);
                    }
                });
            }
            var heard = new ArrayList<String>();
            for (var answer : threads.invokeAll(answers)) {
                heard.add(answer.get());
            }
            assertThat(heard).hasSize(200).startsWith("client 0", "client 1").endsWith("client 199");
        }
    }

    @Test
    void a_client_that_does_not_read_holds_up_no_other() throws Exception {
        serve(client -> {
            var first = ByteBuffer.allocate(1);
            client.read(first);
            var bytes = ByteBuffer.allocate(first.get(0) == 'B' ? 20_000_000 : 10);
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        });
        start(UNTIL_INPUT_ENDS);

        try (var lazy = connect();
                var eager = connect()) {
            lazy.getOutputStream().write('B');
            eager.getOutputStream().write('s');
            assertThat(eager.getInputStream().readAllBytes()).hasSize(10);
            assertThat(lazy.getInputStream().readAllBytes()).hasSize(20_000_000);
        }
    }

    @Test
    void a_stream_that_breaks_does_not_look_like_one_that_ends() throws Exception {
        serve(client -> {
            client.write(ByteBuffer.wrap("half".getBytes(UTF_8)));
            client.read(ByteBuffer.allocate(1)); // leaves the rest unread: closing is then a break
        });
        start(UNTIL_INPUT_ENDS);

        try (var client = connect()) {
            client.getOutputStream().write(new byte[100_000]);
            assertThatThrownBy(() -> client.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_socket_that_nobody_serves_breaks_the_connection_and_not_the_command() throws Exception {
        var forwarder = start(UNTIL_INPUT_ENDS);

        assertThatThrownBy(() -> {
                    try (var client = connect()) {
                        client.getInputStream().readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(forwarder.isAlive()).isTrue();
    }

    @Test
    void hands_its_streams_variables_and_folder_to_the_command() throws Exception {
        var builder = new ProcessBuilder(words("sh", "-c", "cat; echo \"$SAID\"; pwd; echo bad >&2; exit 3"))
                .directory(folder.toFile());
        builder.environment().put("SAID", "variable");
        var process = builder.start();
        process.outputWriter().append("input\n").close();

        assertThat(text(process.getInputStream())).isEqualTo("input\nvariable\n" + folder.toRealPath() + "\n");
        assertThat(text(process.getErrorStream())).isEqualTo("bad\n");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void options_for_jvms_are_the_commands_and_not_its_own() throws Exception {
        var words = Forwarder.command(
                ports(port, socket), List.of("sh", "-c", "echo $JAVA_TOOL_OPTIONS,$_JAVA_OPTIONS; env"));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx1k --no-such-option");
        builder.environment().put("_JAVA_OPTIONS", "-Da='b c'");
        builder.environment().put("JDK_JAVA_OPTIONS", "");
        var process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .startsWith("-Xmx1k --no-such-option,-Da='b c'\n")
                .contains("\nJDK_JAVA_OPTIONS=\n")
                .doesNotContain("APART");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void ends_as_the_command_does() throws Exception {
        assertThat(exit("true")).isZero();
        assertThat(exit("sh", "-c", "exit 255")).isEqualTo(255);
        assertThat(exit("sh", "-c", "kill -TERM $$")).isEqualTo(143);
        assertThat(exit("sh", "-c", "kill -KILL $$")).isEqualTo(137);
        assertThat(exit("no-such-program")).isEqualTo(127);
        assertThat(exit(folder.resolve("absent").toString())).isEqualTo(127);
        assertThat(exit(Files.writeString(folder.resolve("text"), "text").toString()))
                .isEqualTo(126);
    }

    @Test
    void does_not_start_the_command_when_a_port_is_taken() throws Exception {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var process =
                    new ProcessBuilder(words("touch", folder.resolve("started").toString())).start();

            assertThat(text(process.getErrorStream()))
                    .isEqualTo("wave: forwarder: cannot listen on 127.0.0.1:" + port + ": Address already in use\n");
            assertThat(process.waitFor()).isEqualTo(125);
            assertThat(folder.resolve("started")).doesNotExist();
        }
    }

    @Test
    void passes_signals_on_and_waits_for_what_the_command_makes_of_them() throws Exception {
        var forwarder = start(List.of("sh", "-c", """
                trap 'echo interrupted' INT
                trap 'echo hung up' HUP
                trap 'echo terminated; exit 9' TERM
                echo ready
                while :; do sleep 0.02; done
                """));
        var heard = forwarder.inputReader();

        signal(forwarder, "INT");
        assertThat(heard.readLine()).isEqualTo("interrupted");
        signal(forwarder, "HUP");
        assertThat(heard.readLine()).isEqualTo("hung up");
        signal(forwarder, "TERM");
        assertThat(heard.readLine()).isEqualTo("terminated");
        assertThat(forwarder.waitFor()).isEqualTo(9);
    }

    @Test
    void nothing_listens_any_more_when_it_has_ended() throws Exception {
        var forwarder = start(UNTIL_INPUT_ENDS);
        forwarder.getOutputStream().close();

        assertThat(forwarder.waitFor()).isZero();
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    @Test
    void a_command_that_needs_no_port_is_not_wrapped() {
        assertThat(Forwarder.command(new LinkedHashMap<>(), List.of("make", "all")))
                .containsExactly("make", "all");
    }

    @Test
    void joins_standard_streams_with_a_socket() throws Exception {
        serve(client -> Channels.newInputStream(client).transferTo(Channels.newOutputStream(client)));
        var process = new ProcessBuilder(Forwarder.stdio(socket)).start();
        var bytes = new byte[3_000_000];
        new Random(3).nextBytes(bytes);
        var sending = inBackground(() -> {
            try (var input = process.getOutputStream()) {
                input.write(bytes);
            }
            return true;
        });

        assertThat(process.getInputStream().readAllBytes()).isEqualTo(bytes);
        assertThat(sending.call()).isTrue();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void an_answer_comes_line_by_line_while_the_input_stays_open() throws Exception {
        serve(client -> {
            var lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(client), UTF_8));
            client.write(ByteBuffer.wrap(("heard " + lines.readLine() + "\n").getBytes(UTF_8)));
            client.write(ByteBuffer.wrap(("heard " + lines.readLine() + "\n").getBytes(UTF_8)));
        });
        var process = new ProcessBuilder(Forwarder.stdio(socket)).start();
        var input = process.outputWriter();
        var output = process.inputReader();

        input.append("one\n").flush();
        assertThat(output.readLine()).isEqualTo("heard one");
        input.append("two\n").flush();
        assertThat(output.readLine()).isEqualTo("heard two");
        assertThat(output.readLine()).isNull();
        assertThat(process.waitFor()).isZero(); // the other side is done; the input is still open
        input.close();
    }

    @Test
    void says_that_nobody_serves_the_socket() throws Exception {
        var process = new ProcessBuilder(Forwarder.stdio(socket)).start();

        assertThat(process.waitFor()).isEqualTo(125);
        assertThat(text(process.getErrorStream())).isEqualTo("wave: forwarder: No such file or directory\n");
    }

    @Test
    void works_where_there_is_no_network_and_little_else() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bwrap is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        serve(client -> {
            readHead(client);
            client.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine".getBytes(UTF_8)));
        });
        var words = new ArrayList<>(List.of(
                "/usr/bin/bwrap",
                "--unshare-net",
                "--unshare-pid",
                "--die-with-parent",
                "--clearenv",
                "--tmpfs",
                "/tmp",
                "--proc",
                "/proc",
                "--dev",
                "/dev"));
        for (var path : List.of("/usr", "/bin", "/lib", "/lib64", "/etc/ssl")) {
            words.addAll(List.of("--ro-bind-try", path, path));
        }
        for (var path : Forwarder.readable()) {
            words.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        }
        words.addAll(List.of("--ro-bind", socket.toString(), "/tmp/door"));
        words.addAll(Forwarder.command(
                ports(port, Path.of("/tmp/door")), List.of("/usr/bin/curl", "-sS", "http://127.0.0.1:" + port + "/")));

        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(text(process.getInputStream())).isEqualTo("fine");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void works_from_a_jar_as_from_a_folder() throws Exception {
        var jar = folder.resolve("wave with spaces.jar");
        jar(jar);
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var loaded = loader.loadClass(Forwarder.class.getName());
            var words = (List<?>) loaded.getMethod("command", SequencedMap.class, List.class)
                    .invoke(null, ports(port, socket), List.of("echo", "from the jar"));
            assertThat(words)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                    .contains(jar.toRealPath().toString());
            assertThat((List<?>) loaded.getMethod("readable").invoke(null))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Path.class))
                    .contains(
                            jar.toRealPath(),
                            Path.of(System.getProperty("java.home")).toRealPath());

            var process = new ProcessBuilder(words.stream().map(String::valueOf).toList())
                    .redirectErrorStream(true)
                    .start();
            assertThat(text(process.getInputStream())).isEqualTo("from the jar\n");
            assertThat(process.waitFor()).isZero();
        }
    }

    private static void jar(Path jar) throws Exception {
        var root = Path.of(Forward.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var classes = Files.walk(root.resolve("dev/wave/gateway"))) {
            for (var file : classes.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private void serve(UnixServer.Answer answer) throws IOException {
        open.add(UnixServer.at(socket, answer));
    }

    /// Started, and its ports listening.
    private Process start(List<String> command) throws IOException {
        var process = new ProcessBuilder(Signals.heard(words(command.toArray(String[]::new)))).start();
        open.add(process::destroyForcibly);
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private int exit(String... command) throws Exception {
        return new ProcessBuilder(words(command)).start().waitFor();
    }

    private List<String> words(String... command) {
        return Forwarder.command(ports(port, socket), List.of(command));
    }

    private static SequencedMap<Integer, Path> ports(int port, Path socket) {
        var ports = new LinkedHashMap<Integer, Path>();
        ports.put(port, socket);
        return ports;
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void readHead(SocketChannel client) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(Channels.newInputStream(client), UTF_8));
        while (!reader.readLine().isEmpty()) {
            // up to the empty line
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), UTF_8);
    }

    private static <T> Callable<T> inBackground(Callable<T> work) {
        var task = new java.util.concurrent.FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task::get;
    }
}
