package dev.wave.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// What there is on a machine that a step is not to reach: files, a process with a secret, sockets, ports.
final class AttackScene implements AutoCloseable {
    private static final int ENOUGH_WAITING = 200;

    private final Path folder;
    private final ServerSocketChannel socket;
    private final ServerSocketChannel port;
    private final Process victim;
    private final Optional<Process> listener;
    private final String abstractName = "wave-attack-" + ProcessHandle.current().pid();

    /// @param python whether there is a Python, which listens where Java cannot
    AttackScene(Path folder, boolean python) throws IOException {
        this.folder = folder;
        Files.writeString(Files.createDirectories(folder.resolve("home/.ssh")).resolve("id_ed25519"), "secret");
        Files.createDirectories(folder.resolve("target"));
        reset();
        socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder.resolve("docker.sock")), ENOUGH_WAITING);
        port = ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ENOUGH_WAITING);
        var sleep = new ProcessBuilder("sleep", "4711471");
        sleep.environment().put("VICTIM_SECRET", "value-4711");
        victim = sleep.start();
        listener = python ? Optional.of(listener(abstractName)) : Optional.empty();
    }

    private static Process listener(String name) throws IOException {
        var process = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import socket, sys; s = socket.socket(socket.AF_UNIX); s.bind('\\0" + name
                                + "'); s.listen(200); print('up', flush=True); sys.stdin.read()")
                .start();
        assertThat(process.getInputStream().readNBytes(3)).asString().isEqualTo("up\n");
        return process;
    }

    /// Puts everything back in its place.
    void reset() throws IOException {
        Trash.delete(target());
        Files.writeString(Files.createDirectories(target()).resolve("victim"), "alive");
    }

    /// Whether nothing was written, renamed or removed.
    void isUntouched(WorkspaceFixture fixture) throws IOException {
        try (var files = Files.list(target())) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toList()))
                    .containsExactly("victim");
        }
        assertThat(target().resolve("victim")).hasContent("alive");
        assertThat(fixture.project.resolve(".git/hooks")).isEmptyDirectory();
    }

    private Path target() {
        return folder.resolve("target");
    }

    /// The words by which scripts know it, as a shell sets them.
    String words(WorkspaceFixture fixture) throws IOException {
        return "HOME_FOLDER=%s; KEY=%1$s/.ssh/id_ed25519; TARGET=%s; PROJECT=%s; STATE=%s; SOCKET=%s; ABSTRACT=%s; PORT=%d\n"
                .formatted(
                        folder.resolve("home"),
                        target(),
                        fixture.project,
                        fixture.store.gitDir(),
                        folder.resolve("docker.sock"),
                        abstractName,
                        ((InetSocketAddress) port.getLocalAddress()).getPort());
    }

    /// What a project's folder has beside its tree.
    static void furnish(WorkspaceFixture fixture) throws IOException {
        Files.writeString(fixture.project.resolve("ignored.env"), "TOKEN=1");
        Files.createDirectories(fixture.project.resolve(".git/hooks"));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        port.close();
        victim.destroyForcibly();
        listener.ifPresent(Process::destroyForcibly);
    }
}
