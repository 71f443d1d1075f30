package dev.wave.local;

import dev.wave.model.Digest;
import dev.wave.model.TreeId;
import dev.wave.run.Answerer;
import dev.wave.run.Failure;
import dev.wave.run.Outcome;
import dev.wave.run.Usage;
import dev.wave.spi.AgentAdapter.Answer;
import java.util.Optional;

/// How an attempt ended, with what it used.
///
/// @param agent who was at work; absent if nobody began
record Ended(Outcome outcome, Usage usage, Optional<Digest> transcript, Optional<Answerer> agent) {

    /// The end of an attempt whose agent never began.
    static Ended before(Failure failure) {
        return new Ended(new Outcome.Failed(failure, Optional.empty()), Usage.NONE, Optional.empty(), Optional.empty());
    }

    /// The end of an attempt whose agent was at work.
    static Ended after(Answer answer, Outcome outcome) {
        return new Ended(outcome, answer.usage(), answer.transcript(), Optional.of(answer.agent()));
    }

    /// The end of an attempt that failed after its agent was at work.
    ///
    /// @param left the file state it left, if the next attempt may go on from it
    static Ended failed(Answer answer, Failure failure, Optional<TreeId> left) {
        return after(answer, new Outcome.Failed(failure, left));
    }
}
