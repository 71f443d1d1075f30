package dev.wave.gateway;

import dev.wave.gateway.http.Refused;
import dev.wave.model.HostRule;
import dev.wave.model.Network;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A host and port that a client asks for, and the way there if it is granted.
record Way(String host, int port) {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");
    private static final int CONNECT_MILLIS = 15_000;
    private static final int MOST = 65_535;

    /// Reads `host:port`.
    ///
    /// @param usual the port where none is written
    static Way of(String authority, int usual) throws Refused {
        var parts = AUTHORITY.matcher(authority);
        int port = usual;
        if (parts.matches()) {
            port = parts.group(2) == null ? usual : Integer.parseInt(parts.group(2));
        }
        if (!parts.matches() || port < 1 || port > MOST) {
            throw new Refused(400, "this is no host and port");
        }
        return new Way(parts.group(1).toLowerCase(Locale.ROOT), port);
    }

    /// Connects to it. The name is looked up once, and what is connected to is what was looked at.
    ///
    /// @throws Refused 403 if it is not granted, 502 if it cannot be reached
    SocketChannel open(Network granted) throws Refused {
        var allowed = allowed(granted);
        if (allowed.isEmpty()) {
            throw new Refused(502, host + " is not known");
        }
        return connected(allowed);
    }

    /// Connects to it whatever was granted: somebody who may decide named it.
    ///
    /// @throws Refused 502 if it cannot be reached
    SocketChannel open() throws Refused {
        var addresses = addresses();
        if (addresses.isEmpty()) {
            throw new Refused(502, host + " is not known");
        }
        return connected(addresses);
    }

    /// Its addresses as far as they may be reached; none if nobody here knows any.
    ///
    /// @throws Refused 403 if it is not granted, whether by name or by what the name leads to
    List<InetAddress> allowed(Network granted) throws Refused {
        if (!granted.allows(host, port)) {
            throw new Refused(403, this + " is not among the hosts that this step may reach");
        }
        var addresses = addresses();
        var allowed =
                addresses.stream().filter(address -> mayBe(address, granted)).toList();
        if (allowed.isEmpty() && !addresses.isEmpty()) {
            throw new Refused(
                    403,
                    this + " is an address of this machine or of a private network, and such an address has to be"
                            + " granted as it is");
        }
        return allowed;
    }

    private List<InetAddress> addresses() {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    /// Whether it is, by how it is written, on this machine or in a private network.
    boolean isNear() {
        return host.equals("localhost")
                || (ADDRESS.matcher(host).matches()
                        && addresses().stream().allMatch(address -> isOfMachine(address) || isPrivate(address)));
    }

    /// A name that is written out may lead into a private network; only an address that is written out, or
    /// `localhost`, to this machine.
    private boolean mayBe(InetAddress address, Network granted) {
        var literal = granted.allow().stream().filter(HostRule::isLiteral).anyMatch(rule -> rule.allows(host, port));
        if (ADDRESS.matcher(host).matches() || host.equals("localhost")) {
            return literal;
        }
        return !isOfMachine(address) && (!isPrivate(address) || literal);
    }

    private static boolean isOfMachine(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }

    private static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return address.isSiteLocalAddress()
                || (address instanceof Inet6Address
                        ? (first & 0xfe) == 0xfc || translated(bytes)
                        : first == 0
                                || first >= 240
                                || (first == 100 && (second & 0xc0) == 64)
                                || (first == 198 && (second & 0xfe) == 18));
    }

    /// An IPv4 address inside an IPv6 one: `64:ff9b::/96`, `2002::/16`.
    private static boolean translated(byte[] bytes) {
        return (bytes[0] == 0 && bytes[1] == 0x64) || (bytes[0] == 0x20 && bytes[1] == 0x02);
    }

    private SocketChannel connected(List<InetAddress> addresses) throws Refused {
        var reasons = new ArrayList<String>();
        for (var address : addresses) {
            try {
                return connected(address);
            } catch (SocketTimeoutException e) {
                reasons.add("no answer in time");
            } catch (IOException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        throw new Refused(502, this + " cannot be reached: " + String.join(", ", reasons));
    }

    private SocketChannel connected(InetAddress address) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
