package dev.wave.agent.claude;

import dev.wave.agent.ProjectWords;
import dev.wave.model.AdapterSettings;
import dev.wave.plan.Presence;
import dev.wave.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What starts the program: the one on the `PATH`, or the adapter's `command`.
sealed interface ClaudeLauncher {

    /// It can be started.
    ///
    /// @param words the program and its first arguments
    /// @param files what a sandbox has to show
    /// @param version as its files tell; absent if they do not
    record Found(List<String> words, List<Path> files, Optional<String> version) implements ClaudeLauncher {
        public Found {
            words = List.copyOf(words);
            files = List.copyOf(files);
        }
    }

    /// It is not here, or cannot be driven.
    record Missing(Presence.Missing missing) implements ClaudeLauncher {}

    /// The launcher for an adapter; found without starting anything.
    ///
    /// @param project the project's root, for a command that is a file of it
    static ClaudeLauncher of(AdapterSettings settings, Path project, Map<String, String> machine) {
        var path = machine.getOrDefault("PATH", "");
        if (settings.command().isEmpty()) {
            return ClaudeProgram.find(path)
                    .map(program -> program.problem()
                            .<ClaudeLauncher>map(Missing::new)
                            .orElseGet(() -> new Found(
                                    List.of(program.file().toString()), program.installation(), program.version())))
                    .orElseGet(() -> new Missing(new Presence.Missing(
                            "the program 'claude' is not installed",
                            "install it: npm install -g @anthropic-ai/claude-code")));
        }
        var command = ProjectWords.resolved(settings.command(), project);
        return Programs.find(command.getFirst(), path, project)
                .map(ClaudeProgram::at)
                .<ClaudeLauncher>map(program -> found(program, command.subList(1, command.size())))
                .orElseGet(() -> new Missing(new Presence.Missing(
                        "there is no program '" + settings.command().getFirst() + "'",
                        "correct 'command' in 'adapters:'")));
    }

    private static Found found(ClaudeProgram program, List<String> arguments) {
        var words = new ArrayList<>(List.of(program.file().toString()));
        words.addAll(arguments);
        var files = new ArrayList<>(program.installation());
        arguments.stream()
                .filter(word -> word.startsWith("/"))
                .map(Path::of)
                .filter(Files::exists)
                .forEach(files::add);
        return new Found(words, files, arguments.isEmpty() ? program.version() : Optional.empty());
    }
}
