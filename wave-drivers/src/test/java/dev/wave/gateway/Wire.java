package dev.wave.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What goes over a connection, as a test writes and reads it.
final class Wire {
    private Wire() {}

    static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    /// Everything up to and with the first empty line.
    static String head(InputStream in) throws IOException {
        return upTo(in, "\r\n\r\n");
    }

    /// Everything up to and with this text; less if the stream ends before.
    static String upTo(InputStream in, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    static String some(InputStream in, int count) throws IOException {
        return new String(in.readNBytes(count), ISO_8859_1);
    }

    static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }
}
