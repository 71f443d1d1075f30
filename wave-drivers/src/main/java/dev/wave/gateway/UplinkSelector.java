package dev.wave.gateway;

import dev.wave.gateway.Uplinks.Uplink;
import dev.wave.gateway.http.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Leads Java's own client through the user's proxies. It does not log in to them: Java forbids the usual way of
/// that for encrypted connections, and the proxy's 407 says so.
final class UplinkSelector extends ProxySelector {
    private final Uplinks uplinks;

    UplinkSelector(Uplinks uplinks) {
        this.uplinks = uplinks;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(uplink(uri)
                .map(uplink -> new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(uplink.at().host(), uplink.at().port())))
                .orElse(Proxy.NO_PROXY));
    }

    private Optional<Uplink> uplink(URI uri) {
        var tunnel = uri.getScheme().equals("https");
        try {
            return uplinks.to(Way.of(uri.getRawAuthority(), tunnel ? 443 : 80), tunnel);
        } catch (Refused e) {
            return Optional.empty(); // then it is tried without
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // whoever sent the request is told
    }
}
