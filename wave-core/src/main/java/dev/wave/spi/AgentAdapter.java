package dev.wave.spi;

import dev.wave.model.AdapterSettings;
import dev.wave.model.Digest;
import dev.wave.model.Limits;
import dev.wave.model.Persona;
import dev.wave.model.StepId;
import dev.wave.run.Activity;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Usage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Code that drives one kind of agent. Open set: one class per kind.
public interface AgentAdapter {

    /// The `type:` it answers to.
    String type();

    /// Whether its agents can be given tools by a socket that speaks the Model Context Protocol. Those of
    /// others are not told of any, and their assignments have neither `deliverables` nor an `answerSchema`.
    default boolean offersTools() {
        return false;
    }

    /// Works on the task until the agent is done, failed or a limit is reached. Interrupting the thread
    /// cancels; when the method returns, every process it started is dead. Never checks contracts, never
    /// collects outputs.
    Answer work(Assignment assignment, Consumer<Activity> activity) throws InterruptedException;

    /// All an agent is given.
    ///
    /// @param task the whole text, with what Wave adds
    /// @param env what the step lists, besides what Wave sets
    /// @param project the project's root in the user's tree, for files an adapter's own settings name
    /// @param deliverables unix socket at which the tool `submit_deliverable` is served, to any number of
    /// connections; absent if the step produces nothing, or the adapter offers no tools
    /// @param answerSchema JSON Schema of the one thing the step produces, for agents that can be held to it
    record Assignment(
            StepId step,
            int attempt,
            Persona persona,
            AdapterSettings settings,
            String model,
            String task,
            Limits limits,
            SequencedMap<String, String> env,
            Site site,
            Path project,
            Optional<Path> deliverables,
            Optional<String> answerSchema) {}

    /// How the agent's turn ended.
    ///
    /// @param failure absent if the agent came to its end
    /// @param finalMessage the last thing it said
    /// @param agent who answered, as it really was
    /// @param transcript the raw stream, stored
    record Answer(
            Optional<Failure> failure, String finalMessage, Usage usage, Answerer agent, Optional<Digest> transcript) {}
}
