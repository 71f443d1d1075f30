package dev.wave.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.wave.model.JsonText;
import dev.wave.model.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What may come over a socket that anything inside a workspace can open.
class ConversationTest {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n";

    private final McpServer server = new McpServer(List.of(new McpServerTest.Echo()));

    @Test
    void answers_line_by_line_however_they_are_cut_and_ended() throws Exception {
        assertThat(answers(PING + "\r\n\n" + PING)).isEqualTo(PONG + PONG);
        assertThat(answers(new OneByteAtATime((PING + "\n" + PING + "\n").getBytes(UTF_8))))
                .isEqualTo(PONG + PONG);
    }

    @Test
    void answers_a_line_that_is_no_text() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"', '\n'});
        bytes.write((PING + "\n").getBytes(UTF_8));

        assertThat(answers(new ByteArrayInputStream(bytes.toByteArray()))).isEqualTo("""
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the line is not UTF-8"}}
                        """ + PONG);
    }

    @Test
    void reads_past_a_line_without_end_in_constant_memory() throws Exception {
        var tooLong = new Repeated((byte) 'a', 3L * 1024 * 1024 * 1024, ("\n" + PING + "\n").getBytes(UTF_8));

        assertThat(answers(tooLong)).isEqualTo("""
                        {"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the line is longer than 4 MB"}}
                        """ + PONG);
    }

    @Test
    void survives_the_largest_line_of_the_smallest_values() throws Exception {
        var values = "1,".repeat(Conversation.LONGEST / 2 - 100) + "1";
        var call =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"a\":["
                        + values + "]}}}";

        assertThat(answers(call))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":")
                .hasSizeGreaterThan(Conversation.LONGEST - 1000);
        assertThat(answers("[".repeat(Conversation.LONGEST)))
                .startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,");
    }

    /// Seeds, not chance: what fails once fails again.
    @Test
    void whatever_comes_is_answered_with_json_or_not_at_all() throws Exception {
        for (int seed = 0; seed < 4000; seed++) {
            var random = new Random(seed);
            var line = garbled(random);
            var answer = server.answer(line);
            if (answer.isPresent()) {
                assertThat(answer.get()).as("seed " + seed).doesNotContain("\n");
                assertThat(JsonParser.parseString(answer.get()).isJsonNull())
                        .as("seed " + seed)
                        .isFalse();
            }
            if (isNotification(line)) {
                assertThat(answer).as("seed " + seed).isEmpty();
            }
        }
    }

    private static boolean isNotification(String line) {
        return JsonText.read(line) instanceof JsonText.Read.Parsed(Value.Obj(var fields))
                && !fields.containsKey("id")
                && fields.get("method") instanceof Value.Str;
    }

    /// A message that is nearly one.
    private static String garbled(Random random) {
        var fields = new ArrayList<String>();
        for (var name : List.of("jsonrpc", "id", "method", "params", "id", "method")) {
            if (random.nextInt(4) > 0) {
                fields.add("\"" + name + "\":" + value(random, 0));
            }
        }
        var text = new StringBuilder("{" + String.join(",", fields) + "}");
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x250));
            }
        }
        if (random.nextInt(5) == 0) {
            text.setLength(random.nextInt(text.length() + 1));
        }
        if (random.nextInt(5) == 0) {
            text.insert(0, '[').append(',').append(value(random, 0)).append(']');
        }
        return text.toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 10 : 13)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> Integer.toString(random.nextInt());
            case 3 -> "1e" + random.nextInt(20_000);
            case 4 -> "\"2.0\"";
            case 5 -> "\"tools/call\"";
            case 6 -> "\"initialize\"";
            case 7 -> "\"\\ud800" + (char) random.nextInt(0x10000) + "\"";
            case 8 -> "{\"name\":\"echo\",\"arguments\":{\"a\":1}}";
            case 9 -> "9".repeat(random.nextInt(2000) + 1);
            case 10 -> "[" + value(random, depth + 1) + "," + value(random, depth + 1) + "]";
            case 11 -> "{\"a\":" + value(random, depth + 1) + ",\"a\":" + value(random, depth + 1) + "}";
            default -> "[".repeat(random.nextInt(400)) + value(random, depth + 1);
        };
    }

    private String answers(String text) throws Exception {
        return answers(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private String answers(InputStream in) throws Exception {
        var out = new ByteArrayOutputStream();
        new Conversation(server, in, out).run();
        return out.toString(UTF_8);
    }

    private static final class OneByteAtATime extends ByteArrayInputStream {
        OneByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int length) {
            return super.read(bytes, from, Math.min(1, length));
        }
    }

    /// One byte, very often, and then something else.
    private static final class Repeated extends InputStream {
        private final byte repeated;
        private long left;
        private final ByteArrayInputStream then;

        Repeated(byte repeated, long count, byte[] then) {
            this.repeated = repeated;
            this.left = count;
            this.then = new ByteArrayInputStream(then);
        }

        @Override
        public int read() {
            return left-- > 0 ? repeated : then.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (left <= 0) {
                return then.read(bytes, from, length);
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, from, from + count, repeated);
            left -= count;
            return count;
        }
    }
}
