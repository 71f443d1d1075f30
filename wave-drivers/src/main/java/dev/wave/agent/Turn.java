package dev.wave.agent;

import dev.wave.run.Failure;
import dev.wave.run.Usage;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a scripted agent does in one attempt, in the order of the fields.
///
/// @param files to write, by workspace path
/// @param append text added to files, by workspace path
/// @param failure what the turn ends with although its program exits with 0
record Turn(
        Duration delay,
        List<Tool> tools,
        List<String> delete,
        SequencedMap<String, File> files,
        SequencedMap<String, String> append,
        String errors,
        String say,
        Usage usage,
        boolean hang,
        int exit,
        Optional<Failure> failure) {
    Turn {
        tools = List.copyOf(tools);
        delete = List.copyOf(delete);
        files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
        append = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(append));
    }

    /// A tool the agent seems to use; nothing really happens.
    record Tool(String name, String summary, boolean ok) {}

    /// A file to write.
    record File(String text, boolean executable) {}
}
