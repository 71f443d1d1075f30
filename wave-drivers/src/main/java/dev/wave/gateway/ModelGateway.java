package dev.wave.gateway;

import dev.wave.gateway.Service.Address;
import dev.wave.model.BaseUrl;
import dev.wave.run.Level;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets agents ask a model without having the key. Each attempt gets a [Door] of its own, with a token that
/// is worth nothing elsewhere; what comes through with the token goes on to the API with the key in its
/// place, and to nowhere else. Bodies are streamed both ways and neither kept nor looked into; a redirect
/// is handed to the agent and not followed.
public final class ModelGateway {
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final Path sockets;
    private final Uplinks uplinks;
    private @Nullable HttpClient client;

    /// @param sockets folder in which sockets are made; a short path
    /// @param uplinks by which this machine reaches other hosts
    public ModelGateway(Path sockets, Uplinks uplinks) {
        this.sockets = sockets;
        this.uplinks = uplinks;
    }

    /// Opens a way to one API: a unix socket for a site whose processes have no network, else a port.
    ///
    /// @param level that of the site where the agent runs
    /// @param upstream below which the API lies
    /// @param trouble hears, in a sentence, when the API cannot be reached or breaks off; from any thread
    public Door open(Level level, BaseUrl upstream, Credential credential, Consumer<String> trouble) {
        var token = Token.fresh();
        var tally = new Tally(trouble);
        var api = new Api(client(), upstream, credential, tally);
        var service = level == Level.OPEN
                ? Service.onPort(socket -> new Conversation(socket, token, api).toTheEnd())
                : Service.onSocket(sockets, socket -> new Conversation(socket, token, api).toTheEnd());
        return switch (service.address()) {
            case Address.Port(var port) -> Door.atPort(service, port, token, tally);
            case Address.Socket(var path) -> Door.atSocket(service, path, token, tally);
        };
    }

    /// Only when one is needed: it is a hundred classes, and a thread. Never ended: its thread ends with
    /// Wave, and its idle connections close by themselves.
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(new UplinkSelector(uplinks))
                    .connectTimeout(CONNECT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }
}
