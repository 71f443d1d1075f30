package dev.wave.gateway;

import dev.wave.gateway.http.Headers;
import java.util.List;
import java.util.Set;

/// Which header fields pass the model gateway. An allow-list on the way out: an agent's cookies, tokens and
/// addresses are no business of the API's.
final class Leaving {
    private static final Set<String> OUT = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "content-encoding",
            "content-type",
            "idempotency-key",
            "user-agent",
            "x-app",
            "x-client-request-id",
            "x-request-id");
    private static final List<String> OUT_BY_PREFIX =
            List.of("anthropic-", "openai-", "x-stainless-", "x-claude-code-", "x-goog-api-client");

    /// About the connection to the API, or meant for a browser.
    private static final Set<String> NOT_BACK =
            Set.of("alt-svc", "content-length", "set-cookie", "set-cookie2", "strict-transport-security");

    private Leaving() {}

    static Headers out(Headers headers) {
        return headers.endToEnd()
                .only(name -> OUT.contains(name) || OUT_BY_PREFIX.stream().anyMatch(name::startsWith));
    }

    static Headers back(Headers headers) {
        return headers.endToEnd()
                .only(name -> !NOT_BACK.contains(name) && !name.startsWith(":") && !name.startsWith("access-control-"));
    }
}
