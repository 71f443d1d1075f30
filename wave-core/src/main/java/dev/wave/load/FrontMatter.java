package dev.wave.load;

import java.util.Optional;

/// A Markdown file in two: the YAML between two lines `---` at its start, and the rest.
///
/// @param yaml with the opening line left empty, so that line numbers are those of the file
record FrontMatter(String yaml, String body) {

    /// Empty if the front matter starts and never ends. A file that does not start with `---` is all body.
    static Optional<FrontMatter> split(String text) {
        var plain = text.replace("\r\n", "\n");
        if (!plain.startsWith("---\n")) {
            return Optional.of(new FrontMatter("", plain));
        }
        var end = plain.indexOf("\n---", 3);
        while (end >= 0 && !isWholeLine(plain, end + 4)) {
            end = plain.indexOf("\n---", end + 1);
        }
        if (end < 0) {
            return Optional.empty();
        }
        var body = plain.indexOf('\n', end + 1);
        return Optional.of(new FrontMatter(
                "\n" + plain.substring(4, Math.max(4, end + 1)), body < 0 ? "" : plain.substring(body + 1)));
    }

    private static boolean isWholeLine(String text, int at) {
        var end = text.indexOf('\n', at);
        return text.substring(at, end < 0 ? text.length() : end).isBlank();
    }
}
