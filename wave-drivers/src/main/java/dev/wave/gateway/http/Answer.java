package dev.wave.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Writes the answer to one request. What is read of a body is written at once; nothing is held back.
public final class Answer {
    private static final int BUFFER = 16 * 1024;
    private static final Map<Integer, String> PHRASES = Map.of(
            200, "OK",
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            408, "Request Timeout",
            429, "Too Many Requests",
            431, "Request Header Fields Too Large",
            502, "Bad Gateway",
            504, "Gateway Timeout");

    private final OutputStream out;
    private final boolean modern;
    private final boolean bodiless;
    private boolean begun;

    /// @param out where it is written to
    /// @param head the request
    public Answer(OutputStream out, Head head) {
        this.out = out;
        modern = head.modern();
        bodiless = head.method().equals("HEAD");
    }

    /// To what was no request.
    public Answer(OutputStream out) {
        this.out = out;
        modern = true;
        bodiless = false;
    }

    /// Whether any of it has been written: then only cutting the connection says that something went wrong.
    public boolean begun() {
        return begun;
    }

    /// Tells the client to send the body it has announced.
    public void goOn() throws IOException {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /// Writes a whole answer after which the connection is closed.
    public void close(int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        head(
                status,
                Headers.NONE
                        .with("Content-Type", type)
                        .with("Content-Length", Integer.toString(bytes.length))
                        .with("Connection", "close"));
        if (!bodiless) {
            out.write(bytes);
        }
        out.flush();
    }

    /// Writes the head and streams the body.
    ///
    /// @param headers without those of the connection; a `Content-Length` must be that of the body
    /// @param persistent whether the connection stays open, if it can
    /// @return whether it can: a body of unknown length to an old client ends with the connection
    public boolean stream(int status, Headers headers, InputStream body, boolean persistent) throws IOException {
        var empty = bodiless || status == 204 || status == 304;
        var sized = empty || headers.first("content-length").isPresent();
        var stays = persistent && (sized || modern);
        var sent = stays ? headers : headers.with("Connection", "close");
        if (sized || !modern) {
            head(status, sent);
            if (!empty) {
                plain(body);
            }
        } else {
            head(status, sent.with("Transfer-Encoding", "chunked"));
            chunked(body);
        }
        return stays;
    }

    private void head(int status, Headers headers) throws IOException {
        var text = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(PHRASES.getOrDefault(status, ""))
                .append("\r\n");
        for (var field : headers.fields()) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        begun = true;
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void plain(InputStream body) throws IOException {
        var buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private void chunked(InputStream body) throws IOException {
        var buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (count > 0) {
                var size = Integer.toHexString(count) + "\r\n";
                var chunk = new byte[size.length() + count + 2];
                System.arraycopy(size.getBytes(StandardCharsets.US_ASCII), 0, chunk, 0, size.length());
                System.arraycopy(buffer, 0, chunk, size.length(), count);
                chunk[chunk.length - 2] = '\r';
                chunk[chunk.length - 1] = '\n';
                out.write(chunk);
                out.flush();
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
