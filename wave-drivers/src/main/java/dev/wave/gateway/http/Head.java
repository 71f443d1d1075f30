package dev.wave.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request without its body.
///
/// @param target as it was sent
/// @param modern whether the client speaks HTTP/1.1, and not 1.0
public record Head(String method, String target, boolean modern, Headers headers) {

    /// Largest head, in bytes.
    private static final int LARGEST = 64 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern TARGET = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /// Reads the next one.
    ///
    /// @return empty if the client ended its stream instead of sending one
    /// @throws Refused if it is none, too large, or could be read in two ways
    public static Optional<Head> read(InputStream in) throws IOException {
        var lines = lines(in);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var words = lines.getFirst().split(" ", -1);
        if (words.length != 3
                || !TOKEN.matcher(words[0]).matches()
                || !TARGET.matcher(words[1]).matches()
                || !words[2].matches("HTTP/[0-9]\\.[0-9]")) {
            throw new Refused(400, "this is no HTTP request");
        }
        if (!words[2].startsWith("HTTP/1.")) {
            throw new Refused(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
        }
        var fields = lines.stream().skip(1).toList();
        return Optional.of(new Head(words[0], words[1], !words[2].equals("HTTP/1.0"), headers(fields)));
    }

    /// The lines before the first empty one; none at the end of the stream.
    private static List<String> lines(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        int left = LARGEST;
        while (true) {
            var line = line(in, left);
            if (line.isEmpty() && lines.isEmpty()) {
                return lines;
            }
            left -= line.map(String::length).orElseThrow(EOFException::new) + 1;
            if (line.get().isEmpty() && !lines.isEmpty()) {
                return lines;
            }
            if (!line.get().isEmpty()) { // an empty line before a request is passed over (RFC 9112, 2.2)
                lines.add(line.get());
            }
        }
    }

    /// The next line without its end; empty at the end of the stream.
    private static Optional<String> line(InputStream in, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException("the stream ended within a line");
                }
                return Optional.empty();
            }
            if (line.size() >= most) {
                throw new Refused(431, "the head of this request is larger than " + LARGEST + " bytes");
            }
            line.write(next);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    private static Headers headers(List<String> lines) throws Refused {
        var fields = new ArrayList<Headers.Field>();
        for (var line : lines) {
            int colon = line.indexOf(':');
            var name = colon < 0 ? "" : line.substring(0, colon);
            var value = line.substring(colon + 1).strip();
            if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new Refused(400, "this request has a header line that is none");
            }
            fields.add(new Headers.Field(name, value));
        }
        return new Headers(fields);
    }

    /// Whether another request may follow on the same connection.
    public boolean persistent() {
        return modern && !headers.says("connection", "close");
    }

    /// Whether the client waits to be told that it may send the body.
    public boolean expectsContinue() {
        return modern && headers.says("expect", "100-continue");
    }
}
