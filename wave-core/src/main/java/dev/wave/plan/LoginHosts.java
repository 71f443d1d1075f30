package dev.wave.plan;

import dev.wave.model.HostRule;
import dev.wave.model.ModelAccess;
import java.util.List;
import java.util.Optional;

/// The hosts that an agent with `auth: login` asks by itself: its vendor's API. Where a login is renewed is not
/// among them, since no agent gets what renews it.
///
/// They go with the login, which a person has approved, so nobody has to list them; and like the login they
/// are no part of a step's key. A persona's `deny` beats them.
final class LoginHosts {
    private static final int HTTPS = 443;

    private LoginHosts() {}

    /// Those of a step's agent; none for one with a key, which asks through Wave.
    static List<HostRule> of(PlannedAction action) {
        return switch (action) {
            case PlannedAction.Ask ask ->
                switch (ask.adapter().access()) {
                    case ModelAccess.Login() -> ofType(ask.adapter().type());
                    case ModelAccess.Key _ -> List.of();
                };
            case PlannedAction.Run _ -> List.of();
        };
    }

    private static List<HostRule> ofType(String type) {
        return type.equals("claude") ? List.of(host("api.anthropic.com")) : List.of();
    }

    private static HostRule host(String name) {
        return new HostRule(name, Optional.of(HTTPS));
    }
}
