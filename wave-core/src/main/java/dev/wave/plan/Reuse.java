package dev.wave.plan;

import dev.wave.model.CacheMode;
import java.util.List;
import java.util.Optional;

/// Whether a run would take a step's stored result, as far as somebody who has looked can tell before the
/// run. Planning itself looks at no store.
public sealed interface Reuse {

    /// A result is stored under the step's key.
    ///
    /// @param from where it is from, for people: its run and age
    record Stored(String from) implements Reuse {}

    /// The key is known, and nothing is stored under it.
    record New() implements Reuse {}

    /// The key is known, and only a recording has a result for it, which stands for its own replay and for no run.
    ///
    /// @param recording its name
    record Recorded(String recording) implements Reuse {}

    /// The key is known, and a recording has a result for it that would stand for the step if somebody pulled it.
    ///
    /// @param recording its name
    record NotPulled(String recording) implements Reuse {}

    /// The key is known, nothing is stored under it, and the step had another key before.
    ///
    /// @param component the first of all it sees that is not as it was
    /// @param before its value then, shortened; `absent` if there was none
    /// @param after its value now
    /// @param files the files that differ, if the component is a file state whose files are known
    record Changed(String component, String before, String after, List<String> files) implements Reuse {
        public Changed {
            files = List.copyOf(files);
        }
    }

    /// A run would leave the step out.
    ///
    /// @param reason without a full stop
    record Skipped(String reason) implements Reuse {}

    /// The key is known only when the steps before it are done.
    record Unknown() implements Reuse {}

    /// No run uses another run's result of this step.
    ///
    /// @param reason without a full stop
    record Never(String reason) implements Reuse {}

    /// A result is stored under the step's key, and is older than the step's `ttl` allows.
    ///
    /// @param from where it is from, for people
    record Expired(String from) implements Reuse {}

    /// Of the step's `samples` some are stored, and a run makes the next one.
    ///
    /// @param number of the next one, from 1
    record NextSample(int number, int of) implements Reuse {}

    /// The mark it has in a plan.
    default Mark mark() {
        return switch (this) {
            case Stored _ -> Mark.STORED;
            case New _, NextSample _, Recorded _, NotPulled _ -> Mark.NEW;
            case Changed _, Expired _ -> Mark.CHANGED;
            case Unknown _ -> Mark.MAY_RUN;
            case Never _ -> Mark.NEVER_REUSED;
            case Skipped _ -> Mark.SKIPPED;
        };
    }

    /// What a run would do with a step, in one character.
    enum Mark {
        STORED('='),
        CHANGED('~'),
        NEW('+'),
        MAY_RUN('?'),
        NEVER_REUSED('!'),
        SKIPPED('-');

        private final char sign;

        Mark(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }

        /// Whether a run would work on the step, for certain.
        public boolean runs() {
            return switch (this) {
                case CHANGED, NEW, NEVER_REUSED -> true;
                case STORED, MAY_RUN, SKIPPED -> false;
            };
        }
    }

    /// What the plan alone tells of a step.
    static Reuse of(PlannedStep step) {
        return whyNever(step).<Reuse>map(Never::new).orElseGet(Unknown::new);
    }

    /// Why no run uses another run's result of the step; empty if runs do.
    static Optional<String> whyNever(PlannedStep step) {
        if (step.cache() instanceof CacheMode.Never) {
            return Optional.of(
                    step.secrets().isEmpty()
                            ? "its cache is never"
                            : "it is given secrets, and `cache: auto` is not written");
        }
        if (!step.workspace().share().isEmpty()) {
            return Optional.of("it sees shared folders of this machine");
        }
        if (!(step.cache() instanceof CacheMode.Ttl)) {
            if (step.action() instanceof PlannedAction.Ask ask && Grants.reachesOut(ask.persona())) {
                return Optional.of("its persona may look outside, and what is there changes");
            }
            if (!step.network().isNone()) {
                return Optional.of("it may reach the network, and what is there changes");
            }
        }
        return step.action() instanceof PlannedAction.Run && step.outputs().isEmpty()
                ? Optional.of("it is a command that declares no outputs")
                : Optional.empty();
    }
}
