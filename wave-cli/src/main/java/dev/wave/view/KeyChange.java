package dev.wave.view;

import dev.wave.key.KeyDiff;
import dev.wave.model.ObjectWriter;
import dev.wave.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A part of a key that is not as it was, with what a person wants to see of it.
///
/// @param difference what differs
/// @param files the files that differ, if it is a file state whose files are known
/// @param hunks the lines in which two long texts differ; empty for others
public record KeyChange(KeyDiff.Difference difference, List<String> files, String hunks) {
    private static final int FILES = 10;
    private static final int LINES = 40;

    public KeyChange {
        files = List.copyOf(files);
    }

    /// For people, in one line.
    public String line() {
        return files.isEmpty() ? Printable.line(difference.toString()).text() : "files: " + named();
    }

    /// For people: of what, and then how, each line below it indented.
    List<String> lines() {
        var lines = new ArrayList<String>();
        if (!files.isEmpty() || hunks.isEmpty()) {
            lines.add(line());
        } else {
            lines.add(difference.component() + ":");
            lines.addAll(hunkLines());
        }
        return lines;
    }

    /// The hunks, or the two values.
    List<String> texts() {
        return hunks.isEmpty()
                ? List.of(
                        Printable.block("- " + difference.before()).text(),
                        Printable.block("+ " + difference.after()).text())
                : hunkLines();
    }

    private List<String> hunkLines() {
        return clipped(hunks).stream().map(line -> "  " + line).toList();
    }

    /// The lines of a difference, not more than a person reads.
    static List<String> clipped(String hunks) {
        var all = Printable.block(hunks).text().lines().toList();
        var lines = new ArrayList<>(all.subList(0, Math.min(LINES, all.size())));
        if (all.size() > LINES) {
            lines.add("… " + (all.size() - LINES) + " more lines; `--format json` has them all");
        }
        return lines;
    }

    private String named() {
        var more = files.size() - FILES;
        return files.stream()
                        .limit(FILES)
                        .map(file -> Printable.line(file).text())
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /// For programs.
    public Value json() {
        var json = new ObjectWriter()
                .text("component", difference.component())
                .text("before", difference.before())
                .text("after", difference.after());
        if (!files.isEmpty()) {
            json.texts("files", files);
        }
        if (!hunks.isEmpty()) {
            json.text("diff", hunks);
        }
        return json.done();
    }
}
