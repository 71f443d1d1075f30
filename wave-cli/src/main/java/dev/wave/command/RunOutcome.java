package dev.wave.command;

import dev.wave.model.RunId;
import dev.wave.model.TreeId;
import dev.wave.run.Recorded;
import dev.wave.run.RunEvent;
import dev.wave.run.RunStatus;

/// The files a finished run started from and ended with.
///
/// @param status a failed run may have a tree all the same
record RunOutcome(RunId id, TreeId base, TreeId tree, RunStatus status) {

    /// Ends the command if the run has no final tree.
    static RunOutcome of(Stores stores, RunId id) {
        RunEvent.RunStarted started = null;
        RunEvent.RunFinished finished = null;
        for (var event :
                stores.journals().read(id).stream().map(Recorded::event).toList()) {
            switch (event) {
                case RunEvent.RunStarted first -> started = first;
                case RunEvent.RunFinished last -> finished = last;
                case RunEvent.RunResumed _ -> finished = null;
                default -> {}
            }
        }
        if (started == null || finished == null) {
            throw CommandProblem.failed("run " + id + " is not over"
                    + "\n`wave status` tells whether it is going on, `wave resume " + id + "` goes on with it");
        }
        if (finished.tree().isEmpty()) {
            throw CommandProblem.failed("run " + id + " has no final files: " + finished.reason() + "\n`wave resume "
                    + id + "` goes on with it");
        }
        return new RunOutcome(id, started.base(), finished.tree().get(), finished.status());
    }
}
