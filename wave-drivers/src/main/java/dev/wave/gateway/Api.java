package dev.wave.gateway;

import dev.wave.gateway.http.Body;
import dev.wave.gateway.http.Head;
import dev.wave.gateway.http.Headers;
import dev.wave.gateway.http.Refused;
import dev.wave.model.BaseUrl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/// The API behind a door, asked with the key.
record Api(HttpClient client, BaseUrl upstream, Credential credential, Tally tally) {

    /// `/../`, and what a server could take for it: the key is only for what lies below the base URL.
    private static final Pattern UPWARDS =
            Pattern.compile("(?:^|[/\\\\]|%2f|%5c)(?:\\.|%2e){1,2}(?:$|[/\\\\;]|%2f|%5c)");

    /// Asks it; returns with the head of its answer.
    ///
    /// @throws Refused what to tell the agent: it asks for what must not be passed on, or the API cannot be
    /// reached
    /// @throws IOException if the agent's own connection broke
    HttpResponse<InputStream> ask(Head head, Body body) throws IOException, InterruptedException {
        var request = request(head, body);
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            tally.answered(head.method(), response.headers().firstValue("retry-after"));
            return response;
        } catch (IOException e) {
            if (body.whenRead().isCompletedExceptionally()) {
                throw e; // it was the agent that broke off
            }
            throw notReached(e);
        }
    }

    private Refused notReached(IOException e) {
        var what = switch (e) {
            case HttpConnectTimeoutException _ -> "cannot be reached: no answer in time";
            case ConnectException _ -> "cannot be reached" + cause(e);
            default -> "broke off before it answered" + cause(e);
        };
        tally.trouble("the model's API at " + upstream.host() + " " + what);
        return new Refused(502, "the model's API at " + upstream.host() + " " + what);
    }

    private static String cause(IOException e) {
        var said = e.getMessage() == null && e.getCause() != null ? e.getCause().getMessage() : e.getMessage();
        return said == null ? "" : ": " + said;
    }

    private HttpRequest request(Head head, Body body) throws Refused {
        try {
            var request = HttpRequest.newBuilder(uri(head.target())).method(head.method(), publisher(body));
            for (var field : Leaving.out(head.headers()).fields()) {
                request.header(field.name(), field.value());
            }
            for (var field : credential.fields()) {
                request.setHeader(field.name(), field.value());
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "this request cannot be passed on");
        }
    }

    private URI uri(String target) throws Refused {
        if (!target.startsWith("/")
                || target.indexOf('#') >= 0
                || UPWARDS.matcher(path(target).toLowerCase(Locale.ROOT)).find()) {
            throw new Refused(400, "only paths below the base URL are passed on");
        }
        try {
            return new URI(upstream + target);
        } catch (URISyntaxException e) {
            throw new Refused(400, "the target of this request is no path");
        }
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static BodyPublisher publisher(Body body) {
        var empty = body.length().isPresent() && body.length().getAsLong() == 0;
        return empty ? BodyPublishers.noBody() : new Upload(body);
    }

    /// The body of an answer; tells when the API breaks it off.
    InputStream content(HttpResponse<InputStream> response) {
        return new Content(response.body());
    }

    private final class Content extends FilterInputStream {
        Content(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            try {
                return super.read(into, offset, most);
            } catch (IOException e) {
                if (!Thread.currentThread().isInterrupted()) { // otherwise it was the agent that broke off
                    tally.trouble("the model's API at " + upstream.host() + " broke off its answer" + cause(e));
                }
                throw e;
            }
        }
    }

    /// The header of an answer as the agent may see it.
    Headers headers(HttpResponse<InputStream> response) {
        var fields = new ArrayList<Headers.Field>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> fields.add(new Headers.Field(name, value))));
        var all = new Headers(fields);
        var back = Leaving.back(all);
        return all.first("content-length")
                .filter(_ -> all.first("transfer-encoding").isEmpty())
                .map(length -> back.with("Content-Length", length))
                .orElse(back);
    }
}
