package dev.wave.testkit;

import dev.wave.model.ArtifactName;
import dev.wave.model.CacheMode;
import dev.wave.model.Format;
import dev.wave.model.Handover.OnFailure;
import dev.wave.model.Handover.Policy;
import dev.wave.model.Limits;
import dev.wave.model.Network;
import dev.wave.model.PipelineName;
import dev.wave.model.Retry;
import dev.wave.model.SandboxMode;
import dev.wave.model.StepId;
import dev.wave.model.WorkspaceSpec;
import dev.wave.plan.Plan;
import dev.wave.plan.PlannedAction;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedOutput;
import dev.wave.plan.PlannedSecrets;
import dev.wave.plan.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Plans of up to thirty steps with everything the engine looks at: dependencies, contracts, retries.
final class RandomPlan {
    private final Random random;

    private RandomPlan(Random random) {
        this.random = random;
    }

    static Plan of(Random random) {
        return new RandomPlan(random).plan();
    }

    private Plan plan() {
        var count = 1 + random.nextInt(1 + random.nextInt(30));
        var steps = new ArrayList<PlannedStep>();
        for (var step = 0; step < count; step++) {
            steps.add(step(step));
        }
        return new Plan(
                new PipelineName("simulated"),
                Optional.empty(),
                "",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                Optional.empty(),
                1 + random.nextInt(5),
                random.nextInt(8) == 0,
                steps,
                new LinkedHashMap<>());
    }

    private PlannedStep step(int position) {
        return new PlannedStep(
                id(position),
                new PlannedAction.Run(new PlannedAction.Command.Shell("true")),
                dependencies(position),
                List.of(),
                random.nextBoolean() ? List.of(output()) : List.of(),
                contracts(),
                Optional.empty(),
                Limits.DEFAULT,
                retry(),
                WorkspaceSpec.TREE,
                List.of(),
                PlannedStep.WHOLE_TREE,
                CacheMode.AUTO,
                random.nextInt(6) == 0,
                new LinkedHashMap<>(),
                SandboxMode.AUTO,
                PlannedSecrets.NONE,
                Network.NONE);
    }

    private static StepId id(int position) {
        return new StepId("s" + position);
    }

    private List<PlannedStep.Dependency> dependencies(int position) {
        var dependencies = new ArrayList<PlannedStep.Dependency>();
        for (var earlier = Math.max(0, position - 6); earlier < position; earlier++) {
            if (random.nextInt(5) == 0) {
                dependencies.add(new PlannedStep.Dependency(id(earlier), random.nextInt(5) != 0, false));
            }
        }
        return dependencies;
    }

    private static PlannedOutput output() {
        return new PlannedOutput(new ArtifactName("report"), true, Format.TEXT, Optional.empty(), "", Optional.empty());
    }

    private List<PlannedContract> contracts() {
        var contracts = new ArrayList<PlannedContract>();
        while (random.nextInt(5) < 2 && contracts.size() < 3) {
            contracts.add(new PlannedContract(
                    "non_empty#" + contracts.size(), new PlannedContract.Predicate.NonEmpty(List.of()), policy()));
        }
        return contracts;
    }

    private Policy policy() {
        var action = random.nextInt(10);
        var onFailure = action == 0 ? OnFailure.HALT : action < 3 ? OnFailure.CONTINUE : OnFailure.RETRY;
        return new Policy(random.nextInt(4) != 0, onFailure, random.nextInt(4));
    }

    private Retry retry() {
        var backoffs = Retry.Backoff.values();
        return new Retry(
                random.nextInt(4),
                backoffs[random.nextInt(backoffs.length)],
                Duration.ofSeconds(random.nextInt(20)),
                random.nextBoolean() ? Retry.From.CLEAN : Retry.From.PREVIOUS);
    }
}
