package dev.wave.command;

import dev.wave.diagnostic.Nearest;
import dev.wave.journal.Journals.Resolved;
import dev.wave.model.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs as people name them: by id, by the beginning of one, or not at all, which means the newest.
final class RunNames {
    /// Among how many runs the one is looked for that was probably meant.
    private static final int LATEST = 200;

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
                throw CommandProblem.usage("there is no run '" + name + "' in this project"
                        + Nearest.question(name, latest(stores))
                                .map(question -> "; " + question)
                                .orElse("")
                        + "\n`wave status` lists the runs");
            case Resolved.Ambiguous(var runs) ->
                throw CommandProblem.usage("'" + name + "' could be "
                        + String.join(", ", runs.stream().map(RunId::value).toList())
                        + "\nwrite more of it");
        };
    }

    private static List<String> latest(Stores stores) {
        return stores.journals().list(LATEST).stream()
                .map(run -> run.id().value())
                .toList();
    }
}
