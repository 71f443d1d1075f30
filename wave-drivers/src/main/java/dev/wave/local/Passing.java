package dev.wave.local;

import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedStep;
import dev.wave.run.Verdict;
import java.util.List;

/// Whether verdicts are good enough for a step.
final class Passing {

    private Passing() {}

    /// Whether everything that must hold does.
    static boolean passes(PlannedStep step, List<Verdict> verdicts) {
        return verdicts.stream().allMatch(verdict -> verdict.held() || mayFail(step, verdict.contract()));
    }

    private static boolean mayFail(PlannedStep step, String contract) {
        return step.contracts().stream()
                .filter(planned -> planned.name().equals(contract))
                .map(PlannedContract::policy)
                .anyMatch(policy -> !policy.mustPass());
    }
}
