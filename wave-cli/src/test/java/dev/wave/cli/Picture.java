package dev.wave.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A picture of what terminals show, as SVG: their rows with colours, as `tmux` captures them. The same rows
/// give the same bytes.
final class Picture {
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final double CELL = 8.4;
    private static final int LINE = 19;
    private static final int MARGIN = 18;
    private static final int GAP = 14;
    private final List<String> screens = new ArrayList<>();
    private final int columns;
    private int height;

    Picture(int columns) {
        this.columns = columns;
    }

    /// Adds a terminal below the others.
    void screen(List<String> rows) {
        var tall = rows.size() * LINE + 2 * MARGIN;
        var svg = new StringBuilder("<rect y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#161b22\"/>%n"
                .formatted(height, width(), tall));
        for (var row = 0; row < rows.size(); row++) {
            text(svg, rows.get(row), height + MARGIN + row * LINE + 14);
        }
        screens.add(svg.toString());
        height += tall + GAP;
    }

    private int width() {
        return (int) Math.ceil(columns * CELL) + 2 * MARGIN;
    }

    /// Each piece in one style stands where its cells are, and is as wide as they are, whatever the font.
    private static void text(StringBuilder svg, String row, int y) {
        var controls = CONTROL.matcher(row);
        var codes = "0";
        var at = 0;
        var column = 0;
        while (at < row.length()) {
            var found = controls.find(at);
            var piece = row.substring(at, found ? controls.start() : row.length());
            column += piece(svg, piece, codes, column, y);
            at = found ? controls.end() : row.length();
            codes = found ? controls.group(1) : codes;
        }
    }

    private static int piece(StringBuilder svg, String piece, String codes, int column, int y) {
        var shown = piece.stripTrailing();
        var start = shown.length() - shown.stripLeading().length();
        var text = shown.strip();
        if (!text.isEmpty()) {
            var style = style(codes);
            svg.append("<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>%n"
                    .formatted(
                            MARGIN + (column + start) * CELL,
                            y,
                            text.length() * CELL,
                            style.isEmpty() ? "" : " class=\"" + style + "\"",
                            text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        }
        return piece.length();
    }

    private static String style(String codes) {
        return switch (codes) {
            case "0" -> "";
            case "1" -> "b";
            case "2" -> "d";
            case "31" -> "r";
            case "32" -> "g";
            case "33" -> "y";
            case "36" -> "c";
            default -> throw new IllegalArgumentException("no style of Wave's: " + codes);
        };
    }

    /// The rows of a capture, in which a style goes on from row to row until another one begins: each by itself.
    static List<String> rows(String captured) {
        var rows = new ArrayList<String>();
        var weight = "";
        var colour = "";
        for (var row : captured.split("\n", -1)) {
            var own = new StringBuilder(begin(weight, colour));
            var controls = CONTROL.matcher(row);
            while (controls.find()) {
                for (var code : controls.group(1).split(";", -1)) {
                    switch (code) {
                        case "", "0" -> {
                            weight = "";
                            colour = "";
                        }
                        case "1", "2" -> weight = code;
                        case "39" -> colour = "";
                        case "49" -> {} // no background, as ever
                        default -> colour = code;
                    }
                }
                controls.appendReplacement(own, begin(weight, colour));
            }
            rows.add(controls.appendTail(own).toString());
        }
        return rows;
    }

    private static String begin(String weight, String colour) {
        return "\u001b[" + (weight + colour).replaceFirst("^$", "0") + "m";
    }

    /// The file.
    String svg(String title) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>%3$s</title>
                <style>
                text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d7dae0; white-space: pre }
                .b { font-weight: bold; fill: #ffffff } .d { fill: #8b93a1 } .r { fill: #ff7b72 } .g { fill: #7ee787 }
                .y { fill: #e3b341 } .c { fill: #79c0ff }
                </style>
                %4$s</svg>
                """.formatted(width(), height - GAP, title, String.join("", screens));
    }
}
