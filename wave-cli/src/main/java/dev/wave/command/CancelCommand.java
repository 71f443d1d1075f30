package dev.wave.command;

import dev.wave.diagnostic.ExitCode;
import dev.wave.store.Owner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `wave cancel`: asks the process that works on a run to end it, as Ctrl-C would.
@Command(
        name = "cancel",
        description = "End a run that is going on, as Ctrl-C does; `wave resume` can go on with it later.",
        sortOptions = false)
final class CancelCommand implements WaveCommand {
    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run; the newest if left out.")
    @Nullable
    String run;

    private final Tools tools;

    CancelCommand(Tools tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode run() {
        var project = OpenProject.find(tools, common.directory);
        try (var stores = tools.stores(project)) {
            var id = RunNames.of(stores, run);
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
            tools.console().print(asked ? "asked run " + id + " to end" : "run " + id + " is just ending");
            return ExitCode.DONE;
        }
    }
}
