package dev.wave.command;

import dev.wave.model.RunId;
import dev.wave.report.RunPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where a report goes: a new file, or one that holds a report already.
///
/// @param path absolute
record ReportFile(Path path) {

    /// Below `.wave`, which no step sees: a file elsewhere in the project would be one more that steps see, and they
    /// would run again. Git is told to leave it alone.
    static ReportFile ofProject(Path root, RunId run) {
        var folder = root.resolve(".wave/reports");
        try {
            Files.createDirectories(folder);
            var ignored = folder.resolve(".gitignore");
            if (!Files.exists(ignored)) {
                Files.writeString(ignored, "*\n");
            }
        } catch (IOException e) {
            throw CommandProblem.failed(
                    "cannot write " + folder + ": " + e.getMessage() + "\n`--output FILE` writes the report elsewhere");
        }
        return new ReportFile(folder.resolve("wave-report-" + run + ".html"));
    }

    /// Writes the page, whole or not at all.
    void write(String page) {
        try {
            refuseOthers();
            Files.createDirectories(path.getParent());
            var temporary = path.resolveSibling("." + path.getFileName() + ".new");
            try {
                Files.writeString(temporary, page);
                Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw CommandProblem.failed("cannot write " + path + ": " + e.getMessage());
        }
    }

    private void refuseOthers() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(path)) {
            throw noReport();
        }
        var beginning = new byte[RunPage.SIGNATURE.length()];
        try (var file = Files.newInputStream(path)) {
            var length = file.readNBytes(beginning, 0, beginning.length);
            if (!new String(beginning, 0, length, StandardCharsets.UTF_8).equals(RunPage.SIGNATURE)) {
                throw noReport();
            }
        }
    }

    private CommandProblem noReport() {
        return CommandProblem.failed(path + " is there already, and is no report; nothing was written"
                + "\n`wave report --output FILE` writes it elsewhere");
    }
}
