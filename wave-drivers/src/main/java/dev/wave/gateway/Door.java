package dev.wave.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// One attempt's way to a model. Closing it cuts what is under way, and its token is then worth nothing at
/// all.
public final class Door implements AutoCloseable {

    /// The port at which a door that is a socket is found inside a sandbox, whose ports are its own.
    private static final int INSIDE = 47_100;

    private final Service service;
    private final URI base;
    private final SequencedMap<Integer, Path> ports;
    private final Token token;
    private final Tally tally;

    private Door(Service service, int port, SequencedMap<Integer, Path> ports, Token token, Tally tally) {
        this.service = service;
        this.base = URI.create("http://127.0.0.1:" + port);
        this.ports = ports;
        this.token = token;
        this.tally = tally;
    }

    static Door atPort(Service service, int port, Token token, Tally tally) {
        return new Door(service, port, new LinkedHashMap<>(), token, tally);
    }

    static Door atSocket(Service service, Path socket, Token token, Tally tally) {
        var ports = new LinkedHashMap<Integer, Path>();
        ports.put(INSIDE, socket);
        return new Door(service, INSIDE, ports, token, tally);
    }

    /// The base URL for the agent, in the place of the API's: `http://127.0.0.1:PORT`.
    public URI base() {
        return base;
    }

    /// What the agent's command needs for it: [dev.wave.spi.Needs#ports]. Empty if the port is simply there.
    public SequencedMap<Integer, Path> ports() {
        return Collections.unmodifiableSequencedMap(ports);
    }

    /// What the agent gets as its key, as `x-api-key` or as a bearer token.
    public String token() {
        return token.text();
    }

    /// How many requests the API has answered that were not mere questions (`GET`, `HEAD`, `OPTIONS`): the
    /// calls of the model, for one that is asked by `POST`.
    public int calls() {
        return tally.calls();
    }

    /// How long the API's last answer asked to wait before the next request; empty if it did not.
    public Optional<Duration> retryAfter() {
        return tally.asked();
    }

    @Override
    public void close() {
        service.close();
    }
}
