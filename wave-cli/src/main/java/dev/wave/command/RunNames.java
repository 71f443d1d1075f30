package dev.wave.command;

import dev.wave.journal.Journals.Resolved;
import dev.wave.model.RunId;
import org.jspecify.annotations.Nullable;

/// Runs as people name them: by id, by the beginning of one, or not at all, which means the newest.
final class RunNames {

    private RunNames() {}

    static RunId of(Stores stores, @Nullable String name) {
        if (name == null) {
            return stores.journals()
                    .newest()
                    .map(summary -> summary.id())
                    .orElseThrow(() -> CommandProblem.failed("this project has no runs yet; `wave run` starts one"));
        }
        return switch (stores.journals().resolve(name)) {
            case Resolved.Run(var id) -> id;
            case Resolved.Unknown _ ->
                throw CommandProblem.usage(
                        "there is no run '" + name + "' in this project\n`wave status` lists the runs");
            case Resolved.Ambiguous(var runs) ->
                throw CommandProblem.usage("'" + name + "' could be "
                        + String.join(", ", runs.stream().map(RunId::value).toList()));
        };
    }
}
