package dev.wave.testkit;

import dev.wave.plan.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a step of a simulated world does, whenever and however often it is asked to.
///
/// @param preparation what putting its inputs together comes to
/// @param turns what its attempts come to, one after the other; the last one again and again
record Script(Preparation preparation, List<Turn> turns) {
    Script {
        turns = List.copyOf(turns);
    }

    /// What comes of a preparation.
    enum Preparation {
        READY,
        /// Another run has stored the result.
        STORED,
        NOT_WANTED,
        FAILS
    }

    /// What comes of an attempt.
    sealed interface Turn {

        /// It ends without outputs to check.
        record Fails(Kind kind, boolean leavesTree) implements Turn {}

        /// It ends, and the contracts at these positions do not hold.
        ///
        /// @param same whether the violation is the same each time
        /// @param unchecked whether the verdicts are missing instead of broken
        record Ends(List<Integer> broken, boolean errored, boolean unchecked, boolean missing, boolean same)
                implements Turn {
            public Ends {
                broken = List.copyOf(broken);
            }
        }
    }

    /// Kinds of failure.
    enum Kind {
        EXITED,
        TIMED_OUT,
        OUTPUT_EXCEEDED,
        AGENT_FAILED,
        TRANSIENT,
        PERMISSION,
        STORE
    }

    private static final Kind[] TRIED_AGAIN = {
        Kind.EXITED, Kind.TIMED_OUT, Kind.OUTPUT_EXCEEDED, Kind.AGENT_FAILED, Kind.TRANSIENT
    };

    Turn turn(int index) {
        return turns.get(Math.min(index, turns.size() - 1));
    }

    static Script random(Random random, PlannedStep step) {
        var turns = new ArrayList<Turn>();
        while (random.nextInt(100) < 45 && turns.size() < 5) {
            turns.add(turn(random, step));
        }
        if (random.nextInt(100) < 80 || turns.isEmpty()) {
            turns.add(new Turn.Ends(List.of(), false, false, false, false));
        }
        return new Script(preparation(random.nextInt(100)), turns);
    }

    private static Preparation preparation(int percent) {
        if (percent < 5) {
            return Preparation.NOT_WANTED;
        }
        if (percent < 8) {
            return Preparation.FAILS;
        }
        return percent < 18 ? Preparation.STORED : Preparation.READY;
    }

    private static Turn turn(Random random, PlannedStep step) {
        if (random.nextBoolean()) {
            var kinds = random.nextInt(4) == 0 ? Kind.values() : TRIED_AGAIN;
            var kind = kinds[random.nextInt(kinds.length)];
            return new Turn.Fails(kind, random.nextBoolean());
        }
        var broken = new ArrayList<Integer>();
        for (var contract = 0; contract < step.contracts().size(); contract++) {
            if (random.nextBoolean()) {
                broken.add(contract);
            }
        }
        return new Turn.Ends(
                broken,
                random.nextInt(3) == 0,
                random.nextInt(6) == 0,
                !step.outputs().isEmpty() && random.nextInt(5) == 0,
                random.nextInt(3) == 0);
    }
}
