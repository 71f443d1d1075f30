package dev.wave.command;

import dev.wave.git.UnifiedDiff;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import dev.wave.view.Cells;
import dev.wave.view.Line;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import dev.wave.view.Style;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Changed files with how many lines changed, for people.
final class FileLines {

    private FileLines() {}

    /// For example `src/a.js  +12 -3`.
    static List<String> of(List<UnifiedDiff.FileLines> files) {
        return lines(files, Integer.MAX_VALUE).stream().map(Line::text).toList();
    }

    /// The same in so many cells; a longer path is cut.
    static List<Line> lines(List<UnifiedDiff.FileLines> files, int width) {
        var counts = files.stream().mapToInt(file -> count(file).width()).max().orElse(0);
        var paths =
                files.stream().mapToInt(file -> Cells.width(path(file))).max().orElse(0);
        var column = Math.clamp(width - counts - 2L, 1, Math.max(1, paths));
        return files.stream()
                .map(file -> Line.of(Cells.padded(Cells.cut(path(file), column), column) + "  ")
                        .and(count(file)))
                .toList();
    }

    /// For example `2 files changed, 14 lines added, 3 deleted`.
    static Line total(List<UnifiedDiff.FileLines> files) {
        return Line.of(Shown.plural(files.size(), "file") + " changed, ", Style.BOLD)
                .and(Shown.plural(sum(files, UnifiedDiff.FileLines::added), "line") + " added", Style.BOLD)
                .and(", " + sum(files, UnifiedDiff.FileLines::deleted) + " deleted", Style.BOLD);
    }

    private static long sum(List<UnifiedDiff.FileLines> files, Function<UnifiedDiff.FileLines, Optional<Long>> lines) {
        return files.stream()
                .flatMap(file -> lines.apply(file).stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String path(UnifiedDiff.FileLines file) {
        return Printable.line(file.path()).text();
    }

    private static Line count(UnifiedDiff.FileLines file) {
        return file.added().isPresent() && file.deleted().isPresent()
                ? Line.of("+" + file.added().get(), Style.GREEN)
                        .and(" ")
                        .and("-" + file.deleted().get(), Style.RED)
                : Line.of("binary");
    }

    /// The same for programs; a binary file has no lines.
    static Value json(UnifiedDiff.FileLines file) {
        var json = new ObjectWriter().text("path", file.path());
        file.added().ifPresent(lines -> json.number("added", lines));
        file.deleted().ifPresent(lines -> json.number("deleted", lines));
        return json.done();
    }
}
