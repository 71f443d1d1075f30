package dev.wave.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The real program of an agent. Where a build must have it (`CI=true`) its absence fails the tests; elsewhere
/// they are skipped.
public final class RealAgent {

    private RealAgent() {}

    /// Finds it, together with the `node` that [ModelStub] needs.
    ///
    /// @param name of the program
    /// @param variable that says where it is, if it is not on the `PATH`
    public static Path find(String name, String variable) {
        var found = Optional.ofNullable(System.getenv(variable)).map(Path::of).or(() -> onPath(name));
        if (found.isEmpty()) {
            return absent("there is no program '" + name + "' here; " + variable + " can say where one is");
        }
        if (onPath("node").isEmpty()) {
            return absent("there is no program 'node' here, which the scripted model API needs");
        }
        return found.get();
    }

    private static Optional<Path> onPath(String name) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Fails the test where a build must have what it needs, and skips it elsewhere.
    public static Path absent(String reason) {
        return "true".equals(System.getenv("CI")) ? Assertions.fail(reason) : Assumptions.abort(reason);
    }
}
