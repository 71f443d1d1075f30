package dev.wave.agent.claude;

import java.util.List;
import java.util.Optional;

/// What a tool is used for, in one line for a person: the command, the file, the pattern.
final class ToolSummary {
    private static final int LONGEST = 160;

    /// The input that says most, by the names the program's own tools use.
    private static final List<String> TELLING = List.of(
            "command",
            "file_path",
            "notebook_path",
            "pattern",
            "url",
            "query",
            "name",
            "description",
            "prompt",
            "path");

    private ToolSummary() {}

    static String of(Json input) {
        return TELLING.stream()
                .map(input::text)
                .flatMap(Optional::stream)
                .findFirst()
                .map(ToolSummary::line)
                .orElse("");
    }

    private static String line(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
