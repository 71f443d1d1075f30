package dev.wave.view;

import dev.wave.model.StepId;

/// Where the lines of a run are written. What is in them is as programs and people said it; whoever prints it
/// makes it printable.
public interface RunLines {

    /// About the run as a whole.
    void note(String text);

    /// About one step.
    ///
    /// @param status one word; empty where the line goes on with the one before
    void step(StepId step, String status, String rest);

    /// How the run ended.
    void end(String text);

    /// What its user may want to do next.
    void next(String commands);
}
