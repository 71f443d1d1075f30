package dev.wave.command;

import dev.wave.recording.Piece;
import dev.wave.view.Printable;
import dev.wave.view.Shown;
import java.util.List;

/// Keeps large files out of what is kept for good or sent away, unless somebody asks for them.
final class LargePieces {
    /// In bytes; hosts of git repositories take no larger file.
    static final long LARGE = 100L * 1024 * 1024;

    private LargePieces() {}

    /// Ends the command if there are large files and nobody asked for them; says so of each otherwise.
    static void pass(List<Piece> pieces, boolean asked, Console console) {
        var large = pieces.stream().filter(piece -> piece.size() > LARGE).toList();
        if (!large.isEmpty() && !asked) {
            throw CommandProblem.failed("it would hold "
                    + (large.size() == 1 ? "a file" : large.size() + " files") + " larger than " + Shown.bytes(LARGE)
                    + ":\n"
                    + String.join("\n", large.stream().map(LargePieces::line).toList())
                    + "\nwith --large it holds them all the same");
        }
        large.forEach(piece -> console.note("large: " + line(piece)));
    }

    private static String line(Piece piece) {
        return Printable.line(piece.what()).text() + "  " + Shown.bytes(piece.size());
    }
}
