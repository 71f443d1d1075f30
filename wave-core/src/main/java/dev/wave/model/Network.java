package dev.wave.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What may be reached over the network. Deny beats allow; what no rule means is denied.
public record Network(List<HostRule> allow, List<HostRule> deny) {
    public Network {
        allow = allow.stream().distinct().toList();
        deny = deny.stream().distinct().toList();
    }

    /// Nothing.
    public static final Network NONE = new Network(List.of(), List.of());

    private static final int HTTPS = 443;
    private static final HostRule EVERYTHING = new HostRule("*", Optional.empty());

    /// What the rules for `Network` of some permissions say. Their patterns have been checked when they were
    /// read.
    public static Network of(Permissions permissions) {
        return new Network(hosts(permissions.allow()), hosts(permissions.deny()));
    }

    private static List<HostRule> hosts(List<Permissions.Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.tool().equals("Network"))
                .flatMap(rule -> HostRule.read(rule.pattern()).stream())
                .toList();
    }

    /// With more that may be reached, unless it is denied.
    public Network and(List<HostRule> hosts) {
        return new Network(Stream.concat(allow.stream(), hosts.stream()).toList(), deny);
    }

    /// Whether nothing may be reached.
    public boolean isNone() {
        return allow.isEmpty() || deny.contains(EVERYTHING);
    }

    /// Whether a host may be reached by this name.
    ///
    /// @param host in lower case; an IPv6 address in brackets
    public boolean allows(String host, int port) {
        return allow.stream().anyMatch(rule -> rule.allows(host, port))
                && deny.stream().noneMatch(rule -> rule.denies(host, port));
    }

    /// Whether a rule that names one host and port can do nothing here.
    public boolean denies(HostRule rule) {
        return deny.stream()
                .anyMatch(denied -> denied.denies(rule.host(), rule.port().orElse(HTTPS)));
    }

    /// The hosts as they are written: `a, b`, and `but not c`.
    @Override
    public String toString() {
        return listed(allow) + (deny.isEmpty() || isNone() ? "" : " but not " + listed(deny));
    }

    private static String listed(List<HostRule> rules) {
        return rules.stream().map(HostRule::toString).collect(Collectors.joining(", "));
    }
}
