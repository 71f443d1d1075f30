package dev.wave.command;

import dev.wave.model.AdapterSettings;
import dev.wave.plan.Pins;
import dev.wave.plan.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The versions of agents' programs on this machine, for a lock to pin. Where a program is not here the version
/// that was pinned before stays.
final class AgentVersions implements Function<AdapterSettings, Optional<String>> {
    private final Tools tools;
    private final Surroundings surroundings;
    private final Pins before;
    private final List<String> notices = new ArrayList<>();

    AgentVersions(Tools tools, Surroundings surroundings, Pins before) {
        this.tools = tools;
        this.surroundings = surroundings;
        this.before = before;
    }

    /// The version to pin; empty if there is none to be had.
    @Override
    public Optional<String> apply(AdapterSettings adapter) {
        var here = surroundings.agents().version(adapter).or(() -> told(adapter));
        if (here.isEmpty() && tools.examination().isProgram(adapter.type())) {
            notices.add(adapter.name() + ": its program is not here, or does not tell its version; "
                    + before.version(adapter.name())
                            .map(version -> "it stays pinned to " + version)
                            .orElse("no version is pinned. `wave lock` where it is installed pins one"));
        }
        return here.or(() -> before.version(adapter.name()));
    }

    /// What could not be found out.
    List<String> notices() {
        return List.copyOf(notices);
    }

    /// The program is asked only if it is the user's own, and not one that the project names.
    private Optional<String> told(AdapterSettings adapter) {
        if (!adapter.command().isEmpty()) {
            return Optional.empty();
        }
        try {
            return tools.examination().version(adapter.type());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever waits next ends the command
            return Optional.empty();
        }
    }
}
