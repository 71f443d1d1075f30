package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.model.ObjectWriter;
import dev.wave.option.Syntax;
import dev.wave.store.Owner;
import java.util.List;

/// `wave cancel`: asks the process that works on a run to end it, as Ctrl-C would.
final class CancelCommand extends WaveCommand {
    RunArgument run = new RunArgument();

    CancelCommand(Tools tools) {
        super(tools);
    }

    @Override
    void declare(Syntax syntax) {
        syntax.purpose("End a run that is going on, as Ctrl-C does; `wave resume` can go on with it later.");
        run.declare(syntax);
    }

    @Override
    ExitCode run() {
        var project = openProject();
        try (var stores = tools().stores(project)) {
            var id = run.in(stores);
            var holder = stores.leases().holder("run/" + id);
            if (holder.isEmpty()) {
                throw CommandProblem.failed(
                        "run " + id + " is not going on\n`wave show " + id + "` tells how it ended");
            }
            var owner = holder.get().owner();
            var asked = owner.life() == Owner.Life.ALIVE
                    && ProcessHandle.of(owner.pid())
                            .filter(ProcessHandle::destroy)
                            .isPresent();
            answer(
                    () -> List.of(asked ? "asked run " + id + " to end" : "run " + id + " is just ending"),
                    () -> new ObjectWriter()
                            .number("v", 1)
                            .text("run", id)
                            .truth("asked", asked)
                            .done());
            return ExitCode.DONE;
        }
    }
}
