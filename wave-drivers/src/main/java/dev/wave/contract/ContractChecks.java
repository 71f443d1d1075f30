package dev.wave.contract;

import dev.wave.gateway.HostProxies;
import dev.wave.plan.PlannedContract;
import dev.wave.plan.PlannedContract.Predicate;
import dev.wave.process.Processes;
import dev.wave.run.Verdict;
import dev.wave.spi.Blobs;

/// Checks contracts, each on its own. A check that cannot be made, because something is missing, too large or
/// takes too long, is `ERRORED`; so is one that a person could not rely on.
public final class ContractChecks {
    private final ArtifactChecks artifacts;
    private final CommandCheck commands;

    /// @param proxies to the hosts that contracts list
    public ContractChecks(Blobs blobs, Processes processes, HostProxies proxies) {
        artifacts = new ArtifactChecks(blobs);
        commands = new CommandCheck(blobs, processes, proxies);
    }

    /// The verdict on one contract.
    ///
    /// @throws InterruptedException if the attempt is cancelled; no process is left then either
    public Verdict check(PlannedContract contract, Subject subject) throws InterruptedException {
        return switch (contract.predicate()) {
            case Predicate.Command command -> commands.check(contract.name(), command, subject);
            case Predicate.JsonSchema _, Predicate.OutputSchema _, Predicate.NonEmpty _, Predicate.HasFormat _ ->
                artifacts.check(contract, subject.artifacts()).orElseThrow();
        };
    }
}
