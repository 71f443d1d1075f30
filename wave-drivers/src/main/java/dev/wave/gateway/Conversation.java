package dev.wave.gateway;

import com.google.gson.JsonObject;
import dev.wave.gateway.http.Answer;
import dev.wave.gateway.http.Body;
import dev.wave.gateway.http.Head;
import dev.wave.gateway.http.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/// One connection of an agent's, request after request. While the API answers, a byte is read ahead: the
/// end of the agent's stream means that nobody wants the answer any more, and the API is cut off.
final class Conversation {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");

    /// Most bytes that are read after the last answer.
    private static final int MOST_FORGOTTEN = 64 * 1024 * 1024;

    private final SocketChannel socket;
    private final Token token;
    private final Api api;
    private final BufferedInputStream in;
    private final OutputStream out;

    Conversation(SocketChannel socket, Token token, Api api) {
        this.socket = socket;
        this.token = token;
        this.api = api;
        in = new BufferedInputStream(Channels.newInputStream(socket));
        out = Channels.newOutputStream(socket);
    }

    /// Returns when the agent has ended it, or an answer has.
    void toTheEnd() throws IOException, InterruptedException {
        try {
            while (true) {
                var head = Head.read(in);
                if (head.isEmpty() || !exchange(head.get())) {
                    break;
                }
            }
        } catch (Refused e) {
            say(new Answer(out), e);
        }
        forget();
    }

    /// Reads what the agent still sends, or the answer could be lost with the connection.
    private void forget() throws IOException {
        var buffer = new byte[8192];
        for (int left = MOST_FORGOTTEN, count = 0; left > 0 && count >= 0; left -= count) {
            count = in.read(buffer);
        }
    }

    /// Whether another request may follow.
    private boolean exchange(Head head) throws IOException, InterruptedException {
        var answer = new Answer(out, head);
        Body body;
        try {
            admit(head);
            body = Body.of(head, in);
        } catch (Refused e) {
            say(answer, e);
            return false;
        }
        if (head.expectsContinue()) {
            answer.goOn();
        }
        var done = new CompletableFuture<Boolean>();
        var asking = Thread.startVirtualThread(() -> done.complete(pass(head, body, answer)));
        try {
            CompletableFuture.anyOf(body.whenRead().exceptionally(_ -> null), done)
                    .get();
            return (!body.isRead() || stillThere()) && done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            asking.interrupt(); // does nothing to one that is done
            asking.join();
        }
    }

    private void admit(Head head) throws Refused {
        var host = head.headers().first("host").map(text -> PORT.matcher(text).replaceFirst(""));
        if (host.isPresent() && !NAMES.contains(host.get())) {
            throw new Refused(403, "this is the model gateway of an attempt, and not " + host.get());
        }
        if (!token.isIn(head.headers())) {
            throw new Refused(401, "the token of this attempt is missing or wrong");
        }
    }

    /// Waits for the next request, or for the end; false at the end.
    private boolean stillThere() {
        try {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Passes one request on and its answer back; says whether another may follow.
    private boolean pass(Head head, Body body, Answer answer) {
        try {
            var response = api.ask(head, body);
            try (var content = api.content(response)) {
                var again = answer.stream(
                        response.statusCode(), api.headers(response), content, head.persistent() && body.isRead());
                if (!again) {
                    socket.shutdownOutput();
                }
                return again;
            }
        } catch (Refused e) {
            say(answer, e);
        } catch (IOException e) {
            cut(); // an answer has begun, or there is nobody to answer
        } catch (InterruptedException e) {
            cut(); // the agent is gone
        }
        return false;
    }

    private void say(Answer answer, Refused refused) {
        var error = new JsonObject();
        error.addProperty("type", "wave_gateway");
        error.addProperty("message", "wave: " + refused.reason());
        var whole = new JsonObject();
        whole.addProperty("type", "error");
        whole.add("error", error);
        try {
            answer.close(refused.status(), "application/json", whole + "\n");
            socket.shutdownOutput();
        } catch (IOException e) {
            // the agent is gone
        }
    }

    /// With a reset where there is such a thing, since an answer without a length ends with the connection.
    private void cut() {
        try (socket) {
            if (socket.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // closed already
        }
    }
}
