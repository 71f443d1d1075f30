package dev.wave.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A short program of the system that Wave runs for itself, never for a step.
///
/// @param exit its exit code
/// @param output the end of what it said, on both streams
public record Errand(int exit, String output) {
    private static final int LONGEST = 60;

    /// Runs it to its end, in the root folder and with nothing to read.
    ///
    /// @throws IOException if it cannot be started, or takes longer than a minute
    public static Errand run(List<String> command) throws IOException {
        var said = Files.createTempFile("wave", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " took longer than " + LONGEST + " s");
            }
            return new Errand(
                    process.exitValue(),
                    Files.readString(said, StandardCharsets.ISO_8859_1).strip());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted");
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
