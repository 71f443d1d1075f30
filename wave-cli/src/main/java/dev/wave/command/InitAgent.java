package dev.wave.command;

import dev.wave.model.AdapterName;
import dev.wave.model.ModelAccess;
import dev.wave.plan.AgentFinder;
import dev.wave.plan.DefaultAdapter;
import dev.wave.plan.Presence;

/// Claude Code, as a new project could use it on this machine.
///
/// @param here whether a run could use it
/// @param how in words that follow its name
/// @param settings what `adapters:` says of it; empty if nothing has to be said
record InitAgent(boolean here, String how, String settings) {

    /// A key wins over a login, as it does in a run. Starts nothing that could cost.
    static InitAgent find(AgentFinder agents) {
        var usual = DefaultAdapter.builtIn(new AdapterName("claude"));
        if (agents.find(usual) instanceof Presence.Missing(var what, var fix)) {
            return agents.find(usual.with(new ModelAccess.Login())) instanceof Presence.Here
                    ? new InitAgent(true, "with its login", "  claude: {auth: login}\n")
                    : new InitAgent(false, what + "; " + fix, "");
        }
        return new InitAgent(true, "with your key", "");
    }
}
