package dev.wave.local;

import dev.wave.expression.Template;
import dev.wave.plan.PlannedAction.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Planned commands as words to start.
final class CommandLines {

    private CommandLines() {}

    /// The words of a command whose names are all filled in.
    static List<String> words(Command command, Filling filling, SequencedMap<String, String> env) throws NotFillable {
        return switch (command) {
            case Command.Shell(var text) -> List.of("sh", "-c", text);
            case Command.Words(var words) -> {
                var filled = new ArrayList<String>();
                for (var word : words) {
                    filled.add(filling.text(word, env));
                }
                yield List.copyOf(filled);
            }
        };
    }

    /// How a command is shown to people.
    static String shown(Command command) {
        return switch (command) {
            case Command.Shell(var text) -> text.strip();
            case Command.Words(var words) ->
                String.join(" ", words.stream().map(Template::text).toList());
        };
    }
}
