package dev.wave.command;

import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import java.util.function.Consumer;

/// Tells the keys of a run's steps, to those who want to hear more.
record KeyNotes(Console console) implements Consumer<Recorded> {

    @Override
    public void accept(Recorded recorded) {
        switch (recorded.event()) {
            case RunEvent.StepReady(var step, var key, var _) -> console.more(step + ": key " + key);
            case RunEvent.StepReused reused -> console.more(reused.step() + ": key " + reused.key() + ", stored");
            default -> {}
        }
    }
}
