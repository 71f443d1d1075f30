package dev.wave.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wave.model.Permissions.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, 443, true",
        "example.org, example.org, 80, true",
        "example.org, example.org, 8080, false",
        "example.org:8080, example.org, 8080, true",
        "example.org:8080, example.org, 443, false",
        "EXAMPLE.org, example.org, 443, true",
        "example.org, www.example.org, 443, false",
        "example.org, example.org.evil.net, 443, false",
        "example.org, examplexorg, 443, false",
        "*.example.org, www.example.org, 443, true",
        "*.example.org, a.b.example.org, 443, true",
        "*.example.org, example.org, 443, false",
        "*.example.org, evilexample.org, 443, false",
        "git*.example.*, gitlab.example.com, 443, true",
        "a*a, a, 443, false",
        "a*b*c, abc, 443, true",
        "a*b*c, axxbyyc, 443, true",
        "a*bb*b, abb, 443, false",
        "*, example.org, 443, true",
        "*, 127.0.0.1, 443, false",
        "1*, 10.0.0.1, 443, false",
        "*, [::1], 443, false",
        "127.0.0.1:9, 127.0.0.1, 9, true",
        "127.0.0.1:9, 127.0.0.1, 80, false",
        "[::1]:9, [::1], 9, true",
    })
    void a_rule_allows_what_it_names(String rule, String host, int port, boolean allowed) {
        assertThat(network(List.of(rule), List.of()).allows(host, port)).isEqualTo(allowed);
    }

    @Test
    void deny_beats_allow_on_every_port() {
        var network = network(List.of("*.example.org", "*.example.org:8443"), List.of("secret.*", "a.example.org:80"));

        assertThat(network.allows("www.example.org", 8443)).isTrue();
        assertThat(network.allows("secret.example.org", 443)).isFalse();
        assertThat(network.allows("secret.example.org", 8443)).isFalse();
        assertThat(network.allows("a.example.org", 443)).isTrue();
        assertThat(network.allows("a.example.org", 80)).isFalse();
        assertThat(network(List.of("127.0.0.1:1"), List.of("127.*")).allows("127.0.0.1", 1))
                .isFalse();
    }

    @Test
    void denying_everything_leaves_nothing() {
        assertThat(network(List.of("example.org"), List.of("*")).isNone()).isTrue();
        assertThat(network(List.of("example.org"), List.of("*")).allows("example.org", 443))
                .isFalse();
        assertThat(network(List.of("example.org"), List.of()).isNone()).isFalse();
        assertThat(Network.NONE.isNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://example.org",
                "example.org/",
                "exam ple.org",
                "a:0",
                "a:65536",
                "a:b",
                ":80",
                ".a",
                "a.",
                "user@host",
                "::1",
                "a,b",
                "-a",
                "a\nb"
            })
    void what_is_no_host_is_not_taken_for_one(String text) {
        assertThat(HostRule.read(text)).isEmpty();
    }

    @Test
    void permissions_say_it_with_their_rules_for_the_network() {
        var permissions = new Permissions(
                List.of(Rule.of("Read"), new Rule("Network", "Docs.Example.org"), new Rule("Network", "a:1")),
                List.of(new Rule("Network", "b"), new Rule("Bash", "c")));

        assertThat(Network.of(permissions)).isEqualTo(network(List.of("docs.example.org", "a:1"), List.of("b")));
        assertThat(Network.of(permissions)).hasToString("docs.example.org, a:1 but not b");
        assertThat(Network.of(permissions)
                        .and(List.of(new HostRule("a", Optional.of(1)), new HostRule("d", Optional.empty()))))
                .hasToString("docs.example.org, a:1, d but not b");
    }

    private static Network network(List<String> allow, List<String> deny) {
        return new Network(rules(allow.stream()), rules(deny.stream()));
    }

    private static List<HostRule> rules(Stream<String> texts) {
        return texts.map(text -> HostRule.read(text).orElseThrow()).toList();
    }
}
