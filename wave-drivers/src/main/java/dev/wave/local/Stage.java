package dev.wave.local;

import dev.wave.agent.AgentProgram;
import dev.wave.agent.Agents;
import dev.wave.collect.Collector;
import dev.wave.contract.ContractChecks;
import dev.wave.gateway.HostProxies;
import dev.wave.process.Processes;
import dev.wave.redaction.Vault;
import dev.wave.secret.Secrets;
import dev.wave.spi.Workspaces;
import dev.wave.store.Space;
import dev.wave.workspace.SetupLayers;
import java.nio.file.Path;

/// What attempts are made with.
///
/// @param project the project's root in the user's tree
/// @param tag marks every process of the run
/// @param sockets folder for the sockets that attempts are served at
/// @param proxies to the hosts that steps were granted
/// @param watch hears what agents do
/// @param secrets looks up what steps ask for
/// @param vault all values that were looked up, to be hidden everywhere
public record Stage(
        Path project,
        String tag,
        Workspaces workspaces,
        SetupLayers setups,
        TreeFolder folders,
        Processes processes,
        AgentProgram programs,
        Agents agents,
        Collector collector,
        ContractChecks contracts,
        Space space,
        Path sockets,
        HostProxies proxies,
        Watch watch,
        Secrets secrets,
        Vault vault) {}
