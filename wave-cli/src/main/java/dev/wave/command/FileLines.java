package dev.wave.command;

import dev.wave.git.UnifiedDiff;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Printable;
import java.util.List;

/// Changed files with how many lines changed, for people.
final class FileLines {

    private FileLines() {}

    /// For example `src/a.js  +12 -3`.
    static List<String> of(List<UnifiedDiff.FileLines> files) {
        var width = files.stream()
                .mapToInt(file -> Printable.line(file.path()).text().length())
                .max()
                .orElse(0);
        return files.stream().map(file -> line(file, width)).toList();
    }

    private static String line(UnifiedDiff.FileLines file, int width) {
        var path = Printable.line(file.path()).text();
        var lines = file.added().isPresent() && file.deleted().isPresent()
                ? "+" + file.added().get() + " -" + file.deleted().get()
                : "binary";
        return path + " ".repeat(width - path.length()) + "  " + lines;
    }

    /// The same for programs; a binary file has no lines.
    static Value json(UnifiedDiff.FileLines file) {
        var json = new ObjectWriter().text("path", file.path());
        file.added().ifPresent(lines -> json.number("added", lines));
        file.deleted().ifPresent(lines -> json.number("deleted", lines));
        return json.done();
    }
}
