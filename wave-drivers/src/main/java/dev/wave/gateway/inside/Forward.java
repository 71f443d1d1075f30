package dev.wave.gateway.inside;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// The program. Its words are made by `dev.wave.gateway.Forwarder`:
///
/// - `ports PORT=SOCKET … -- COMMAND …` listens on these ports of `127.0.0.1`, and only then runs the
///   command; what connects to a port is connected to the socket. Ends with the command, and as it did:
///   with its exit code, or 128 and the number of the signal that killed it.
/// - `stdio SOCKET` connects standard input and output to the socket.
///
/// Its own exit codes are those of `env` and `timeout`: 125 it failed itself, 126 the command cannot be
/// started, 127 there is no such command.
public final class Forward {
    private static final int FAILED = 125;

    private Forward() {}

    /// Runs it; never returns.
    ///
    /// @param words as above
    public static void main(String[] words) {
        Runtime.getRuntime().halt(run(List.of(words)));
    }

    private static int run(List<String> words) {
        try {
            if (words.size() == 2 && words.getFirst().equals("stdio")) {
                Streams.connect(Path.of(words.getLast()));
                return 0;
            }
            int end = words.indexOf("--");
            if (end < 1 || end == words.size() - 1 || !words.getFirst().equals("ports")) {
                throw new IllegalArgumentException("wants `ports PORT=SOCKET … -- COMMAND …` or `stdio SOCKET`");
            }
            var relay = listening(words.subList(1, end));
            int exit = Child.run(words.subList(end + 1, words.size()));
            relay.end();
            return exit;
        } catch (IOException | IllegalArgumentException | InterruptedException e) {
            complain(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    /// On all ports before the command starts, which may use one at once.
    private static Relay listening(List<String> ports) throws IOException {
        var relay = Relay.open();
        for (var port : ports) {
            int equals = port.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a port and a socket: ".concat(port));
            }
            relay.listen(Integer.parseInt(port.substring(0, equals)), Path.of(port.substring(equals + 1)));
        }
        relay.start();
        return relay;
    }

    static void complain(String text) {
        try (var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true)) {
            err.println("wave: forwarder: ".concat(text));
        }
    }
}
