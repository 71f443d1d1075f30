package dev.wave.lock;

import dev.wave.model.HostRule;
import dev.wave.model.Permissions;
import dev.wave.model.Permissions.Rule;
import dev.wave.model.Secret;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a step may do, in words that a reviewer sees change: the tools of its persona, the hosts that it or its
/// contracts may reach, the secrets it is given. What it may not is marked with `!`.
final class StepGrants {
    private static final String NETWORK = "Network";
    private static final String SECRET = "Secret";

    private StepGrants() {}

    static List<String> of(PlannedStep step) {
        var own = of(permissions(step));
        var others = Stream.concat(
                step.contracts().stream()
                        .filter(contract -> contract.predicate() instanceof Predicate.Command)
                        .map(contract -> (Predicate.Command) contract.predicate())
                        .flatMap(command -> command.network().allow().stream().map(StepGrants::network)),
                Stream.concat(step.secrets().ofAction().stream(), step.secrets().ofSetup().stream())
                        .map(StepGrants::secret));
        return sorted(Stream.concat(own, others));
    }

    /// What its persona may, and the hosts that the step itself lists.
    private static Permissions permissions(PlannedStep step) {
        var hosts = step.network().allow().stream().map(StepGrants::network);
        return switch (step.action()) {
            case PlannedAction.Ask ask -> {
                var permissions = ask.persona().permissions();
                var allow = new ArrayList<>(permissions.allow());
                hosts.filter(host -> allow.stream().noneMatch(rule -> isSame(rule, host)))
                        .forEach(allow::add);
                yield new Permissions(allow, permissions.deny());
            }
            case PlannedAction.Run _ -> new Permissions(hosts.toList(), List.of());
        };
    }

    private static boolean isSame(Rule rule, Rule host) {
        return rule.tool().equals(NETWORK)
                && HostRule.read(rule.pattern())
                        .map(StepGrants::network)
                        .filter(host::equals)
                        .isPresent();
    }

    private static Stream<Object> of(Permissions permissions) {
        var granted = permissions.allow().stream()
                .filter(rule -> permissions.deny().stream().noneMatch(deny -> deny.covers(rule)))
                .toList();
        var refused = permissions.deny().stream()
                .filter(deny -> granted.stream().anyMatch(rule -> rule.covers(deny)))
                .map(deny -> "!" + deny);
        return Stream.concat(granted.stream(), refused);
    }

    private static Rule network(HostRule host) {
        return new Rule(NETWORK, host.toString());
    }

    private static Rule secret(Secret secret) {
        return new Rule(SECRET, secret.name().value());
    }

    static List<String> sorted(Stream<?> texts) {
        return List.copyOf(texts.map(Object::toString).collect(Collectors.toCollection(TreeSet::new)));
    }
}
