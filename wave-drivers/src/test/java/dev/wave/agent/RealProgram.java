package dev.wave.agent;

import dev.wave.model.AdapterSettings;
import dev.wave.model.BaseUrl;
import dev.wave.plan.AgentFinder;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The real program of an agent: how it is driven, and what differs between programs in what they are asked to do
/// and tell.
interface RealProgram {

    /// An adapter for a person.
    ///
    /// @param sockets a folder for what it may need of such
    /// @param machine the person's environment
    AgentAdapter adapter(AgentProgram programs, Path sockets, Map<String, String> machine);

    /// Looks for it on a person's machine, as planning does.
    AgentFinder finder(Path project, Map<String, String> machine);

    /// The variable that usually holds a person's key.
    String keyVariable();

    /// Settings that make the program ask this API, and ask again by itself so often.
    AdapterSettings settings(BaseUrl api, int retries);

    /// What it is said to use in order to write, to read and to edit a file, and to run a command.
    List<String> tools();

    /// What its model calls the tool that hands over a deliverable.
    String handingOver();

    /// What it counts for one answer of the scripted API.
    Usage perCall();

    /// Whether it tells what its work has cost.
    boolean tellsPrices();

    /// How its API refuses somebody whose money is spent.
    Refusal unpaid();

    /// A refusal by the API.
    ///
    /// @param answer as a `fail` of the scripted API
    /// @param told what the program makes of it, in part
    record Refusal(String answer, String told) {}
}
