package dev.wave.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One client's messages, a line each, and their answers, in order. Needs as much memory as the longest line
/// it takes.
public final class Conversation {

    /// Bytes of a line that is still read. The largest answer of a model is a tenth of it, and what a line
    /// unfolds to in memory is ten times as much.
    public static final int LONGEST = 4 * 1024 * 1024;

    private final McpServer server;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int end;

    public Conversation(McpServer server, InputStream in, OutputStream out) {
        this.server = server;
        this.in = in;
        this.out = out;
    }

    /// Answers until the client ends.
    public void run() throws IOException, InterruptedException {
        for (var line = line(); line.isPresent(); line = line()) {
            var answer = line.get().length > LONGEST
                    ? Optional.of(server.unreadable("the line is longer than " + LONGEST / 1024 / 1024 + " MB"))
                    : answer(line.get());
            if (answer.isPresent()) {
                out.write((answer.get() + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private Optional<String> answer(byte[] line) throws InterruptedException {
        try {
            return server.answer(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.of(server.unreadable("the line is not UTF-8"));
        }
    }

    /// The next line without its end; of one that is too long, a byte more than is taken.
    private Optional<byte[]> line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (next == end) {
                next = 0;
                end = in.read(buffer);
                if (end < 0) {
                    end = 0;
                    return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
                }
            }
            int start = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.write(buffer, start, Math.min(next - start, LONGEST + 1 - line.size()));
            if (next < end) {
                next++;
                return Optional.of(line.toByteArray());
            }
        }
    }
}
