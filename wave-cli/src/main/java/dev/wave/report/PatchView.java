package dev.wave.report;

import dev.wave.view.Shown;
import java.util.ArrayList;
import java.util.List;

/// A patch, file by file, with its lines marked.
final class PatchView {
    private static final String FILE = "diff --git ";

    private static final String BINARY = "Binary files ";

    /// In lines: a longer patch is closed until somebody opens its files one by one.
    private static final int OPEN = 400;

    /// So many files are listed; what is left out is counted.
    private static final int FILES = 200;

    private final Pieces pieces;

    PatchView(Pieces pieces) {
        this.pieces = pieces;
    }

    /// One file of a patch, its lines as git wrote them.
    private record FilePatch(String name, List<String> lines) {

        /// Lines of the file, not those that say of which file.
        List<String> body() {
            for (var i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("@@ ") || lines.get(i).startsWith(BINARY)) {
                    return lines.subList(i, lines.size());
                }
            }
            return List.of(); // nothing but the file's mode, or that it is there
        }

        long count(char sign) {
            return body().stream()
                    .filter(line -> !line.isEmpty() && line.charAt(0) == sign)
                    .count();
        }

        /// For example `new +12 −0`, or `binary`.
        String summary() {
            var head = lines.subList(0, lines.size() - body().size());
            var kind = head.stream().anyMatch(line -> line.startsWith("new file"))
                    ? "new "
                    : head.stream().anyMatch(line -> line.startsWith("deleted file")) ? "deleted " : "";
            var binary = !body().isEmpty() && body().getFirst().startsWith(BINARY);
            return kind + (binary ? "binary" : "+" + count('+') + " −" + count('-'));
        }
    }

    /// @param most characters
    /// @param rest how to see all of it
    Html view(String patch, int most, String rest) {
        if (patch.isEmpty()) {
            return Html.none();
        }
        var cut = pieces.take(patch, most);
        var files = files(cut.text());
        var views = new ArrayList<Html>();
        var open = files.stream().mapToInt(file -> file.lines().size()).sum() <= OPEN;
        files.stream().limit(FILES).forEach(file -> views.add(view(file, open)));
        if (files.size() > FILES) {
            views.add(Pieces.note(Shown.plural(files.size() - FILES, "file") + " more. " + rest));
        } else if (cut.more()) {
            views.add(Pieces.note(Pieces.rest(cut, patch.length(), rest)));
        }
        return Html.all(views);
    }

    private static List<FilePatch> files(String patch) {
        var files = new ArrayList<FilePatch>();
        var lines = new ArrayList<String>();
        for (var line : patch.split("\n", -1)) {
            if (line.startsWith(FILE)) {
                add(files, lines);
                lines = new ArrayList<>();
            }
            lines.add(line);
        }
        add(files, lines);
        return files;
    }

    private static void add(List<FilePatch> files, List<String> lines) {
        if (lines.size() > 1 && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        if (!lines.isEmpty() && lines.getFirst().startsWith(FILE)) {
            files.add(new FilePatch(name(lines.getFirst()), lines));
        }
    }

    /// Of `a/NAME b/NAME`: nothing is ever renamed, so both halves are the same.
    private static String name(String line) {
        var both = line.substring(FILE.length());
        var half = both.substring(both.length() / 2 + 1);
        return half.replaceFirst("^(\"?)b/", "$1");
    }

    private static Html view(FilePatch file, boolean open) {
        var details = Html.of(
                        "details",
                        Html.of(
                                "summary",
                                Html.of("code", file.name()),
                                Html.of("span", " " + file.summary()).as("note")),
                        Pieces.scroll("Change of " + Html.shortened(file.name()), lines(file.body())))
                .as("patch");
        return open ? details.with("open", "") : details;
    }

    private static Html lines(List<String> lines) {
        return Html.all(lines.stream().map(PatchView::line).toList());
    }

    private static Html line(String line) {
        var text = Html.block(line + "\n");
        if (line.isEmpty()) {
            return text;
        }
        return switch (line.charAt(0)) {
            case '+' -> Html.of("span", text).as("added");
            case '-' -> Html.of("span", text).as("removed");
            case '@' -> Html.of("span", text).as("hunk");
            default -> text;
        };
    }
}
