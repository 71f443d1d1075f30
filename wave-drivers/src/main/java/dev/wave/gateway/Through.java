package dev.wave.gateway;

import dev.wave.gateway.Uplinks.Uplink;
import dev.wave.gateway.http.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A connection to a host that the user's own proxy is asked for.
record Through(Uplink uplink, Way way) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: (.*))?");
    private static final int LARGEST = 16 * 1024;

    /// Asks on a connection to the proxy; what is said on it afterwards goes to the host.
    ///
    /// @throws Refused 502 if the proxy does not let it through
    void connect(SocketChannel channel) throws IOException {
        var request = "CONNECT %s HTTP/1.1\r\nHost: %1$s\r\n%s\r\n".formatted(way, uplink.fields());
        for (var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)); bytes.hasRemaining(); ) {
            channel.write(bytes);
        }
        var status = STATUS.matcher(head(channel).lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw new Refused(502, "what the proxy " + uplink.at() + " said is no answer of a proxy");
        }
        if (!status.group(1).startsWith("2")) {
            throw new Refused(
                    502, "the proxy %s does not let %s through: %s".formatted(uplink.at(), way, status.group(1)));
        }
    }

    /// Up to the empty line and no further: what comes then is the host's.
    private static String head(SocketChannel channel) throws IOException {
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LARGEST) {
            if (channel.read(one.clear()) < 0) {
                break;
            }
            head.append((char) (one.get(0) & 0xff));
        }
        return head.toString();
    }
}
