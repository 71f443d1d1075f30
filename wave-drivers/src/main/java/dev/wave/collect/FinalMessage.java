package dev.wave.collect;

import dev.wave.contract.FormatCheck;
import dev.wave.model.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of an output that an agent said instead of writing it.
///
/// Text, Markdown and code are the message as it is. A structured format (JSON, YAML, CSV, HTML, a diff) is
/// the message if that is such a document, else the one fenced block in it that is; with none or several
/// there is no output, because nobody may guess.
final class FinalMessage {
    private FinalMessage() {}

    static Optional<String> output(String message, Format format) {
        if (message.isBlank() || !format.isText()) {
            return Optional.empty();
        }
        return switch (format) {
            case ANY, TEXT, MARKDOWN, CODE -> Optional.of(message);
            case JSON, YAML, CSV, HTML, DIFF -> structured(message, format);
            case DIRECTORY, BINARY -> Optional.empty();
        };
    }

    private static Optional<String> structured(String message, Format format) {
        if (is(message.strip(), format)) {
            return Optional.of(format == Format.JSON ? message.strip() : message);
        }
        var blocks = blocks(message).stream().filter(block -> is(block, format)).toList();
        return blocks.size() == 1 ? Optional.of(blocks.getFirst()) : Optional.empty();
    }

    /// What stands between a line that begins with a fence and the next line that is the same fence.
    private static List<String> blocks(String message) {
        var blocks = new ArrayList<String>();
        var fence = "";
        var block = new StringBuilder();
        for (var line : message.lines().toList()) {
            var opens = line.startsWith("```") || line.startsWith("~~~");
            if (fence.isEmpty() && opens) {
                fence = line.substring(0, 3);
                block.setLength(0);
            } else if (!fence.isEmpty() && line.stripTrailing().equals(fence)) {
                blocks.add(block.toString());
                fence = "";
            } else {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    private static boolean is(String text, Format format) {
        try {
            return FormatCheck.problem(format, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        } catch (IOException e) {
            return false; // too large or too deep to be sure
        }
    }
}
